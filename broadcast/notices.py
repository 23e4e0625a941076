"""What people do with notices on the boards: take one off before its time is over."""

from datetime import datetime

from broadcast.models import BoardItem
from broadcast.people import Person


def stop(item: BoardItem, *, person: Person, now: datetime) -> bool:
    """Take a notice off every board; False when it was off already. It cannot be put back, only submitted anew."""
    stopped = BoardItem.objects.filter(pk=item.pk, stopped_at=None).update(
        stopped_at=now, stopped_by_name=person.get_full_name()
    )
    return stopped > 0

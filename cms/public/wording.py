"""Days, hours and lengths as people say them."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


def day(moment: date) -> str:
    """Return ``Thứ Bảy, 21/11/2026``; a moment counts by the clock of the commune."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return f"{WEEKDAYS[moment.weekday()]}, {moment:%d/%m/%Y}"


def hour(moment: datetime) -> str:
    """Return ``17:02`` by the clock of the commune."""
    return f"{timezone.localtime(moment):%H:%M}"


def length(seconds: float | None) -> str:
    """Return ``3 phút 12 giây``; nothing when the length is not known."""
    if not seconds:
        return ""
    minutes, rest = divmod(max(round(seconds), 1), 60)
    if not minutes:
        return _("%(seconds)s sec") % {"seconds": rest}
    if not rest:
        return _("%(minutes)s min") % {"minutes": minutes}
    return _("%(minutes)s min %(seconds)s sec") % {"minutes": minutes, "seconds": rest}


def places(names: Sequence[str], everywhere: int) -> str:
    """Return the names of zones in one line, or that it was all of the commune's ``everywhere`` zones."""
    if everywhere > 1 and len(set(names)) == everywhere:
        return _("the whole commune")
    return ", ".join(dict.fromkeys(names))

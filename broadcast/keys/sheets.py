"""Words and papers about the keys that the desk and the command line share."""

import os
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast.keys import page, paper, root, state
from broadcast.models import RootKey, Station
from broadcast.plan.envelope import CHAIN, COMMAND, MANIFEST


def printed(now: datetime, *, by: str) -> bytes:
    """Return the root's page as PDF, and note who took it; raises ``RootAway``."""
    groups = root.export(now, by=by)
    return page.draw(
        page.Sheet(
            station=Station.objects.order_by("pk").values_list("name", flat=True).first()
            or "Đài truyền thanh",
            mark=state.station_mark(),
            made_at=timezone.localtime(RootKey.objects.get().made_at),
            printed_at=timezone.localtime(now),
            printed_by=by,
            groups=groups,
        )
    )


def save(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read; raises ``FileExistsError`` rather than overwrite."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)


def purpose(context: str) -> str:
    """Return what a key of this context signs."""
    return {MANIFEST: _("plans"), COMMAND: _("orders to devices"), CHAIN: _("the chain of approvals")}[
        context
    ]


def mistyped(fault: paper.Mistyped) -> str:
    """Return what is wrong with a typed code, so that the person looks at the right place."""
    if fault.group:
        return _("Group %(group)s is not as on the paper. Compare it sign by sign.") % {"group": fault.group}
    if fault.length != paper.GROUPS:
        return _("The code has %(groups)s groups of five signs; %(typed)s were typed.") % {
            "groups": paper.GROUPS,
            "typed": fault.length,
        }
    return _("The code as a whole does not fit: groups may have been swapped.")

"""Chờ duyệt: the ways to look at a part of what waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from newsroom import due
from newsroom.inbox import Waiting


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way to look, with how many it shows."""

    code: str
    label: str
    items: Sequence[Waiting]
    chosen: bool = False


def choices(items: Sequence[Waiting], wanted: str, now: datetime) -> list[Choice]:
    """Return the ways to look, all of this person's first; those that show nothing are left out."""
    mine = [item for item in items if item.needs_me]
    ways: list[tuple[str, str, Callable[[Waiting], bool]]] = [
        ("hom-nay", _("Due today"), lambda item: due.is_today(item.due.at, now) and not item.due.overdue),
        ("qua-han", _("Overdue"), lambda item: item.due.overdue),
        ("loa", _("For loudspeakers"), lambda item: item.on_air),
        ("bang", _("For e-boards"), lambda item: item.on_boards),
        ("trang", _("For the site alone"), lambda item: not (item.on_air or item.on_boards)),
    ]
    found = [(code, label, [item for item in mine if holds(item)]) for code, label, holds in ways]
    found.append(("cap-uy", _("Reported upward"), [item for item in items if item.report is not None]))
    found.append(("nguoi-khac", _("Waiting for somebody else"), [item for item in items if not item.verdict]))
    shown = [each for each in found if each[2]]
    chosen = wanted if wanted in {code for code, _label, _items in shown} else ""
    return [
        Choice(code=code, label=label, items=part, chosen=code == chosen)
        for code, label, part in [("", _("All that waits for me"), mine), *shown]
    ]

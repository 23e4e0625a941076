"""What people type about a device: its name and place, its operating hours, volume, screen: read, checked."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _

from broadcast.models import DeviceOrder
from broadcast.plan.loudness import MOST_PERCENT, DayPart, Volume
from broadcast.plan.screen import Dark, Layout, Screen

ORDERS = {
    "chuong-thu": DeviceOrder.Action.CHIME,
    "khoi-dong-lai": DeviceOrder.Action.RESTART,
    "nhat-ky": DeviceOrder.Action.LOG,
}
ROWS = 3  # parts of the day that the form offers
Post = Mapping[str, str]


class BadInput(ValueError):
    """It cannot be kept; the message says why and what to do."""


def facts(post: Post) -> dict[str, Any]:
    """Return the columns that the form about a device sets; raises ``BadInput``."""
    name = post.get("name", "").strip()
    if not name:
        raise BadInput(_("Write the name of the device."))
    works_from, works_until = _time(post, "works_from"), _time(post, "works_until")
    if (works_from is None) != (works_until is None):
        raise BadInput(_("Write both hours, or none when the device is on around the clock."))
    if works_from is not None and works_from == works_until:
        raise BadInput(_("The device must be switched off at another time than it is switched on."))
    return {
        "name": name[:120],
        "position": post.get("position", "").strip()[:160],
        "works_from": works_from,
        "works_until": works_until,
    }


def volume(post: Post) -> Volume:
    """Return the volume that the form sets; raises ``BadInput``."""
    parts = [part for number in range(ROWS) if (part := _part(post, number)) is not None]
    return Volume(percent=_percent(post, "percent"), parts=tuple(parts))


def _part(post: Post, number: int) -> DayPart | None:
    """Return one part of the day, None when its row is empty."""
    names = [f"{field}{number}" for field in ("from", "until", "percent")]
    if not any(post.get(name, "").strip() for name in names):
        return None
    start, until = _time(post, names[0]), _time(post, names[1])
    if start is None or until is None or start == until:
        raise BadInput(
            _("A part of the day needs a beginning and another end. Empty the row to do without it.")
        )
    return DayPart(start=start, until=until, percent=_percent(post, names[2]))


def screen(post: Post) -> Screen:
    """Return how the form lets a board show; raises ``BadInput``."""
    if post.get("layout") not in list(Layout):
        raise BadInput(_("Choose one of the layouts."))
    parts = [part for number in range(ROWS) if (part := _dark(post, number)) is not None]
    return Screen(layout=Layout(post["layout"]), code=bool(post.get("code")), dark=tuple(parts))


def _dark(post: Post, number: int) -> Dark | None:
    """Return one part of the day in which the screen is off, None when its row is empty."""
    names = [f"dark_{field}{number}" for field in ("from", "until")]
    start, until = (_time(post, name) for name in names)
    if start is None and until is None:
        return None
    if start is None or until is None or start == until:
        raise BadInput(_("The screen is off from one time to another. Empty the row to do without it."))
    return Dark(start=start, until=until)


def _percent(post: Post, name: str) -> int:
    written = post.get(name, "").strip()
    if not written.isdecimal() or int(written[:4]) > MOST_PERCENT:
        raise BadInput(_("A volume is a whole number from 0 to 100."))
    return int(written)


def _time(post: Post, name: str) -> time | None:
    written = post.get(name, "").strip()
    try:
        found = parse_time(written) if written else None
    except ValueError:
        found = None
    if written and found is None:
        raise BadInput(_("“%(written)s” is no time of day. Write it like 05:30.") % {"written": written[:20]})
    return found


def part_rows(wanted: Volume) -> list[dict[str, object]]:
    """Return the rows of the form, filled with the parts of the day that are ordered."""
    rows: list[dict[str, object]] = [
        {"from": f"{part.start:%H:%M}", "until": f"{part.until:%H:%M}", "percent": part.percent}
        for part in wanted.parts[:ROWS]
    ]
    return rows + [{} for _row in range(ROWS - len(rows))]


def typed_rows(post: Post) -> list[dict[str, object]]:
    """Return the rows of the form as they were typed: bad input loses nothing."""
    return [
        {field: post.get(f"{field}{number}", "") for field in ("from", "until", "percent")}
        for number in range(ROWS)
    ]


def screen_form(wanted: Screen, post: Post) -> dict[str, object]:
    """Return what the form about a screen shows: as it was typed, else as it was ordered."""
    if "layout" in post:
        rows = [
            {field: post.get(f"dark_{field}{number}", "") for field in ("from", "until")}
            for number in range(ROWS)
        ]
        return {"layout": post["layout"], "code": bool(post.get("code")), "rows": rows}
    rows = [{"from": f"{part.start:%H:%M}", "until": f"{part.until:%H:%M}"} for part in wanted.dark[:ROWS]]
    return {"layout": wanted.layout.value, "code": wanted.code, "rows": rows + [{}] * (ROWS - len(rows))}

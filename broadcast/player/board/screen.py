"""What the board shows at one moment: a pure answer from the manifest, the time and the cache."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.plan.manifest import BoardItem, Manifest, Priority
from broadcast.plan.screen import Screen
from broadcast.player.board.sessions import next_broadcast
from broadcast.player.trust import is_in_force, is_recalled
from broadcast.player.words import VIETNAM

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})


def items_now(manifest: Manifest | None, now: datetime) -> list[BoardItem]:
    """Return what may be shown at ``now``, in turn; while anything urgent stands, only that."""
    if manifest is None or not is_in_force(manifest, now):
        return []
    shown = [
        item for item in manifest.board
        if item.shown_from <= now < item.shown_until
        and not is_recalled(manifest, kind=item.authority.kind, authority=item.authority.id)
    ]  # fmt: skip
    urgent = [item for item in shown if item.priority is Priority.URGENT]
    return urgent or sorted(shown, key=lambda item: item.priority.rank)


def items_shown(manifest: Manifest | None, now: datetime, settings: Screen) -> list[BoardItem]:
    """Return what the screen shows: in its dark hours nothing but what is urgent."""
    items = items_now(manifest, now)
    if manifest is None or not settings.is_dark(now.astimezone(ZoneInfo(manifest.timezone))):
        return items
    return [item for item in items if item.priority is Priority.URGENT]


def screen(
    manifest: Manifest | None,
    *,
    now: datetime,
    code: str,
    has: Callable[[str], bool],
    settings: Screen | None = None,
) -> dict[str, Any]:
    """Return the page's state; ``code`` is the claim code while no person has confirmed the box."""
    settings = settings or Screen()
    items = items_shown(manifest, now, settings)
    air = next_broadcast(manifest, now)
    zone = ZoneInfo(manifest.timezone) if manifest else VIETNAM
    return {
        "station": manifest.station.name if manifest else "",
        "zone": manifest.zone.name if manifest else "",
        "clock": _clock(now.astimezone(zone)),
        "code": code,
        "layout": settings.layout.value,
        "dark": not items and not code and settings.is_dark(now.astimezone(zone)),
        "items": [_card(item, manifest, now, has=has, coded=settings.code) for item in items if manifest],
        "ticker": _ticker(items),
        "air": asdict(air) if air else None,
    }


def picture_type(manifest: Manifest | None, sha256: str, now: datetime) -> str | None:
    """Return the media type of a picture on the screen at ``now``; None for anything else."""
    if manifest is None or all(item.picture != sha256 for item in items_now(manifest, now)):
        return None
    kind = manifest.media[sha256].type
    return kind if kind in PICTURES else None


def link_of(manifest: Manifest | None, item: str, now: datetime) -> str:
    """Return where the story of an item on the screen stands; "" for anything else."""
    return next((each.link for each in items_now(manifest, now) if each.item == item), "")


def _card(
    item: BoardItem, manifest: Manifest, now: datetime, *, has: Callable[[str], bool], coded: bool
) -> dict[str, Any]:
    picture = item.picture
    is_there = picture is not None and has(picture) and manifest.media[picture].type in PICTURES
    return {
        "item": item.item,
        "lines": [line for line in item.lines if line.strip()],
        "picture": picture if is_there else None,
        "alt": item.alt,
        "seconds": item.seconds,
        "code": f"/code/{item.item}.svg" if coded and item.link else None,
        "urgent": item.priority is Priority.URGENT,
        "left_s": min(item.shown_until, manifest.valid_until).timestamp() - now.timestamp(),
    }


def _ticker(items: list[BoardItem]) -> list[str]:
    """Return the foot line: each item in a few words, when there is more than one."""
    if len(items) < 2:
        return []
    return [" ".join(line.strip() for line in item.lines) for item in items]


def _clock(local: datetime) -> dict[str, str]:
    return {"time": f"{local:%H:%M}", "date": f"{WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y}"}

"""What the board shows at one moment: a pure answer from the manifest, the time and the cache."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.plan.manifest import BoardItem, Manifest, Priority
from broadcast.player.trust import is_in_force, is_recalled
from broadcast.player.words import VIETNAM

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
SOON = timedelta(hours=18)  # how far ahead the foot line announces the next broadcast


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


def screen(
    manifest: Manifest | None, *, now: datetime, code: str, has: Callable[[str], bool]
) -> dict[str, Any]:
    """Return the page's state; ``code`` is the claim code while no person has confirmed the box."""
    items = items_now(manifest, now)
    return {
        "station": manifest.station.name if manifest else "",
        "zone": manifest.zone.name if manifest else "",
        "clock": _clock(manifest, now),
        "code": code,
        "items": [_card(item, manifest, now, has) for item in items if manifest],
        "ticker": _ticker(items),
        "next": _next_broadcast(manifest, now),
    }


def picture_type(manifest: Manifest | None, sha256: str, now: datetime) -> str | None:
    """Return the media type of a picture on the screen at ``now``; None for anything else."""
    if manifest is None or all(item.picture != sha256 for item in items_now(manifest, now)):
        return None
    kind = manifest.media[sha256].type
    return kind if kind in PICTURES else None


def _card(item: BoardItem, manifest: Manifest, now: datetime, has: Callable[[str], bool]) -> dict[str, Any]:
    picture = item.picture
    is_there = picture is not None and has(picture) and manifest.media[picture].type in PICTURES
    return {
        "item": item.item,
        "lines": [line for line in item.lines if line.strip()],
        "picture": picture if is_there else None,
        "alt": item.alt,
        "seconds": item.seconds,
        "urgent": item.priority is Priority.URGENT,
        "left_s": min(item.shown_until, manifest.valid_until).timestamp() - now.timestamp(),
    }


def _ticker(items: list[BoardItem]) -> list[str]:
    """Return the foot line: each item in a few words, when there is more than one."""
    if len(items) < 2:
        return []
    return [" ".join(line.strip() for line in item.lines) for item in items]


def _next_broadcast(manifest: Manifest | None, now: datetime) -> str:
    """Return when the next broadcast begins; never its title, which may not be public yet."""
    if manifest is None or not is_in_force(manifest, now):
        return ""
    starts = next((item.starts_at for item in manifest.air if now < item.starts_at <= now + SOON), None)
    if starts is None:
        return ""
    zone = ZoneInfo(manifest.timezone)
    local, today = starts.astimezone(zone), now.astimezone(zone).date()
    return f"{local:%H:%M} hôm nay" if local.date() == today else f"{local:%H:%M} ngày mai"


def _clock(manifest: Manifest | None, now: datetime) -> dict[str, str]:
    local = now.astimezone(ZoneInfo(manifest.timezone) if manifest else VIETNAM)
    return {"time": f"{local:%H:%M}", "date": f"{WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y}"}

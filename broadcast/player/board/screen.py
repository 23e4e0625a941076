"""What the board shows at one moment: a pure answer from the manifest, the time and the cache."""

from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.plan.manifest import BoardItem, Manifest, Priority
from broadcast.plan.screen import Screen
from broadcast.player.board.remaining import remaining
from broadcast.player.board.sessions import next_broadcast
from broadcast.player.trust import is_in_force, is_recalled
from broadcast.player.words import VIETNAM

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PICTURES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
FILM, CAPTIONS = "video/mp4", "text/vtt"
SHOWN = PICTURES | {FILM, CAPTIONS}
Has = Callable[[str], bool]


def items_now(manifest: Manifest | None, now: datetime) -> list[BoardItem]:
    """Return what may be shown at ``now``, in turn; while anything urgent stands, only that."""
    if manifest is None or not is_in_force(manifest, now):
        return []
    shown = [
        item for item in manifest.board
        if item.shown_from <= now < item.shown_until
        and (item.counts_to is None or now < item.counts_to)
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
    has: Has,
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


def media_type(manifest: Manifest | None, sha256: str, now: datetime) -> str | None:
    """Return the type of a picture, film or captions on the screen at ``now``; None for anything else."""
    if manifest is None or all(sha256 not in item.media() for item in items_now(manifest, now)):
        return None
    kind = manifest.media[sha256].type
    return kind if kind in SHOWN else None


def missing(item: BoardItem, *, has: Has) -> int:
    """Return how many of an item's files have not arrived: what is shown of it is not whole."""
    return sum(not has(sha256) for sha256 in item.media())


def link_of(manifest: Manifest | None, item: str, now: datetime) -> str:
    """Return where the story of an item on the screen stands; "" for anything else."""
    return next((each.link for each in items_now(manifest, now) if each.item == item), "")


def _card(item: BoardItem, manifest: Manifest, now: datetime, *, has: Has, coded: bool) -> dict[str, Any]:
    lasts = (min(item.shown_until, manifest.valid_until) - now).total_seconds()
    return {
        "item": item.item,
        "lines": [line for line in item.lines if line.strip()],
        "picture": item.picture if _is_there(item.picture, manifest, has=has, kinds=PICTURES) else None,
        "alt": item.alt,
        "seconds": item.seconds,
        "code": f"/code/{item.item}.svg" if coded and item.link else None,
        "urgent": item.priority is Priority.URGENT,
        "left_s": min(lasts, (item.counts_to - now).total_seconds()) if item.counts_to else lasts,
        "pages": _pages(item, manifest, has=has),
        "page_count": len(item.pages),
        "film": _film(item, manifest, has=has),
        "has_film": item.film is not None,
        "count": remaining(item.counts_to - now) if item.counts_to else None,
    }


def _is_there(sha256: str | None, manifest: Manifest, *, has: Has, kinds: Collection[str]) -> bool:
    return sha256 is not None and has(sha256) and manifest.media[sha256].type in kinds


def _pages(item: BoardItem, manifest: Manifest, *, has: Has) -> list[dict[str, Any]]:
    """Return the pages that have arrived, each with its number in the document."""
    return [
        {"picture": page.media, "seconds": page.seconds, "number": number}
        for number, page in enumerate(item.pages, start=1)
        if _is_there(page.media, manifest, has=has, kinds=PICTURES)
    ]


def _film(item: BoardItem, manifest: Manifest, *, has: Has) -> dict[str, Any] | None:
    film = item.film
    if film is None or not _is_there(film.media, manifest, has=has, kinds={FILM}):
        return None
    has_captions = _is_there(film.captions, manifest, has=has, kinds={CAPTIONS})
    return {"film": film.media, "captions": film.captions if has_captions else None}


def _ticker(items: list[BoardItem]) -> list[str]:
    """Return the foot line: each item in a few words, when there is more than one."""
    if len(items) < 2:
        return []
    return [" ".join(line.strip() for line in item.lines) for item in items]


def _clock(local: datetime) -> dict[str, str]:
    return {"time": f"{local:%H:%M}", "date": f"{WEEKDAYS[local.weekday()]}, {local:%d/%m/%Y}"}

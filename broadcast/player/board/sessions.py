"""When the loudspeakers are heard next, in the words of the board; never what they say, which may not be public yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcast.plan.manifest import AirItem, Manifest
from broadcast.plan.streams import StreamItem
from broadcast.player.trust import is_in_force, is_recalled

SOON = timedelta(hours=18)  # how far ahead a broadcast is announced
MINUTE, HOUR = 60, 3600
ON_AIR = "Loa đang phát"


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """What the board says of the loudspeakers: ``left`` counts down, or says that they sound."""

    sounds: bool
    at: str
    left: str


def next_broadcast(manifest: Manifest | None, now: datetime) -> OnAir | None:
    """Return what is heard now, else what is heard next; None when that is far away or unknown."""
    if manifest is None or not is_in_force(manifest, now):
        return None
    heard = sorted(_heard(manifest), key=lambda item: item.starts_at)
    if any(item.starts_at <= now < item.ends_at for item in heard):
        return OnAir(sounds=True, at="", left=ON_AIR)
    starts = next((item.starts_at for item in heard if now < item.starts_at <= now + SOON), None)
    if starts is None:
        return None
    return OnAir(sounds=False, at=_moment(starts, now, ZoneInfo(manifest.timezone)), left=_left(starts - now))


def _heard(manifest: Manifest) -> Iterator[AirItem | StreamItem]:
    planned: list[AirItem | StreamItem] = [*manifest.air, *manifest.streams]
    for item in planned:
        is_gone = is_recalled(manifest, kind=item.authority.kind, authority=item.authority.id)
        if not is_gone and item.airing not in manifest.stopped:
            yield item


def _moment(starts: datetime, now: datetime, zone: ZoneInfo) -> str:
    local, today = starts.astimezone(zone), now.astimezone(zone).date()
    return f"{local:%H:%M} hôm nay" if local.date() == today else f"{local:%H:%M} ngày mai"


def _left(wait: timedelta) -> str:
    """Return the time that is left, rounded up so that it never promises less than there is."""
    seconds = -(-int(wait.total_seconds() * 1000) // 1000)
    if seconds < MINUTE:
        return f"còn {seconds} giây"
    minutes = -(-seconds // MINUTE)
    hours, rest = divmod(minutes, HOUR // MINUTE)
    parts = ([f"{hours} giờ"] if hours else []) + ([f"{rest} phút"] if rest else [])
    return f"còn {' '.join(parts)}"

"""When something could be heard at the earliest: the next session for its hamlets."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from broadcast import rulebook
from broadcast.models import Station, Zone
from broadcast.plan.occurrences import Occurrence

AHEAD = timedelta(days=7)

Wish = tuple[frozenset[int], datetime]
"""The newsroom's places (none: the whole commune), and not before when."""


def next_sessions(wishes: Mapping[int, Wish], *, now: datetime) -> dict[int, datetime]:
    """Return when the next session of each begins, within a week; the queries do not grow with the wishes."""
    if not wishes:
        return {}
    zones = list(Zone.objects.select_related("station__regulation"))
    found: dict[int, datetime] = {}
    for station in {zone.station_id: zone.station for zone in zones}.values():
        own = {zone.place_id: str(zone.pk) for zone in zones if zone.station_id == station.pk}
        sessions = _sessions(station, frozenset(own.values()), now)
        for key, (places, since) in wishes.items():
            wanted = frozenset(own[place] for place in places & own.keys()) if places else None
            first = _first(sessions, wanted, max(since, now))
            if first is not None:
                found[key] = min(first, found.get(key, first))
    return found


def _sessions(station: Station, zone_ids: frozenset[str], now: datetime) -> list[Occurrence]:
    today = now.astimezone(ZoneInfo(station.timezone)).date()
    return rulebook.sessions_between(station, today, today + AHEAD, zone_ids=zone_ids)


def _first(sessions: list[Occurrence], zone_ids: frozenset[str] | None, since: datetime) -> datetime | None:
    """Return the start of the first session that reaches one of the zones; None means any zone."""
    reached = (
        each.starts_at
        for each in sessions
        if each.starts_at >= since and (zone_ids is None or each.slot.zone_ids & zone_ids)
    )
    return next(reached, None)

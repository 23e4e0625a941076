"""A small station for the planner's tests: one evening slot, two hamlets, short sentences to book with."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.plan.planned import Plan, Planned, Unplaced
from broadcast.plan.quiet import QuietHours
from broadcast.plan.rules import Bookend, Booking, Rules, Slot
from broadcast.plan.terms import Authority, AuthorityKind, Kind, Priority

COMMUNE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
EAST, WEST = "east", "west"
BOTH = frozenset({EAST, WEST})
EVERY_DAY = frozenset(range(7))
NIGHT = QuietHours(start=time(21, 30), until=time(4, 45))
AUTHORITY = Authority(kind=AuthorityKind.REVISION, id="17", sha256="d" * 64)


def at(clock: str, day: date = MONDAY) -> datetime:
    """Return a local time of the commune, e.g. ``at("17:00")`` or ``at("17:00:20")``, in UTC."""
    return datetime.combine(day, time.fromisoformat(clock), COMMUNE).astimezone(UTC)


def slot(identity: str = "evening", start: str = "17:00", **changes: Any) -> Slot:
    """Return a slot of ten minutes a day in both hamlets."""
    fields: dict[str, Any] = {
        "id": identity,
        "name": identity,
        "weekdays": EVERY_DAY,
        "start": time.fromisoformat(start),
        "budget_s": 600.0,
        "zone_ids": BOTH,
    }
    return Slot(**fields | changes)


def rules(*slots: Slot, **changes: Any) -> Rules:
    """Return rules without clips and gaps, so that times can be added up in the head."""
    fields: dict[str, Any] = {"timezone": "Asia/Ho_Chi_Minh", "slots": slots or (slot(),), "gap_s": 0.0}
    return Rules(**fields | changes)


def clip(kind: Kind, duration_s: float = 10) -> Bookend:
    """Return a standing clip."""
    media = {Kind.OPENING: "1", Kind.CLOSING: "2", Kind.SIGNAL: "3"}[kind] * 64
    return Bookend(kind=kind, title=kind.value, media=media, duration_s=duration_s, authority=AUTHORITY)


def signal(duration_s: float = 6.2, strikes_s: float = 5.05) -> Bookend:
    """Return a time signal as long as the real one."""
    return replace(clip(Kind.SIGNAL, duration_s), strikes_s=strikes_s)


def booking(identity: str, duration_s: float = 120, **changes: Any) -> Booking:
    """Return an ordinary booking for Monday evening in the eastern hamlet."""
    fields: dict[str, Any] = {
        "id": identity,
        "programme_id": identity,
        "title": identity,
        "slot_id": "evening",
        "on": MONDAY,
        "zone_ids": frozenset({EAST}),
        "duration_s": duration_s,
        "media": "b" * 64,
        "authority": AUTHORITY,
        "booked_at": at("08:00"),
    }
    return Booking(**fields | changes)


def emergency(identity: str = "storm", duration_s: float = 60, **changes: Any) -> Booking:
    """Return an urgent booking that plays now."""
    return booking(
        identity, duration_s, **{"play_now": True, "priority": Priority.URGENT, "slot_id": None} | changes
    )


def heard(result: Plan, zone_id: str = EAST) -> list[tuple[str, str]]:
    """Return what one hears in a zone: local time (with the day unless Monday) and title."""
    return [(clock(item.starts_at), item.title) for item in result.timelines[zone_id]]


def clock(when: datetime) -> str:
    """Write a time as the tests do."""
    local = when.astimezone(COMMUNE)
    return f"{local:%H:%M:%S}" if local.date() == MONDAY else f"{local:%a %H:%M:%S}"


def airing(result: Plan, title: str, zone_id: str = EAST) -> Planned:
    """Return the only airing of this title in a zone."""
    (found,) = (item for item in result.timelines[zone_id] if item.title == title)
    return found


def unplaced(result: Plan, identity: str, zone_id: str = EAST) -> Unplaced:
    """Return why a booking has no place in a zone."""
    (found,) = (each for each in result.unplaced if (each.booking_id, each.zone_id) == (identity, zone_id))
    return found


def in_force(result: Plan) -> list[Planned]:
    """Return a plan as the next one is given it."""
    return [item for timeline in result.timelines.values() for item in timeline]

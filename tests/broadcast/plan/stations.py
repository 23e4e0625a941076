"""Random rules, queues and days for the property tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from broadcast.plan.quiet import QuietHours
from broadcast.plan.rules import Booking, Rules, Slot
from broadcast.plan.terms import Kind, Priority, Resume
from tests.broadcast.plan import station

ZONES = ("east", "west", "north")
SLOT_NAMES = ("dawn", "noon", "dusk")
# The second and third change their clocks on days within reach of DAYS; the commune never does.
TIMEZONES = ("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/St_Johns")
DAYS = (date(2026, 3, 28), date(2026, 10, 24), date(2026, 10, 31), date(2027, 3, 13))

ALL_ZONES, ALL_WEEK = frozenset(ZONES), frozenset(range(7))
lengths = st.sampled_from((0.001, 10.0, 45.0, 61.2304, 150.0, 290.0)) | st.integers(1, 400).map(float)
# Few hours, so that slots overlap; among them the hours at which clocks change and days end.
walls = st.builds(time, st.sampled_from((0, 1, 2, 17, 17, 17, 23)), st.sampled_from((0, 5, 15, 55)))
zone_sets = st.just(ALL_ZONES) | st.frozensets(st.sampled_from(ZONES), min_size=1)
weeks = st.just(ALL_WEEK) | st.frozensets(st.integers(0, 6), min_size=4)


@st.composite
def quiet_hours(draw: st.DrawFn) -> QuietHours:
    """Return quiet hours of any length, past midnight or not."""
    start = draw(walls)
    return QuietHours(start=start, until=draw(walls.filter(lambda wall: wall != start)))


@st.composite
def stations(draw: st.DrawFn) -> Rules:
    """Return rules whose slots may overlap, run past midnight and lie in quiet hours."""
    slots = tuple(
        Slot(
            id=name,
            name=name,
            weekdays=draw(weeks),
            start=draw(walls),
            budget_s=draw(st.integers(60, 900)),
            zone_ids=draw(zone_sets),
        )
        for name in draw(st.lists(st.sampled_from(SLOT_NAMES), unique=True, min_size=1))
    )
    return Rules(
        timezone=draw(st.sampled_from(TIMEZONES)),
        slots=slots,
        quiet=tuple(draw(st.just([]) | st.lists(quiet_hours(), max_size=2))),
        opening=draw(st.none() | lengths.map(lambda length: station.clip(Kind.OPENING, length / 9))),
        closing=draw(st.none() | lengths.map(lambda length: station.clip(Kind.CLOSING, length / 9))),
        gap_s=draw(st.sampled_from((0.0, 0.5, 3.0))),
        horizon_days=3,
    )


@st.composite
def moments(draw: st.DrawFn, rules: Rules) -> datetime:
    """Return a moment, more often than not shortly before or in a session."""
    day = draw(st.sampled_from(DAYS)) + timedelta(days=draw(st.integers(0, 2)))
    slot = draw(st.sampled_from(rules.slots))
    local = datetime.combine(day, slot.start, ZoneInfo(rules.timezone))
    return local.astimezone(UTC) + timedelta(seconds=draw(st.integers(-600, 300)))


@st.composite
def queues(draw: st.DrawFn, rules: Rules, now: datetime, prefix: str = "b", fewest: int = 0) -> list[Booking]:
    """Return bookings round ``now``, emergencies among them."""
    today = now.astimezone(ZoneInfo(rules.timezone)).date()
    count = draw(st.integers(fewest, 8))
    return [draw(_bookings(f"{prefix}{number}", rules.slots, today, now)) for number in range(count)]


@st.composite
def _bookings(draw: st.DrawFn, identity: str, slots: tuple[Slot, ...], today: date, now: datetime) -> Booking:
    hours = draw(st.sampled_from((None, None, 1, 30)))
    booking = station.booking(
        identity,
        draw(lengths),
        slot_id=draw(st.sampled_from((*(slot.id for slot in slots * 4), "dusk"))),
        on=today + timedelta(days=draw(st.sampled_from((0, 0, 0, 0, 0, 1, -1, 4)))),
        zone_ids=draw(zone_sets),
        priority=draw(st.sampled_from(tuple(Priority))),
        position=draw(st.integers(0, 2)),
        booked_at=now - timedelta(minutes=draw(st.integers(0, 3))),
        valid_until=hours and now + timedelta(hours=hours),
        resume=draw(st.sampled_from(tuple(Resume))),
    )
    if booking.priority is Priority.URGENT and draw(st.booleans()):
        return replace(booking, play_now=True)
    return booking

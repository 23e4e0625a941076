"""Random rules, queues and days for the property tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from broadcast.plan.days import Calendar, Change, Sessions, SpecialDays
from broadcast.plan.limits import Limit, Limits, Waived
from broadcast.plan.quiet import QuietHours
from broadcast.plan.rules import Booking, Frame, Rules, Slot
from broadcast.plan.terms import Form, Kind, Priority, Resume
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
def frames(draw: st.DrawFn) -> Frame:
    """Return a frame of a slot's own, with a time signal."""
    return Frame(
        opening=draw(st.none() | st.just(station.clip(Kind.OPENING))),
        closing=None,
        gap_s=draw(st.sampled_from((0.0, 2.0))),
        signal=station.signal(),
    )


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
            frame=draw(st.none() | frames()),
        )
        for name in draw(st.lists(st.sampled_from(SLOT_NAMES), unique=True, min_size=1))
    )
    return Rules(
        calendar=draw(st.just(Calendar()) | calendars(tuple(slot.id for slot in slots))),
        zone_quiet={"east": tuple(draw(st.just([]) | st.lists(quiet_hours(), max_size=1)))},
        stagger_s={"west": draw(st.sampled_from((0.0, 7.5)))},
        timezone=draw(st.sampled_from(TIMEZONES)),
        slots=slots,
        quiet=tuple(draw(st.just([]) | st.lists(quiet_hours(), max_size=2))),
        opening=draw(st.none() | lengths.map(lambda length: station.clip(Kind.OPENING, length / 9))),
        closing=draw(st.none() | lengths.map(lambda length: station.clip(Kind.CLOSING, length / 9))),
        gap_s=draw(st.sampled_from((0.0, 0.5, 3.0))),
        horizon_days=3,
    )


@st.composite
def calendars(draw: st.DrawFn, slot_ids: tuple[str, ...]) -> Calendar:
    """Return limits, special days and changed sessions, few of each."""
    near = st.sampled_from([day + timedelta(days=ahead) for day in DAYS for ahead in range(-1, 4)])
    forms = st.none() | st.just(frozenset({Form.BULLETIN})) | st.just(frozenset({Form.MUSIC, Form.CHIME}))
    special = st.builds(
        lambda day, sessions, only: SpecialDays(name="?", first=day, last=day, sessions=sessions, forms=only),
        near,
        st.sampled_from(tuple(Sessions)),
        forms,
    )
    change = st.builds(
        lambda slot_id, on, cancelled, start, budget: Change(
            slot_id=slot_id, on=on, cancelled=cancelled, start=start, budget_s=budget
        ),
        st.sampled_from(slot_ids),
        near,
        st.booleans(),
        st.none() | walls,
        st.none() | st.integers(60, 900).map(float),
    )
    limits = Limits(
        sessions=draw(st.none() | st.integers(1, 2)),
        session_s=draw(st.none() | st.integers(100, 600).map(float)),
        weekdays=draw(st.just(ALL_WEEK) | weeks),
        day_s=draw(st.none() | st.integers(100, 900).map(float)),
        repeats=draw(st.none() | st.just(1)),
    )
    waived = draw(
        st.frozensets(
            st.builds(lambda limit, on: Waived(limit=limit, on=on), st.sampled_from(tuple(Limit)), near),
            max_size=2,
        )
    )
    return Calendar(
        special=tuple(draw(st.lists(special, max_size=2))),
        changes=tuple(draw(st.lists(change, max_size=3))),
        limits=limits,
        waived=waived,
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
    found = [draw(_bookings(f"{prefix}{number}", rules.slots, today, now)) for number in range(count)]
    return [draw(st.just(each) | _unusual(each, found, rules, now)) for each in found]


@st.composite
def _unusual(
    draw: st.DrawFn, booking: Booking, others: list[Booking], rules: Rules, now: datetime
) -> Booking:
    """Return the booking for a moment, or as a repeat of another, or with a person's word on its order."""
    if booking.play_now:
        return booking
    how = draw(st.sampled_from(("moment", "repeat", "order", "kind")))
    if how == "moment":
        at = now + timedelta(seconds=draw(st.integers(-60, 1200)))
        on = at.astimezone(ZoneInfo(rules.timezone)).date()
        return replace(booking, slot_id=None, at=at, on=on, wait_s=draw(st.sampled_from((0.0, 60.0, 600.0))))
    if how == "repeat":
        first = draw(st.sampled_from(others))
        gap = draw(st.sampled_from((0.0, 60.0)))
        return booking if first.id >= booking.id else replace(booking, follows=first.id, follows_gap_s=gap)
    if how == "order":
        return replace(booking, order=draw(st.integers(1, 3)))
    return replace(booking, form=draw(st.sampled_from(tuple(Form))), programme_id="same")


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

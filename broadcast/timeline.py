"""Today drawn to scale: a lane for each zone with its sessions, plays and quiet hours, and the line of now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcast import stops
from broadcast.models import Airing, Station, Zone
from broadcast.plan.quiet import QuietHours, quiet_spans
from broadcast.rulebook import quiet_of
from broadcast.today import BOOKENDS, SIGNS, Today, end_of, state_of, state_words

DAY = timedelta(days=1)
NEAR_BEFORE, NEAR_AFTER = timedelta(minutes=30), timedelta(minutes=90)
LEAST_WIDTH = 0.3  # percent: a play of seconds must be seen
LEAST_SESSION = 1.6
LEAST_HOURS = 3
LANE, HEAD = 44, 22  # pixels
ROOM_FOR_A_SIGN = 1.8  # percent
ROOM_FOR_A_TALLY = 4.5


@dataclass(frozen=True, kw_only=True)
class Window:
    """The stretch of a day that is drawn; places are percents of it."""

    first: datetime
    last: datetime

    def place(self, moment: datetime) -> float:
        """Return where a moment stands."""
        return (moment - self.first) / (self.last - self.first) * 100

    def stretch(self, begin: datetime, end: datetime, least: float = 0.0) -> tuple[float, float] | None:
        """Return left and width of what lies between two moments; None when nothing of it is drawn."""
        if end <= self.first or begin >= self.last:
            return None
        left, right = max(0.0, self.place(begin)), min(100.0, self.place(end))
        width = max(right - left, least)
        return min(left, 100 - width), width


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One play in one zone; ``entry`` names its line in the list."""

    state: str
    sign: str
    left: str
    width: str
    entry: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Band:
    """A session in one zone, or quiet hours; ``tally`` says in signs what became of its plays."""

    words: str
    left: str
    width: str
    tally: str = ""
    tally_at: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One zone; ``top`` is in pixels."""

    zone: Zone
    top: int
    bars: Sequence[Bar]
    sessions: Sequence[Band]
    quiet: Sequence[Band]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The drawing."""

    hours: Sequence[tuple[str, str]]
    lanes: Sequence[Lane]
    now_left: str
    is_near: bool
    height: int


def timeline_of(station: Station, today: Today, *, near: bool = False) -> Timeline:
    """Draw the day; ``near``: only the time around now."""
    window = _window(today, near)
    drawing = _Drawing(today, window, quiet_of(station))
    return Timeline(
        hours=list(_hours(today, window, timedelta(minutes=15) if near else timedelta(hours=1))),
        lanes=[drawing.lane(zone, HEAD + LANE * at) for at, zone in enumerate(today.zones)],
        now_left=_percent(window.place(today.now)),
        is_near=near,
        height=HEAD + LANE * len(today.zones),
    )


def _window(today: Today, near: bool) -> Window:
    """Return the hours in which something happens, and now."""
    if near:
        return Window(first=today.now - NEAR_BEFORE, last=today.now + NEAR_AFTER)
    moments = [today.now]
    for session in today.sessions:
        moments += [session.starts_at, session.ends_at]
    for row in today.airings:
        moments += [row.starts_at, end_of(row)]
    hours = [(moment - today.midnight).total_seconds() / 3600 for moment in moments]
    first = max(0, int(min(hours)))
    last = min(24, max(int(max(hours)) + 1, first + LEAST_HOURS))
    first = min(first, last - LEAST_HOURS)
    return Window(first=today.midnight + timedelta(hours=first), last=today.midnight + timedelta(hours=last))


def _hours(today: Today, window: Window, step: timedelta) -> Iterable[tuple[str, str]]:
    moment = today.midnight
    while moment < min(window.last, today.midnight + DAY):
        if moment >= window.first and window.place(moment) < 97:
            yield f"{moment:%H:%M}", _percent(window.place(moment))
        moment += step


class _Drawing:
    """Draws lane after lane."""

    def __init__(self, today: Today, window: Window, quiet: tuple[QuietHours, ...]) -> None:
        self._today, self._window, self._quiet_of_all = today, window, quiet
        self._tz = today.zone

    def lane(self, zone: Zone, top: int) -> Lane:
        """Draw one zone."""
        here = [row for row in self._today.airings if row.zone_id == zone.pk]
        bars = (self._bar(row) for row in here)
        return Lane(
            zone=zone,
            top=top,
            bars=[bar for bar in bars if bar],
            sessions=list(self._sessions(zone, here)),
            quiet=list(self._quiet(zone)),
        )

    def _bar(self, row: Airing) -> Bar | None:
        """Draw a play; of a stopped one as much as was heard, of what was taken out nothing."""
        state, stop = state_of(row, self._today.now), stops.stop_of(row)
        ends_at = min(end_of(row), max(stop.made_at, row.starts_at)) if stop else end_of(row)
        drawn = self._window.stretch(row.starts_at, ends_at, LEAST_WIDTH)
        if drawn is None or state == "dropped":
            return None
        local = row.starts_at.astimezone(self._tz)
        return Bar(
            state=state,
            sign=SIGNS[state] if drawn[1] > ROOM_FOR_A_SIGN else "",
            left=_percent(drawn[0]),
            width=_percent(drawn[1]),
            entry=str(self._today.entry_of[row.pk]),
            words=f"{local:%H:%M:%S} {row.title} – {row.zone.name}: {state_words()[state]}",
        )

    def _sessions(self, zone: Zone, here: Sequence[Airing]) -> Iterable[Band]:
        drawn = []
        for session in self._today.sessions:
            begin = session.starts_at + timedelta(seconds=zone.stagger_s)
            place = self._window.stretch(begin, session.ends_at, LEAST_SESSION)
            if place is not None and str(zone.pk) in session.zone_ids:
                drawn.append((session, begin, place))
        for at, (session, begin, (left, width)) in enumerate(drawn):
            following = drawn[at + 1][2][0] if at + 1 < len(drawn) else 100.0
            has_room = following - left - width > ROOM_FOR_A_TALLY
            yield Band(
                words=f"{begin.astimezone(self._tz):%H:%M} {session.name}",
                left=_percent(left),
                width=_percent(width),
                tally=self._tally(row for row in here if str(row.slot_id) == session.slot_id),
                tally_at=_percent(left + width + 0.3) if has_room else "",
                is_cancelled=bool(session.why_not),
            )

    def _tally(self, rows: Iterable[Airing]) -> str:
        """Return how many plays of a session came to what, the bookends left out."""
        count: dict[str, int] = {}
        for row in rows:
            if row.kind not in BOOKENDS:
                sign = SIGNS[state_of(row, self._today.now)]
                count[sign] = count.get(sign, 0) + 1
        return " ".join(f"{sign}{number}" for sign, number in count.items())

    def _quiet(self, zone: Zone) -> Iterable[Band]:
        own = tuple(
            QuietHours(start=row.quiet_from, until=row.quiet_until, weekdays=frozenset(row.weekdays))
            for row in zone.quiet_hours.all()
        )
        day = self._today.day
        for begin, end in quiet_spans(
            self._quiet_of_all + own,
            zone=self._tz,
            first=day - DAY,
            last=day,
        ):
            drawn = self._window.stretch(begin, end)
            if drawn:
                words = f"{begin.astimezone(self._tz):%H:%M} – {end.astimezone(self._tz):%H:%M}"
                yield Band(words=words, left=_percent(drawn[0]), width=_percent(drawn[1]))


def _percent(value: float) -> str:
    return f"{value:.3f}%"

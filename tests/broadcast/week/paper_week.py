"""Seven days in which people book, cancel, recall and call emergencies, rules change, and machines and clocks fail."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from broadcast.plan.days import Calendar, Change, Sessions, SpecialDays
from broadcast.plan.limits import Limits
from broadcast.plan.quiet import QuietHours
from broadcast.plan.rules import Booking
from broadcast.plan.terms import Authority, AuthorityKind, Cut, Form, Priority, Resume
from tests.broadcast.plan import station
from tests.broadcast.plan.station import BOTH, COMMUNE, EAST, MONDAY, WEST
from tests.broadcast.week.paper_box import PaperBox
from tests.broadcast.week.paper_station import ZONES, PaperStation, founded

POLL = timedelta(seconds=12)
DAYS = 7
EVENTS_A_DAY = 24
STARTS = (time(5), time(17), time(17, 15))


@dataclass(frozen=True, kw_only=True)
class Happening:
    """Something to be done at a moment of true time."""

    at: datetime
    what: str


class PaperWeek:
    """One week, drawn from a seed: the same seed is the same week."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.now = _local(MONDAY, time(0))
        self.station: PaperStation = founded({"stagger_s": {WEST: 20.0}} if seed % 2 else {})
        self.boxes = {zone_id: PaperBox(now=self.now) for zone_id in ZONES}
        self.booked: list[Booking] = []
        self.down_until = self.now
        self.edits: dict[str, int] = {}

    def live(self) -> "PaperWeek":
        """Live through all of it."""
        self._release()
        for happening in self._agenda():
            self._go_to(happening.at)
            self.edits[happening.what] = self.edits.get(happening.what, 0) + 1
            getattr(self, f"_{happening.what}")()
            self._release()
        self._go_to(_local(MONDAY + timedelta(days=DAYS), time(0)))
        return self

    def _agenda(self) -> list[Happening]:
        """Draw what happens when: more often than not round a session, where it matters."""
        found = []
        for ahead in range(DAYS):
            day = MONDAY + timedelta(days=ahead)
            found += [Happening(at=_local(day, time(0, 30)), what="book") for _ in range(4)]
            for _ in range(EVENTS_A_DAY):
                found.append(Happening(at=self._moment(day), what=self.dice.choice(WHAT)))
        return sorted(found, key=lambda each: each.at)

    def _moment(self, day: date) -> datetime:
        if self.dice.random() < 0.3:
            return _local(day, time(0)) + timedelta(seconds=self.dice.randrange(1800, 86_000))
        near = timedelta(seconds=self.dice.randrange(-700, 1500))
        return _local(day, self.dice.choice(STARTS)) + near

    def _go_to(self, moment: datetime) -> None:
        """Let the boxes live on; the station sweeps every hour while it is up."""
        while self.now < moment:
            step = min(moment, self.now + timedelta(hours=1))
            for box in self.boxes.values():
                box.advance(step)
            self.now = step
            if step < moment:
                self._release()

    def _release(self) -> None:
        """Plan, unless the loop is down; boxes ask some seconds later."""
        if self.now >= self.down_until:
            self.station.release(self.now)
        self.now += POLL
        for zone_id, box in self.boxes.items():
            box.advance(self.now)
            if zone_id in self.station.manifests:
                box.take(self.station.manifests[zone_id])
            for airing in box.reports():
                self.station.note(airing, now=self.now)

    # ------------------------------------------------------------- what people do

    def _book(self, **changes: Any) -> None:
        number = len(self.booked) + 100
        today = self._today()
        fields: dict[str, Any] = {
            "slot_id": self.dice.choice(("dawn", "evening", "evening", "night")),
            "on": today + timedelta(days=self.dice.choice((0, 0, 0, 1, 2))),
            "zone_ids": self.dice.choice((BOTH, BOTH, frozenset({EAST}), frozenset({WEST}))),
            "priority": self.dice.choice(
                (Priority.NORMAL, Priority.NORMAL, Priority.PRIORITY, Priority.URGENT)
            ),
            "resume": self.dice.choice((Resume.NEVER, Resume.AFTER_EMERGENCY)),
            "form": self.dice.choice((Form.BULLETIN, Form.BULLETIN, Form.MUSIC)),
            "cut": self.dice.choice(tuple(Cut)),
            "sentence_ends": (20.0, 40.0, 60.0),
            "position": self.dice.randrange(4),
            "valid_until": self.dice.choice((None, None, self.now + timedelta(hours=20))),
            "booked_at": self.now + self.station.error,
            "programme_id": f"p{self.dice.randrange(30)}",
            "authority": Authority(kind=AuthorityKind.REVISION, id=str(number), sha256="d" * 64),
            "media": f"{number:064x}",
        }
        length = self.dice.choice((45.0, 90.5, 180.0, 400.0))
        booking = station.booking(f"b{number}", length, **fields | changes)
        self.booked.append(booking)
        self.station.queue[booking.id] = booking

    def _today(self) -> date:
        """Return the day that the station believes it is."""
        return (self.now + self.station.error).astimezone(COMMUNE).date()

    def _book_for_a_moment(self) -> None:
        at = self.now + timedelta(seconds=self.dice.randrange(30, 4000))
        on = at.astimezone(COMMUNE).date()
        self._book(slot_id=None, at=at, on=on, wait_s=self.dice.choice((0.0, 300.0)))

    def _call(self) -> None:
        today = self._today()
        self._book(slot_id=None, play_now=True, priority=Priority.URGENT, on=today, resume=Resume.NEVER)

    def _withdraw(self, why: str) -> None:
        names = sorted(self.station.queue)
        if names:
            self.station.withdraw(self.dice.choice(names), why=why, now=self.now)

    def _cancel(self) -> None:
        self._withdraw("cancelled")

    def _recall(self) -> None:
        self._withdraw("recalled")

    def _recall_what_is_near(self) -> None:
        near = [
            item.booking_id
            for line in self.station.in_force.values()
            for item in line.values()
            if item.booking_id in self.station.queue
            and abs(item.starts_at - self.now - self.station.error) < timedelta(minutes=3)
        ]
        if near:
            self.station.withdraw(sorted(set(filter(None, near)))[0], why="recalled", now=self.now)

    # ------------------------------------------------------------------ the rules

    def _change_a_session(self) -> None:
        on = self._today()
        change = Change(
            slot_id=self.dice.choice(("dawn", "evening", "night")),
            on=on,
            cancelled=self.dice.random() < 0.5,
            start=time(17, self.dice.randrange(60)),
            budget_s=self.dice.choice((None, 300.0)),
        )
        calendar = self.station.rules.calendar
        self._set(changes=(*[each for each in calendar.changes if each.slot_id != change.slot_id], change))

    def _mourn(self) -> None:
        on = self._today()
        forms = self.dice.choice((None, frozenset({Form.BULLETIN})))
        self._set(
            special=(SpecialDays(name="Quốc tang", first=on, last=on, sessions=Sessions.USUAL, forms=forms),)
        )

    def _limit(self) -> None:
        limits = Limits(
            sessions=self.dice.choice((None, 2)),
            session_s=self.dice.choice((None, 600.0)),
            day_s=self.dice.choice((None, 900.0, 1500.0)),
            repeats=self.dice.choice((None, 2)),
        )
        self._set(limits=limits)

    def _set(self, **changes: Any) -> None:
        calendar = replace(self.station.rules.calendar or Calendar(), **changes)
        self.station.rules = replace(self.station.rules, calendar=calendar)

    def _hush_a_hamlet(self) -> None:
        start = time(17, self.dice.randrange(40))
        hours = QuietHours(start=start, until=time(18, 0), weekdays=frozenset({self.dice.randrange(7)}))
        self.station.rules = replace(self.station.rules, zone_quiet={self.dice.choice(ZONES): (hours,)})

    # -------------------------------------------------------------- what fails

    def _stop_the_loop(self) -> None:
        self.down_until = self.now + timedelta(minutes=self.dice.choice((5, 40, 300, 900)))

    def _set_the_clock(self) -> None:
        self.station.error = timedelta(seconds=self.dice.choice((0, 0, -3600, 3600, 90_000, -40, 40)))

    def _cut_the_network(self) -> None:
        box = self.boxes[self.dice.choice(ZONES)]
        box.is_online = not box.is_online

    def _mend_the_network(self) -> None:
        for box in self.boxes.values():
            box.is_online = True

    def _cut_the_power(self) -> None:
        self.boxes[self.dice.choice(ZONES)].switch(on=self.dice.random() < 0.3)

    def _mend_the_power(self) -> None:
        for box in self.boxes.values():
            box.switch(on=True)
            box.error = timedelta(seconds=self.dice.choice((0, 0, 3, -3)))


WHAT = (
    *("book",) * 6,
    *("book_for_a_moment", "call", "cancel", "recall", "recall_what_is_near"),
    *("change_a_session", "mourn", "limit", "hush_a_hamlet"),
    *("stop_the_loop", "set_the_clock", "cut_the_network", "mend_the_network", "mend_the_network"),
    *("cut_the_power", "mend_the_power", "mend_the_power"),
)


def _local(day: date, wall: time) -> datetime:
    return datetime.combine(day, wall, COMMUNE).astimezone(UTC)

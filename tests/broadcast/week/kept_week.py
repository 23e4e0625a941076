"""A week in the rows of a real station: real approvals, the station's own sweep, plans signed and read by boxes."""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import time_machine
from django.db import transaction

from broadcast import emergency as hurried
from broadcast import narration, pipeline, rulebook, schedule, special_days, stopping
from broadcast.models import Airing, Booking, Programme, Slot, StandingClip, Zone, ZoneQuiet
from broadcast.narration import NothingToHear
from broadcast.player.identity import Identity
from broadcast.states import AiringStatus, RecordingStatus
from newsroom import emergency
from newsroom.models import Approval
from tests.broadcast.boxes import box_in
from tests.broadcast.commune import HANOI, Commune
from tests.broadcast.stages.clips import approved_clip
from tests.broadcast.week.api_box import ApiBox

POLL = timedelta(seconds=12)
STARTS = (time(5), time(17), time(17, 10))
REFUSED = (schedule.CannotBook, special_days.CannotChange, stopping.CannotStop, NothingToHear)


@dataclass(frozen=True, kw_only=True)
class Wished:
    """A programme that somebody wanted to be heard in a zone; its booking may be another's by the end."""

    booking: int
    zone: int
    at: datetime


class KeptWeek:
    """Some days, drawn from a seed. ``now`` is true time; the server's clock is off by ``error``."""

    def __init__(self, commune: Commune, seed: int, *, days: int, events: int = 24) -> None:
        self.commune, self.days, self.events = commune, days, events
        self.dice = random.Random(seed)
        self.start = datetime(2026, 11, 23, tzinfo=HANOI).astimezone(UTC)
        self.now, self.error = self.start, timedelta(0)
        self.down_until = self.now
        self.texts = 0
        self.boxes: dict[int, ApiBox] = {}
        self.approvals: list[Approval] = []
        self.recalled: dict[str, datetime] = {}
        self.swept: list[datetime] = []
        self.wished: list[Wished] = []
        self.edits: dict[str, int] = {}
        self.refused: dict[str, int] = {}

    def live(self) -> "KeptWeek":
        """Live through all of it, and some quiet hours after it in which everything is settled."""
        with time_machine.travel(self.now, tick=False) as self.wall:
            self._found()
            self._release()
            for at, what in self._agenda():
                self._go_to(at)
                self._happen(what)
                self._release()
            self._go_to(self.start + timedelta(days=self.days))
            self._mend()
            self._go_to(self.now + timedelta(hours=3))
            self._release()
        return self

    def _found(self) -> None:
        commune, station = self.commune, self.commune.station
        for name, starts_at, minutes in (("Buổi sáng", time(5), 8), ("Chiều muộn", time(17, 10), 6)):
            Slot.objects.create(
                station=station,
                name=name,
                weekdays=list(range(7)),
                starts_at=starts_at,
                budget_minutes=minutes,
            )
        if self.dice.random() < 0.5:
            Zone.objects.filter(pk=commune.zones[1].pk).update(stagger_s=20)
        for kind in (StandingClip.Kind.OPENING, StandingClip.Kind.CLOSING):
            approved_clip(commune, now=self.clock, kind=kind)
        pipeline.sweep(self.clock)
        for zone in commune.zones:
            self.boxes[zone.pk] = self._box(zone)

    def _box(self, zone: Zone) -> ApiBox:
        door = box_in(self.commune, zone, now=self.clock)
        root = door.claim().json()["root_key"]
        identity = Identity(
            device=door.device, root_key=root, claimed_at=self.clock.isoformat(), zone=str(zone.pk)
        )
        return ApiBox(now=self.now, door=door, identity=identity)

    @property
    def clock(self) -> datetime:
        """What the server believes; its machine's clock is set to it."""
        moment = self.now + self.error
        self.wall.move_to(moment)
        return moment

    def _agenda(self) -> list[tuple[datetime, str]]:
        """Draw what happens when: more often than not round a session, where it matters."""
        found = []
        for ahead in range(self.days):
            day = self.start + timedelta(days=ahead)
            found += [(day + timedelta(minutes=30 + number), "book") for number in range(4)]
            found += [(self._moment(day), self.dice.choice(WHAT)) for _ in range(self.events)]
        return sorted(found)

    def _moment(self, day: datetime) -> datetime:
        if self.dice.random() < 0.3:
            return day + timedelta(seconds=self.dice.randrange(1800, 86_000))
        wall = self.dice.choice(STARTS)
        begins = day + timedelta(hours=wall.hour, minutes=wall.minute)
        return begins + timedelta(seconds=self.dice.randrange(-700, 1500))

    def _go_to(self, moment: datetime) -> None:
        """Let time pass; the station sweeps now and then while it is up."""
        while self.now < moment:
            self.now = min(moment, self.now + timedelta(hours=2))
            for box in self.boxes.values():
                box.advance(self.now)
            if self.now < moment:
                self._release()

    def _release(self) -> None:
        """Sweep, unless the loop is down; boxes ask some seconds later, whether it is or not."""
        if self.now >= self.down_until:
            pipeline.sweep(self.clock)
            self.swept.append(self.now)
        self.now += POLL
        for box in self.boxes.values():
            box.advance(self.now)
            box.poll(self.clock)

    def _happen(self, what: str) -> None:
        """Do it; what the desk refuses changes nothing."""
        self.edits[what] = self.edits.get(what, 0) + 1
        try:
            with transaction.atomic():
                getattr(self, f"_{what}")(self.clock)
        except REFUSED:
            self.refused[what] = self.refused.get(what, 0) + 1

    # -------------------------------------------------------------- the newsroom

    def _story(self, now: datetime, **fields: Any) -> Programme:
        """Write, approve, record, listen."""
        self.texts += 1
        script = f"Tin số {self.texts}. " + "mời bà con chú ý lắng nghe " * self.dice.choice((6, 12, 25, 60))
        priority = self.dice.choice(("normal", "normal", "priority"))
        programme = self.commune.accepted(
            now=now,
            title=f"Tin {self.texts}",
            script=script,
            on_boards=False,
            **{"priority": priority} | fields,
        )
        self._note(programme)
        return programme

    def _note(self, programme: Programme) -> None:
        assert programme.approval is not None
        self.approvals.append(programme.approval)

    def _wish(self, booking: Booking) -> None:
        zones = booking.zones.values_list("pk", flat=True)
        self.wished += [Wished(booking=booking.pk, zone=zone, at=self.now) for zone in zones]

    def _book(self, now: datetime) -> None:
        until = self.dice.choice((None, None, None, now + timedelta(hours=20)))
        programme = self._story(now, valid_until=until)
        booking = schedule.book(
            programme,
            slot=self.dice.choice(list(self.commune.station.slots.order_by("pk"))),
            on=self._today(now) + timedelta(days=self.dice.choice((0, 0, 0, 1))),
            zones=self._zones(),
            person=self.commune.operator,
            now=now,
            times=self.dice.choice((1, 1, 1, 2)),
            gap_minutes=self.dice.choice((0, 2)),
        )
        for each in (booking, *booking.repeats.all()):
            self._wish(each)

    def _book_for_a_moment(self, now: datetime) -> None:
        at = now.replace(microsecond=0) + timedelta(seconds=self.dice.randrange(30, 4000))
        wait, zones = self.dice.choice((0, 5)), self._zones()
        programme = self._story(now)
        person = self.commune.operator
        self._wish(schedule.book_at(programme, at=at, wait_minutes=wait, zones=zones, person=person, now=now))

    def _call(self, now: datetime) -> None:
        """Let the leader say something at once; the request makes the sound, or dies and leaves it to the loop."""
        self.texts += 1
        call = emergency.Call(
            event="lu",
            title=f"Lũ {self.texts}",
            text=f"Nước lên, khẩn cấp số {self.texts}.",
            reason="Nước lên.",
            on_boards=False,
        )
        approval = emergency.release(call, self.commune.leader, now=now)
        self.approvals.append(approval)
        if self.dice.random() < 0.7:
            hurried.hurry(approval.submission_id)
            for booking in Booking.objects.filter(programme__approval=approval):
                self._wish(booking)

    def _correct(self, now: datetime) -> None:
        """Approve a newer version of what is in the queue; it takes the older one's places."""
        older = Programme.objects.filter(status="queued", successor=None, priority__in=("normal", "priority"))
        rows = list(older.order_by("pk"))
        if not rows:
            return
        self.texts += 1
        submission = self.commune.submit_again(
            self.dice.choice(rows).submission,
            title=f"Tin {self.texts}",
            script=f"Sửa lại, tin số {self.texts}.",
        )
        self.commune.approve(submission)
        programme = self.commune.take_in(submission, now=now)
        self._note(programme)
        if programme.recordings.filter(status=RecordingStatus.REQUESTED).exists():
            self.commune.record(programme)
        narration.accept(programme.recordings.latest("pk"), person=self.commune.operator, now=now)

    def _cancel(self, now: datetime) -> None:
        rows = list(Booking.objects.filter(cancelled_at=None, on__gte=self._today(now)).order_by("pk"))
        if rows:
            booking = self.dice.choice(rows)
            schedule.cancel(booking, person=self.commune.operator, now=now, reason="Hoãn lại")

    def _recall(self, now: datetime) -> None:
        open_ones = [each for each in self.approvals if str(each.sequence) not in self.recalled]
        if open_ones:
            self._take_back(self.dice.choice(open_ones), now)

    def _recall_what_is_near(self, now: datetime) -> None:
        near = self._near(now)
        if near and str(near[0].booking.programme.approval.sequence) not in self.recalled:
            self._take_back(near[0].booking.programme.approval, now)

    def _take_back(self, approval: Approval, now: datetime) -> None:
        """Let the leader recall it; the request tells the boxes, or dies and leaves it to the loop."""
        self.commune.recall(Approval.objects.get(pk=approval.pk))
        self.recalled[str(approval.sequence)] = self.now
        if self.dice.random() < 0.7:
            pipeline.take_back(now)
            self.swept.append(self.now)

    def _stop(self, now: datetime) -> None:
        near = self._near(now)
        if near:
            zones = [self.dice.choice(self.commune.zones).pk]
            stopping.stop(near[0], zone_ids=zones, why="Sai loa", person=self.commune.operator, now=now)
            pipeline.stop_at_once(now)

    def _near(self, now: datetime) -> list[Any]:
        minutes = timedelta(minutes=3)
        rows = Airing.objects.filter(
            starts_at__gt=now - minutes, starts_at__lt=now + minutes, booking__isnull=False
        )
        rows = rows.exclude(status=AiringStatus.DROPPED).exclude(booking__programme__approval=None)
        return list(rows.select_related("booking__programme__approval").order_by("starts_at", "pk"))

    # -------------------------------------------------------------- the rules

    def _change_a_session(self, now: datetime) -> None:
        cancelled = self.dice.random() < 0.4
        special_days.change_session(
            self.dice.choice(list(self.commune.station.slots.order_by("pk"))),
            on=self._today(now),
            cancelled=cancelled,
            starts_at=None if cancelled else time(17, self.dice.randrange(60)),
            budget_minutes=None if cancelled else self.dice.choice((None, 5)),
            why="Họp thôn",
            person=self.commune.operator,
            now=now,
        )

    def _mourn(self, now: datetime) -> None:
        today = self._today(now)
        special_days.add_days(
            self.commune.station,
            name="Quốc tang",
            first=today,
            last=today,
            sessions="usual",
            forms=self.dice.choice(([], ["bulletin"])),
            person=self.commune.operator,
            now=now,
        )

    def _limit(self, now: datetime) -> None:
        row = rulebook.regulation_of(self.commune.station)
        row.station, row.changed_at = self.commune.station, now
        row.sessions_a_day = self.dice.choice((None, 2))
        row.day_minutes = self.dice.choice((None, 15, 25))
        row.repeats_a_day = self.dice.choice((None, 2))
        row.save()

    def _hush_a_hamlet(self, now: datetime) -> None:
        ZoneQuiet.objects.filter(zone__station=self.commune.station).delete()
        ZoneQuiet.objects.create(
            zone=self.dice.choice(self.commune.zones),
            why="Giờ lễ",
            quiet_from=time(17, self.dice.randrange(40)),
            quiet_until=time(18),
            weekdays=[self.dice.randrange(7)],
        )

    # -------------------------------------------------------------- what fails

    def _stop_the_loop(self, now: datetime) -> None:
        self.down_until = self.now + timedelta(minutes=self.dice.choice((5, 40, 300)))

    def _set_the_clock(self, now: datetime) -> None:
        self.error = timedelta(seconds=self.dice.choice((0, 0, -3600, 3600, -40, 40)))

    def _cut_the_network(self, now: datetime) -> None:
        box = self.boxes[self.dice.choice(sorted(self.boxes))]
        box.is_online = not box.is_online

    def _mend_the_network(self, now: datetime) -> None:
        for box in self.boxes.values():
            box.is_online = True

    def _cut_the_power(self, now: datetime) -> None:
        self.boxes[self.dice.choice(sorted(self.boxes))].switch(on=self.dice.random() < 0.3)

    def _mend_the_power(self, now: datetime) -> None:
        for box in self.boxes.values():
            box.switch(on=True)
            box.error = timedelta(seconds=self.dice.choice((0, 0, 3, -3)))

    def _mend(self) -> None:
        self.down_until, self.error = self.now, timedelta(0)
        self._mend_the_network(self.now)
        self._mend_the_power(self.now)

    def _zones(self) -> tuple[Zone, ...]:
        both = self.commune.zones
        return self.dice.choice((both, both, both[:1], both[1:]))

    def _today(self, now: datetime) -> date:
        return now.astimezone(HANOI).date()


WHAT = (
    *("book",) * 5,
    *("book_for_a_moment", "call", "correct", "correct", "cancel", "recall", "recall_what_is_near", "stop"),
    *("change_a_session", "mourn", "limit", "hush_a_hamlet"),
    *("stop_the_loop", "set_the_clock", "cut_the_network", "mend_the_network", "mend_the_network"),
    *("cut_the_power", "mend_the_power", "mend_the_power"),
)

"""Whatever people do, in whatever order: nothing is released without an approval and an accepted recording of it."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from broadcast import handover, intake, narration, pipeline, schedule, succession
from broadcast.authority import NotReleasable
from broadcast.handover import CannotAnswer
from broadcast.models import Acceptance, Airing, Booking, Programme, Recording, Rendition
from broadcast.narration import NothingToHear
from broadcast.plan.manifest import AirItem, BoardItem
from broadcast.plan.terms import Kind
from broadcast.schedule import CannotBook
from broadcast.states import ProgrammeStatus
from broadcast.transitions import LostRace, UnlawfulMove
from newsroom.models import Approval, Submission
from tests.broadcast.commune import Commune, newest

REFUSALS = (NotReleasable, NothingToHear, CannotBook, CannotAnswer, LostRace, UnlawfulMove)
Row = TypeVar("Row")
picks = st.integers(min_value=0, max_value=50)


class Station(RuleBasedStateMachine):
    """People of a commune at work; the machine keeps its own book of what was approved and taken back."""

    commune: Commune
    start: datetime

    def __init__(self) -> None:
        super().__init__()
        self.day = transaction.atomic()
        self.day.__enter__()
        self.clock = time_machine.travel(self.start, tick=False)
        self.clock.start()
        self.now = self.start
        self.texts = 0
        self.waiting: list[Submission] = []
        self.approved: dict[str, Submission] = {}
        self.recalled: set[str] = set()
        self.taken_in: tuple[int, ...] = ()

    def teardown(self) -> None:
        """Take everything back."""
        self.clock.stop()
        transaction.set_rollback(True)
        self.day.__exit__(None, None, None)

    # --------------------------------------------------------------- newsroom

    @rule(urgent=st.booleans(), everywhere=st.booleans())
    def write_and_submit(self, urgent: bool, everywhere: bool) -> None:
        """Write something new and put it before the leader."""
        self.texts += 1
        zones = () if everywhere else self.commune.zones[:1]
        self.waiting.append(
            self.commune.submit(
                title=f"Tin {self.texts}",
                script=f"Bản tin số {self.texts}.",
                zones=zones,
                priority="urgent" if urgent else "normal",
            )
        )

    @rule(pick=picks)
    @precondition(lambda self: bool(self.approved))
    def change_and_submit_again(self, pick: int) -> None:
        """Change an approved story and put it before the leader once more."""
        submission = _one(list(self.approved.values()), pick)
        if self.waits(submission):
            return
        self.texts += 1
        self.waiting.append(
            self.commune.submit_again(
                submission, title=f"Tin {self.texts}", script=f"Bản tin số {self.texts}."
            )
        )

    @rule(pick=picks)
    @precondition(lambda self: bool(self.approved))
    def draft(self, pick: int) -> None:
        """Change a draft and submit nothing; while a story waits, its text is locked."""
        submission = _one(list(self.approved.values()), pick)
        if not self.waits(submission):
            self.texts += 1
            self.commune.edit(submission, title="Nháp", script=f"Lời nháp {self.texts}.")

    def waits(self, submission: Submission) -> bool:
        """Whether a version of the same story waits for the leader."""
        return any(waiting.story_id == submission.story_id for waiting in self.waiting)

    @rule(pick=picks)
    @precondition(lambda self: bool(self.waiting))
    def approve(self, pick: int) -> None:
        """Let the leader approve."""
        submission = self.waiting.pop(pick % len(self.waiting))
        self.approved[str(self.commune.approve(submission).sequence)] = submission

    @initialize(urgent=st.booleans())
    def begin_the_day(self, urgent: bool) -> None:
        """Let something stand in the queue from the start."""
        self.bring_to_the_queue(ahead=0, urgent=urgent)

    @rule(ahead=st.integers(min_value=0, max_value=1), urgent=st.booleans())
    def bring_to_the_queue(self, ahead: int, urgent: bool) -> None:
        """Take one story the whole way, since chance alone seldom does."""
        self.write_and_submit(urgent=urgent, everywhere=True)
        submission = self.waiting[-1]
        self.approve(pick=len(self.waiting) - 1)
        self.take_in_and_record()
        programme = self.commune.programme(submission)
        self.try_to(narration.accept, programme.recordings.latest("pk"), now=self.now)
        everywhere, day = self.commune.zones, self.now.date() + timedelta(days=ahead)
        if urgent:
            self.try_to(schedule.book_now, programme, zones=everywhere, now=self.now)
        self.try_to(schedule.book, programme, slot=self.commune.slot, on=day, zones=everywhere, now=self.now)

    @rule(pick=picks)
    @precondition(lambda self: bool(self.approved))
    def recall(self, pick: int) -> None:
        """Let the leader take something back."""
        self.take_back(_one(list(self.approved), pick))

    @rule(pick=picks)
    @precondition(lambda _self: bool(_queued()))
    def recall_what_is_queued(self, pick: int) -> None:
        """Let the leader take back something that was about to be heard."""
        self.take_back(_one(_queued(), pick))

    @rule(pick=picks)
    @precondition(lambda _self: bool(_queued()))
    def replace_what_is_queued(self, pick: int) -> None:
        """Approve a newer version of something that was about to be heard."""
        sequence = _one(_queued(), pick)
        self.change_and_submit_again(pick=list(self.approved).index(sequence))
        if self.waiting:
            self.approve(pick=len(self.waiting) - 1)

    @rule(pick=picks)
    @precondition(lambda self: bool(self.recalled))
    def submit_unchanged_after_a_recall(self, pick: int) -> None:
        """Put before the leader again what was taken back by mistake, and let it be approved."""
        submission = self.approved[_one(sorted(self.recalled), pick)]
        if not self.waits(submission):
            self.waiting.append(self.commune.submit_unchanged(submission))
            self.approve(pick=len(self.waiting) - 1)

    @rule(pick=picks, choice=st.sampled_from(handover.CHOICES))
    @precondition(lambda _self: handover.open_questions().exists())
    def answer(self, pick: int, choice: str) -> None:
        """Decide what is heard of an older version that begins within minutes."""
        question = _one(handover.open_questions(), pick)
        self.try_to(handover.answer, question, choice=choice, reason="Sai ngày", now=self.now)

    @rule(minutes=st.sampled_from([2, 4, 6]))
    def replace_shortly_before_the_slot(self, minutes: int) -> None:
        """Approve and record a newer version of something minutes before it begins."""
        nearest = Airing.objects.filter(status__in=succession.WAITING, starts_at__gt=self.now)
        first = nearest.filter(booking__isnull=False).order_by("starts_at").first()
        if first is None or first.booking is None or first.starts_at - self.now < timedelta(minutes=minutes):
            return
        self.go_to(first.starts_at - timedelta(minutes=minutes))
        sequence = str(first.authority["id"])
        if sequence not in self.recalled and sequence in self.approved:
            self.change_and_submit_again(pick=list(self.approved).index(sequence))
        if self.waiting:
            self.approve(pick=len(self.waiting) - 1)
            self.take_in_and_record()

    def take_back(self, sequence: str) -> None:
        """Recall, and note it in the machine's own book."""
        self.commune.recall(Approval.objects.get(entry_id=int(sequence)))
        self.recalled.add(sequence)

    # -------------------------------------------------------------- broadcast

    @rule()
    @precondition(lambda self: self.done_so_far() != self.taken_in)
    def take_in_and_record(self) -> None:
        """Let the workers do what waits."""
        self.taken_in = self.done_so_far()
        intake.sweep(self.now)
        for recording_id in narration.recordings_to_make():
            narration.make_recording(recording_id)

    def done_so_far(self) -> tuple[int, ...]:
        """Return a mark of what people did that gives the workers something to do."""
        return (self.texts, len(self.waiting), len(self.approved), len(self.recalled))

    @rule(pick=picks)
    @precondition(lambda _self: Recording.objects.exists())
    def accept(self, pick: int) -> None:
        """Try to accept some take, of whatever state."""
        self.try_to(narration.accept, _one(Recording.objects.order_by("-pk"), pick), now=self.now)

    @rule(pick=picks)
    @precondition(lambda _self: Recording.objects.exists())
    def reject_or_take_another(self, pick: int) -> None:
        """Put a take aside, or ask for another one."""
        take = _one(Recording.objects.order_by("-pk"), pick)
        if pick % 2:
            self.try_to(narration.reject, take, reason="Tiếng ồn")
        else:
            self.try_to(narration.request_take, take.programme, voice="silent")

    @rule(pick=picks, ahead=st.integers(min_value=0, max_value=2), at_once=st.booleans())
    @precondition(lambda _self: Programme.objects.exists())
    def book(self, pick: int, ahead: int, at_once: bool) -> None:
        """Try to book some programme, of whatever state."""
        programme = _one(Programme.objects.order_by("-pk"), pick)
        zones = self.commune.zones[: 1 + pick % 2]
        if at_once:
            self.try_to(schedule.book_now, programme, zones=zones, now=self.now)
        else:
            day = self.now.date() + timedelta(days=ahead)
            self.try_to(schedule.book, programme, slot=self.commune.slot, on=day, zones=zones, now=self.now)

    @rule(pick=picks)
    @precondition(lambda _self: Booking.objects.exists())
    def cancel(self, pick: int) -> None:
        """Take something out of the queue."""
        booking = _one(Booking.objects.order_by("-pk"), pick)
        self.try_to(schedule.cancel, booking, now=self.now, reason="Hoãn")

    @rule(minutes=st.sampled_from([1, 30, 60 * 7, 60 * 24]))
    def wait(self, minutes: int) -> None:
        """Let time pass."""
        self.go_to(self.now + timedelta(minutes=minutes))

    def go_to(self, moment: datetime) -> None:
        """Move every clock there."""
        self.now = moment
        self.clock.stop()
        self.clock = time_machine.travel(self.now, tick=False)
        self.clock.start()

    def try_to(self, act: Callable[..., object], row: object, **more: object) -> None:
        """Do it as the operator; being refused is an answer too."""
        try:
            with transaction.atomic():
                act(row, person=self.commune.operator, **more)
        except REFUSALS:
            pass

    # -------------------------------------------------------------- invariant

    @invariant()
    def nothing_is_released_that_nobody_approved(self) -> None:
        """Sweep as the station does, and check every manifest against the machine's own book."""
        pipeline.sweep(self.now)
        for zone in self.commune.zones:
            manifest = newest(zone)
            for item in manifest.air:
                self.check_heard(item)
            for shown in manifest.board:
                self.check_shown(shown)

    def check_heard(self, item: AirItem) -> None:
        """The approval is in force, somebody accepted a take of exactly its words, and nothing newer is ready."""
        submission = self.not_recalled(item.authority.id)
        spoken = submission.forms["spoken"]["text"]
        masters = Rendition.objects.filter(output_sha256=item.media).values("source_sha256")
        acceptance = Acceptance.objects.get(
            master_sha256__in=masters, approval__entry_id=int(item.authority.id)
        )
        assert acceptance.recording.spoken_sha256 == hashlib.sha256(spoken.encode()).hexdigest()
        if item.kind is Kind.PROGRAMME and item.starts_at > self.now + succession.FREEZE:
            for _sequence, newer in self.newer_than(submission):
                programme = Programme.objects.get(submission=newer)
                assert not succession.is_ready(programme, now=self.now), "the newer version is ready"

    def check_shown(self, item: BoardItem) -> None:
        """The approval is in force and nothing newer was approved; these are its words."""
        submission = self.not_recalled(item.authority.id)
        assert not list(self.newer_than(submission))
        assert list(item.lines) == submission.forms["board"]["lines"]

    def not_recalled(self, sequence: str) -> Submission:
        """Return what was approved under this number; nobody took it back, nor anything newer of the same story."""
        assert sequence in self.approved
        assert sequence not in self.recalled
        submission = self.approved[sequence]
        assert all(other not in self.recalled for other, _newer in self.newer_than(submission))
        return submission

    def newer_than(self, submission: Submission) -> Iterable[tuple[str, Submission]]:
        """Return the later approved versions of the same story."""
        return [
            (sequence, other)
            for sequence, other in self.approved.items()
            if other.story_id == submission.story_id and other.pk > submission.pk
        ]


def _queued() -> list[str]:
    """Return the numbers of the approvals whose programmes are in the queue."""
    rows = Programme.objects.filter(status=ProgrammeStatus.QUEUED, approval__isnull=False)
    return [str(number) for number in rows.order_by("-pk").values_list("approval__entry_id", flat=True)]


def _one(rows: Iterable[Row], pick: int) -> Row:
    """Return one of the rows, the first ones more often."""
    found = list(rows)
    return found[pick % len(found)]


@pytest.mark.django_db
def test_nothing_is_released_that_nobody_approved_whatever_happens(commune: Commune, now: datetime) -> None:
    Station.commune, Station.start = commune, now

    run_state_machine_as_test(
        Station,
        settings=settings(
            max_examples=8,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],  # shrinking would take minutes; the first failure tells its steps
            suppress_health_check=list(HealthCheck),
        ),
    )

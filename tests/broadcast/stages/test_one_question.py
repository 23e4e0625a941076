"""Whatever happens in whatever order, lists cut by the database and the question asked of one row never differ."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast import emergency as conductor
from broadcast import intake, narration, notices, pipeline, release, standing
from broadcast.authority import NotReleasable, Output, question
from broadcast.models import BoardItem, Programme, Recording, StandingClip
from broadcast.plan.terms import AuthorityKind
from broadcast.states import RecordingStatus
from newsroom import drills, emergency, workflow
from newsroom.models import Approval, ArticlePage, Submission
from tests.broadcast.commune import Commune, newest

pytestmark = pytest.mark.django_db(transaction=False)

STEPS = (
    "submit",
    "urgent",
    "drill",
    "approve",
    "resubmit",
    "record",
    "accept",
    "recall",
    "stop_board",
    "clip",
    "clip_until",
    "revoke_clip",
    "strip_drill",
    "later",
    "sweep",
)


class World:
    """A commune to which steps happen; a step that cannot happen now changes nothing."""

    def __init__(self, commune: Commune, now: datetime) -> None:
        self.commune, self.now, self.count = commune, now, 0

    def take(self, step: str) -> None:
        try:
            getattr(self, step)()
        except (workflow.Refused, workflow.NotWaiting, NotReleasable, narration.NothingToHear):
            pass
        except standing.AlreadyDecided:
            pass

    def _call(self) -> emergency.Call:
        self.count += 1
        return emergency.Call(
            event="fire", title=f"Cháy {self.count}", text="Đang có cháy.", reason="Gấp", hours=2
        )

    def submit(self) -> None:
        self.commune.submit(valid_until=self.now + timedelta(hours=3))

    def urgent(self) -> None:
        approval = emergency.release(self._call(), self.commune.leader, now=self.now)
        conductor.hurry(approval.submission_id)

    def drill(self) -> None:
        emergency.prepare_drill(self._call(), self.commune.editor, now=self.now)

    def approve(self) -> None:
        workflow.approve(Submission.objects.filter(approval=None).earliest("pk"), self.commune.leader) if (
            Submission.objects.filter(approval=None).exists()
        ) else None

    def resubmit(self) -> None:
        submission = Submission.objects.filter(approval__isnull=False, waiver=None).first()
        if submission and ArticlePage.objects.filter(pk=submission.story_id).exists():
            self.commune.submit_again(submission, summary=f"Lần {self.now}")

    def record(self) -> None:
        intake.sweep(self.now)
        for pk in narration.recordings_to_make():
            narration.make_recording(pk)

    def accept(self) -> None:
        made = Recording.objects.filter(status=RecordingStatus.MADE).first()
        if made:
            narration.accept(made, person=self.commune.operator, now=self.now)

    def recall(self) -> None:
        approval = Approval.objects.in_force().first()
        if approval:
            self.commune.recall(approval)

    def stop_board(self) -> None:
        item = BoardItem.objects.first()
        if item:
            notices.stop(item, person=self.commune.operator, now=self.now)

    def clip(self, until: datetime | None = None) -> None:
        clip = standing.make_clip(
            self.commune.station, kind="opening", words="Đài xã.", person=self.commune.operator, now=self.now
        )
        standing.approve_clip(clip, person=self.commune.leader, now=self.now, valid_until=until)

    def clip_until(self) -> None:
        self.clip(self.now + timedelta(hours=1))

    def revoke_clip(self) -> None:
        clip = StandingClip.objects.first()
        if clip:
            standing.revoke_clip(clip, person=self.commune.leader, now=self.now)

    def strip_drill(self) -> None:
        Programme.objects.filter(drill=True).update(spoken="Đang có cháy.")
        BoardItem.objects.filter(drill=True).update(lines=["Cháy"])

    def later(self) -> None:
        self.now += timedelta(minutes=50)

    def sweep(self) -> None:
        pipeline.sweep(self.now)


def _granted(rows: Any, output: Output, now: datetime) -> set[Any]:
    found = set()
    for row in rows:
        try:
            question(row, output=output, now=now)
        except NotReleasable:
            continue
        found.add(row.pk)
    return found


def _agree(world: World) -> None:
    now = world.now
    pairs = [
        (Recording.objects.airable(now), Recording.objects.all(), Output.AIR),
        (Recording.objects.hearable(), Recording.objects.all(), Output.SITE),
        (BoardItem.objects.showable(now), BoardItem.objects.all(), Output.BOARDS),
        (StandingClip.objects.in_force(now), StandingClip.objects.all(), Output.AIR),
        (Approval.objects.in_force(), Approval.objects.all(), Output.SITE),
    ]
    for found, everything, output in pairs:
        assert set(found.values_list("pk", flat=True)) == _granted(everything, output, now), output


def _signed_is_lawful(world: World) -> None:
    release.release(world.commune.station, now=world.now)
    manifest = newest(world.commune.zones[0])
    waived = {str(pk) for pk in Approval.objects.in_force().exclude(waiver=None).values_list("pk", flat=True)}
    numbers = {str(row.sequence) for row in Approval.objects.in_force()}
    emergencies = {str(row.sequence) for row in Approval.objects.in_force().exclude(waiver=None)}
    assert len(waived) == len(emergencies)
    authorities = [item.authority for item in manifest.air] + [item.authority for item in manifest.board]
    for authority in authorities:
        kind, number = authority.kind, authority.id
        assert (kind is AuthorityKind.EMERGENCY) == (number in emergencies)
        assert kind is AuthorityKind.STANDING or number in numbers
    for row in Programme.objects.filter(drill=True):
        if not row.spoken.endswith(drills.SENTENCE):
            assert row.title not in {item.title for item in manifest.air}


@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=12))
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def _any_order(steps: list[str], commune: Commune, now: datetime) -> None:
    world = World(commune, now)
    for step in steps:
        world.take(step)
        _agree(world)
    _signed_is_lawful(world)


def test_the_lists_and_the_question_agree_in_any_order_of_events(commune: Commune, now: datetime) -> None:
    _any_order(commune=commune, now=now)


def test_the_lists_and_the_question_agree_through_everything_once(commune: Commune, now: datetime) -> None:
    world = World(commune, now)
    order = (
        "submit record approve accept urgent clip drill approve sweep record accept sweep later clip_until"
    )
    for step in (order + " stop_board recall strip_drill resubmit later later revoke_clip recall").split():
        world.take(step)
        _agree(world)
    _signed_is_lawful(world)

"""A story is recalled while a loudspeaker plays it, every device is seen to obey, and then it comes back unchanged."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from broadcast import narration, pipeline, schedule
from broadcast.devices import enrolment
from broadcast.models import Confirmation, Programme, Recording, Slot, Station
from broadcast.plan.canonical import moment
from broadcast.states import RecordingStatus
from newsroom import workflow
from newsroom.models import ArticlePage, User
from tests.factories import Commune
from tests.journey.box import Box, body_of
from tests.journey.test_from_draft_to_loudspeaker import accept_and_book

pytestmark = pytest.mark.database


def written(ground: Commune, editor: User) -> ArticlePage:
    """Return a draft for the site, the loudspeakers and the boards."""
    story = ArticlePage(
        title="Lịch tiêm chủng", slug=uuid4().hex, summary="Sáng thứ Bảy.", on_air=True, on_boards=True,
        live=False, owner=editor, script="Mời bà con đưa trẻ đi tiêm sáng thứ Bảy.",
    )  # fmt: skip
    ground.section.add_child(instance=story)
    story.save_revision(user=editor)
    return story


def put_up(client: Client, station: Station, operator: User, *, zone: int) -> Box:
    """Put a loudspeaker up in a hamlet."""
    box = Box(client)
    where = list(station.zones.all())[zone]
    enrolment.confirm(box.code, zone=where, name=f"Cụm loa {zone}", person=operator, now=timezone.now())
    return box


def beat(box: Box) -> None:
    """Let a box say which plan it holds."""
    held = box.manifest()
    fields = {"now": moment(timezone.now()), "manifest": {"epoch": held.epoch, "counter": held.counter}}
    assert box.ask("POST", "/heartbeat", fields).status_code == 200


def test_a_story_recalled_by_mistake_is_silent_at_once_and_comes_back_without_a_new_recording(
    ground: Commune,
    station: Station,
    editor: User,
    leader: User,
    operator: User,
    client: Client,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    near, far = (put_up(client, station, operator, zone=zone) for zone in (0, 1))
    story = written(ground, editor)
    first = workflow.approve(workflow.submit(story, editor), leader)
    assert first is not None
    pipeline.work()
    accept_and_book(Programme.objects.get(), operator)
    pipeline.sweep(timezone.now())
    held = near.manifest()
    sound = near.media(held.air[0].media)
    for box in (near, far):
        beat(box)

    # While it sounds, the leader takes it back: the plan without it is signed in the same moment.
    clock.move_to(held.air[0].starts_at + timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        workflow.recall(first, leader, reason="Nhầm tin")
    taken_back = near.manifest()
    assert (taken_back.air, taken_back.board) == ((), ())
    assert taken_back.revoked == {str(first.sequence)}
    assert Client().get(story.get_url()).status_code == 404

    # The page says who has confirmed, and who is silent; a box confirms by heartbeat or by asking for more.
    client.force_login(leader)
    page = reverse("broadcast:recall_live", args=[first.sequence])
    assert "Cụm loa 0" in client.get(page).content.decode()
    assert Confirmation.objects.count() == 0
    beat(near)
    assert [row.device.name for row in Confirmation.objects.all()] == ["Cụm loa 0"]
    answer = far.ask("GET", "/manifest")
    assert answer.status_code == 200
    assert Confirmation.objects.count() == 1  # fetched is not verified
    beat(far)
    assert {row.device.name for row in Confirmation.objects.all()} == {"Cụm loa 0", "Cụm loa 1"}

    # It was a mistake: the same revision is submitted and approved again, the same master accepted with one tap.
    again = workflow.submit(ArticlePage.objects.get(pk=story.pk), editor)
    second = workflow.approve(again, leader)
    assert second is not None
    assert second.revision_id == first.revision_id
    pipeline.work()
    programme = Programme.objects.get(submission=again)
    take = programme.recordings.get(status=RecordingStatus.MADE)
    assert Recording.objects.filter(master_sha256=take.master_sha256).count() == 2
    narration.accept(take, person=operator, now=timezone.now())
    clock.shift(timedelta(hours=15))
    programme.refresh_from_db()
    schedule.book(
        programme,
        slot=Slot.objects.get(),
        on=timezone.localdate(),
        zones=list(station.zones.all()),
        person=operator,
        now=timezone.now(),
    )
    pipeline.sweep(timezone.now())

    # The boxes that hold the old revocation play the very same file, and the public may read and hear it.
    back = near.manifest()
    (item,) = back.air
    assert back.revoked == {str(first.sequence)}
    assert item.authority.id == str(second.sequence)
    assert near.media(item.media) == sound
    assert near.report_played(item)["refused"] == []
    assert Client().get(story.get_url()).status_code == 200
    assert body_of(Client().get(f"/am-thanh/{take.pk}.mp3")) == sound
    assert again.forms == first.submission.forms

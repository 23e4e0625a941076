"""The story of the product: a real letter goes from draft to loudspeaker, board and site, and is taken back."""

from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from broadcast import narration, pipeline, schedule
from broadcast.devices import enrolment
from broadcast.models import Airing, Programme, Slot, Station
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus
from newsroom import workflow
from newsroom.documents import read_document
from newsroom.drafting import draft_from_letter, keep_original
from newsroom.models import ArticlePage, SectionPage, User
from tests.factories import Commune
from tests.journey.box import Box, body_of
from tests.journey.letter import BOARD, IN_SHORT, LETTER

pytestmark = pytest.mark.database


def import_letter(section: SectionPage, editor: User) -> ArticlePage:
    """Let the editor import the letter: the site has all of it, loudspeakers and boards what matters."""
    data = LETTER.read_bytes()
    original = keep_original(LETTER.name, data, person=editor)
    letter = read_document(data, filename=LETTER.name)
    story = draft_from_letter(letter, section=section, person=editor, original=original)
    story.on_air = story.on_boards = True
    story.script, story.script_basis = IN_SHORT, story.text_basis()
    story.board_text, story.board_basis = "\n".join(BOARD), story.text_basis()
    story.save_revision(user=editor, log_action=True)
    return story


def accept_and_book(programme: Programme, operator: User) -> None:
    """Let the operator accept the take that was made, and put it into this afternoon's slot everywhere."""
    now = timezone.now()
    narration.accept(programme.recordings.get(status=RecordingStatus.MADE), person=operator, now=now)
    programme.refresh_from_db()
    schedule.book(
        programme,
        slot=Slot.objects.get(),
        on=timezone.localdate(now),
        zones=list(programme.station.zones.all()),
        person=operator,
        now=now,
    )


def verify_approvals() -> str:
    """Return what the command says when the chain, the texts and the files agree; it raises otherwise."""
    said = StringIO()
    call_command("verify_approvals", stdout=said)
    return said.getvalue()


def test_a_letter_goes_from_draft_to_loudspeaker_board_and_site_and_is_taken_back(
    ground: Commune,
    station: Station,
    editor: User,
    leader: User,
    operator: User,
    client: Client,
    clock: time_machine.Traveller,
) -> None:
    # A loudspeaker is put up in the first hamlet: it shows a code, the operator types it.
    box = Box(client)
    zone = station.zones.first()
    assert zone is not None
    enrolment.confirm(box.code, zone=zone, name="", person=operator, now=timezone.now())

    # The editor imports the letter and submits it; what the leader should hear is made at once.
    story = import_letter(ground.section, editor)
    submission = workflow.submit(story, editor)
    pipeline.work()
    programme = Programme.objects.get(submission=submission)
    assert programme.status == ProgrammeStatus.RECORDED
    assert "ngày hai mươi hai tháng năm năm hai nghìn không trăm hai mươi sáu" in programme.spoken
    assert client.get(story.get_url()).status_code == 404

    # The leader approves, the operator listens, accepts and books, and the station signs its plan.
    approval = workflow.approve(submission, leader)
    assert approval is not None
    pipeline.work()
    accept_and_book(programme, operator)
    pipeline.sweep(timezone.now())

    # The loudspeaker fetches the plan, believes it for its signature, and keeps the sound on its disk.
    manifest = box.manifest()
    (item,) = manifest.air
    recording = programme.recordings.get(status=RecordingStatus.ACCEPTED)
    assert timezone.localtime(item.starts_at).strftime("%H:%M:%S") == "17:00:00"
    assert (item.media, item.authority.id) == (recording.device_sha256, str(approval.sequence))
    sound = box.media(item.media)
    assert len(sound) == manifest.media[item.media].bytes
    (shown,) = manifest.board
    assert list(shown.lines) == BOARD

    # At five it is heard; the box reports it, and the airing counts as played.
    clock.move_to(item.ends_at + timedelta(seconds=5))
    assert box.report_played(item)["refused"] == []
    pipeline.sweep(timezone.now())
    airing = Airing.objects.get(pk=item.airing)
    assert (airing.status, airing.played_at) == (AiringStatus.PLAYED, item.starts_at)

    # The public reads the story, hears the very sound that was accepted, and reads exactly what it says.
    public = Client()
    page = unescape(body_of(public.get(story.get_url())).decode())
    assert "phản bác các quan điểm sai trái" in page
    assert "Vũ Duy Sỹ" not in page
    address = f"/am-thanh/{recording.pk}.mp3"
    assert address in page
    assert all(f"<p>{line}</p>" in page for line in programme.spoken.splitlines())
    assert body_of(public.get(address)) == sound

    # The leader takes it back: site, sound, plan and board are empty, and boxes are told which approval fell.
    workflow.recall(approval, leader, reason="Văn bản có nội dung mới")
    pipeline.sweep(timezone.now())
    assert public.get(story.get_url()).status_code == 404
    assert public.get(address).status_code == 404
    taken_back = box.manifest()
    assert (taken_back.air, taken_back.board) == ((), ())
    assert taken_back.revoked == {str(approval.sequence)}
    assert box.ask("GET", f"/media/{item.media}").status_code == 404

    # And what was approved that morning can still be proved, word for word.
    assert "3 " in verify_approvals()

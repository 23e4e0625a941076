"""One leader's button, up to the sound that a real box wrote to its loudspeaker; and the stop that takes it back."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from broadcast import commands, keyring, media, planning
from broadcast.devices import enrolment
from broadcast.models import Device, Manifest, Receipt, Recording, Station
from broadcast.plan.rules import Rules
from newsroom.models import Approval, User
from tests.broadcast.player.boxes import Box, until
from tests.browser import sound
from tests.factories import Commune

pytestmark = pytest.mark.database
LEAD_S = 3.0  # the box of this test asks three times a second
SECONDS = 10.0  # what "ready in seconds" means here: from the button to the signed plan, real voice and all
TYPED = {
    "event": "flood",
    "title": "Nước lũ đang lên",
    "text": "Nước lũ đang lên nhanh.\nBà con lên nhà văn hoá ngay.",
    "reason": "Không kịp chờ",
    "hours": "12",
    "on_boards": "on",
    "on_site": "on",
}


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.RLock]:
    """Let one request be answered at a time: on SQLite all threads of a test share one connection."""
    lock, answer = threading.RLock(), BaseHandler.get_response

    def answer_alone(handler: BaseHandler, request: HttpRequest) -> HttpResponseBase:
        with lock:
            return answer(handler, request)

    monkeypatch.setattr(BaseHandler, "get_response", answer_alone)
    yield lock


@pytest.fixture
def box(live_server: LiveServer, alone: threading.RLock, tmp_path: Path) -> Iterator[Box]:
    box = Box(live_server.url, tmp_path / "box")
    box.folder.mkdir()
    yield box
    if box.process is not None and box.process.poll() is None:
        box.kill()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Let boxes of this test hear of news at once; and let the voice be the real one."""
    settings.OFFLINE_VOICE = "espeak"
    rules_of = planning.rules_of

    def soon(station: Station, *, now: datetime) -> Rules:
        return replace(rules_of(station, now=now), lead_s=LEAD_S)

    monkeypatch.setattr(planning, "rules_of", soon)


def enrolled(box: Box, station: Station, operator: User, alone: threading.RLock) -> Device:
    """Start the box and put it into service."""
    keyring.establish(timezone.now())
    box.start()
    until(lambda: "Mã nhận máy" in box.said(), "the box's claim")
    device = Device.objects.get()
    zone = station.zones.first()
    assert zone is not None
    with alone:
        enrolment.confirm(device.claim_code, zone=zone, name="", person=operator, now=timezone.now())
        commands.sign_waiting(timezone.now())  # as the station's loop does: which zone it serves
    device.refresh_from_db()
    return device


def test_one_leaders_button_is_heard_from_a_loudspeaker_and_can_be_stopped(
    transactional_db: None,
    ground: Commune,
    station: Station,
    leader: User,
    operator: User,
    hurried: None,
    box: Box,
    alone: threading.RLock,
    tmp_path: Path,
) -> None:
    device = enrolled(box, station, operator, alone)
    client = Client()
    client.force_login(leader)
    fields = {**TYPED, "places": [place.pk for place in ground.places]}

    # First it is said exactly what will happen; nothing has happened yet.
    warned = client.post(reverse("newsroom:emergency"), fields)
    assert warned.status_code == 200
    assert warned.context["reach"].clusters == 1
    assert not Approval.objects.exists()

    # The button. When the answer comes, the sound is made and the plan is signed, without any worker.
    began = time.monotonic()
    answer = client.post(reverse("newsroom:emergency"), fields | {"confirm": "yes"})
    took = time.monotonic() - began
    assert answer.status_code == 302
    assert took < SECONDS
    assert Manifest.objects.filter(zone=device.zone_id).exists()

    # The loudspeaker says it, all of it, and says that it did.
    until(lambda: "đã phát đủ" in box.said(), "the end of the play", seconds=60)
    until(lambda: Receipt.objects.filter(outcome="played").exists(), "the receipt")
    recording = Recording.objects.get()
    said = sound.master(media.path_of(recording.master_sha256), tmp_path)[: -sound.RATE // 2]
    hits = [hit for path in box.wavs() if (hit := sound.find(said, path)) is not None]
    assert max(hit.likeness for hit in hits) > 0.9
    page = client.get(answer.headers["Location"])
    assert (page.context["progress"].stage, page.context["progress"].played) == ("sent", 1)
    assert "Nước lũ đang lên" in Client().get("/").content.decode()

    # Stopped: the box is told which approval fell, and nothing of it is left.
    approval = Approval.objects.get()
    client.post(reverse("newsroom:emergency_stop", args=[approval.submission_id]), {"reason": "Nước rút"})
    until(lambda: "1.2" in box.said() or "1.3" in box.said(), "the next plan")
    assert "Nước lũ đang lên" not in Client().get("/").content.decode()
    newest = Manifest.objects.filter(zone=device.zone_id).latest("counter")
    assert newest.media == []

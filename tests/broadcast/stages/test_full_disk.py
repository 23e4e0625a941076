"""A disk that fills up: told at 80 %, urgently at 90 %; from 95 % on nothing is made, and the air goes on."""

import logging
import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from broadcast import emergency as conductor
from broadcast import failures, machine, narration, sent_sounds, standing
from broadcast.models import Airing, Booking, Manifest, Receipt, StandingClip
from broadcast.states import AiringStatus, RecordingStatus
from broadcast.waiting_problems import disk_problems
from newsroom import emergency
from tests.broadcast.boxes import body_of, box_in, receipt
from tests.broadcast.commune import Commune, newest, noise
from tests.broadcast.stages.test_emergency import CALL
from tests.broadcast.stages.test_sent_sounds import a_file, fresh

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")
Fill = Callable[[float], None]
HUNDRED_GB = 100 * machine.GIGABYTE


@pytest.fixture
def fill(monkeypatch: pytest.MonkeyPatch) -> Fill:
    """Make the disk look so many percent full; a twentieth more is kept for root, as most disks keep it."""

    def fill(percent: float, size: int = HUNDRED_GB) -> None:
        used = round(size * percent / 100)
        usage = Usage(total=round(size * 1.05), used=used, free=size - used)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    return fill


@pytest.mark.parametrize(
    ("percent", "alarms", "urgent", "refuses"),
    [
        (79, 0, False, False),
        (80, 1, False, False),
        (89, 1, False, False),
        (90, 1, True, False),
        (94, 1, True, False),
        (95, 1, True, True),
        (100, 1, True, True),
    ],
)
def test_the_desk_tells_how_full_it_is(
    commune: Commune, fill: Fill, percent: int, alarms: int, urgent: bool, refuses: bool
) -> None:
    fill(percent)

    told = list(disk_problems())

    assert len(told) == alarms
    assert machine.disk().refuses is refuses
    for problem in told:
        assert problem.urgent is urgent and f"{percent}% full" in problem.sentence
        assert ("nothing is recorded except emergencies" in problem.sentence) is refuses


def test_a_small_disk_is_told_by_what_is_left(commune: Commune, fill: Fill) -> None:
    fill(50, 8 * machine.GIGABYTE)  # type: ignore[call-arg]

    [problem] = disk_problems()
    assert not problem.urgent and "4.0 GB are free" in problem.sentence


def test_from_95_percent_on_no_take_is_made_and_the_reason_is_plain(
    commune: Commune, now: datetime, fill: Fill, caplog: pytest.LogCaptureFixture
) -> None:
    programme = commune.take_in(commune.submit(), now=now)
    fill(95)

    with caplog.at_level(logging.WARNING):
        take = commune.record(programme)

    assert (take.status, take.error) == (RecordingStatus.FAILED, str(failures.WORDS["no_room"]))
    assert take.master_sha256 == "" and "failed" in caplog.text
    fill(94)
    narration.retry(take, person=commune.operator)
    narration.make_recording(narration.recordings_to_make()[0])
    assert programme.recordings.filter(status=RecordingStatus.MADE).exists()


def test_neither_sent_sounds_nor_clips_are_made_then(
    commune: Commune, now: datetime, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent_sounds, "from_upload", lambda _path, directory: noise([], directory=directory))
    sent = a_file(commune, b"anything at all", now)
    fill(96)

    sent_sounds.make_ready(sent.pk)
    with pytest.raises(machine.NoRoom):
        standing.make_signal(commune.station, person=commune.operator, now=now)

    assert fresh(sent).item is None and fresh(sent).error == str(failures.WORDS["no_room"])
    assert not StandingClip.objects.filter(kind=StandingClip.Kind.SIGNAL).exists()


def test_an_emergency_is_made_and_heard_on_a_full_disk(commune: Commune, now: datetime, fill: Fill) -> None:
    fill(97)

    approval = emergency.release(CALL, commune.leader, now=now)
    conductor.hurry(approval.submission_id)

    assert [item.title for item in newest(commune.zones[0]).air] == [CALL.title]


def test_the_air_goes_on_at_96_percent(commune: Commune, now: datetime, fill: Fill) -> None:
    programme = commune.booked(now=now)
    box = box_in(commune, commune.zones[0], now=now)
    fill(96)

    manifest = commune.released(now=now)

    assert manifest.air and Manifest.objects.exists() and Booking.objects.get().programme == programme
    sound = box.get(f"media/{programme.recordings.get().device_sha256}")
    assert sound.status_code == 200 and body_of(sound)
    airing = Airing.objects.get(zone=commune.zones[0])
    box.clock = airing.starts_at + timedelta(minutes=5)
    with time_machine.travel(box.clock, tick=False):
        assert box.post("receipts", {"receipts": [receipt(airing)]}).json()["refused"] == []
        assert box.post("heartbeat", {"now": box.clock.isoformat()}).status_code == 200
    airing.refresh_from_db()
    assert airing.status == AiringStatus.PLAYED and Receipt.objects.count() == 1


def test_the_page_of_the_computer_says_what_holds(commune: Commune, fill: Fill) -> None:
    fill(95)
    operator = Client()
    operator.force_login(commune.operator)

    page = operator.get(reverse("broadcast:machine")).content.decode()

    assert "95 percent full, 5.0 GB are free" in page and "records nothing" in page

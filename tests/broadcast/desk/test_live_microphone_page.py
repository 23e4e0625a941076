from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from broadcast import live, talks
from broadcast.livesound.pieces import MOST_PIECE, WEBM
from broadcast.models import LiveAuthority, LiveTalk
from tests.broadcast.commune import Commune, newest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def doorbell(settings: Settings, tmp_path: Path) -> None:
    settings.DOORBELL_PORT = 0
    settings.VAR = tmp_path / "var"


@pytest.fixture
def opened(commune: Commune, now: datetime) -> LiveAuthority:
    return live.open_live(
        commune.station, zones=commune.zones, purpose="Họp thôn", minutes=30, person=commune.leader, now=now
    )


def page(client: Client, opened: LiveAuthority) -> str:
    return client.get(reverse("broadcast:live_microphone", args=[opened.pk])).content.decode()


def begin(client: Client, opened: LiveAuthority) -> Any:
    return client.post(reverse("broadcast:talk_begin", args=[opened.pk]))


def send(client: Client, talk: LiveTalk, number: int, data: bytes, kind: str = "audio/webm") -> Any:
    return client.post(reverse("broadcast:talk_piece", args=[talk.pk, number]), data, content_type=kind)


def test_an_operator_speaks_and_everything_is_in_the_log_book(
    commune: Commune, operator: Client, opened: LiveAuthority, now: datetime
) -> None:
    assert "Prepare the microphone" in page(operator, opened)
    said = begin(operator, opened).json()
    talk = LiveTalk.objects.get()
    assert said["starts_in"] == talks.LEAD.total_seconds()
    assert said["piece"] == f"/quan-tri/phat-thanh/truc-tiep/luot/{talk.pk}/manh/"
    assert len(newest(commune.zones[1]).streams) == 1

    with time_machine.travel(now + timedelta(seconds=40), tick=False):
        assert send(operator, talk, 0, WEBM + b"one").json() == {"next": 1, "ended": ""}
        assert operator.post(said["stop"]).json() == {"ended": "person"}
        assert send(operator, talk, 1, b"two").json() == {"next": 1, "ended": "person"}

    assert newest(commune.zones[1]).streams == ()
    record = LiveTalk.objects.get().record_sha256
    log = operator.get(reverse("broadcast:log")).content.decode()
    assert record in log
    assert "spoken live" in log.lower()
    shown = page(operator, opened)
    assert record in shown
    answer: Any = operator.get(reverse("broadcast:talk_record", args=[talk.pk]))
    assert b"".join(answer) == WEBM + b"one"


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"RIFF", "audio/webm", 422),
        (WEBM, "audio/wav", 415),
        (WEBM + bytes(MOST_PIECE), "audio/webm", 413),
    ],
)
def test_what_is_no_sound_is_turned_away_and_the_talk_goes_on(
    operator: Client, opened: LiveAuthority, data: bytes, kind: str, status: int
) -> None:
    begin(operator, opened)
    talk = LiveTalk.objects.get()

    assert send(operator, talk, 0, data, kind).status_code == status
    assert send(operator, talk, 0, WEBM).json()["next"] == 1


def test_another_person_can_take_it_off_the_air_but_not_speak_in_it(
    operator: Client, leader: Client, opened: LiveAuthority
) -> None:
    begin(operator, opened)
    talk = LiveTalk.objects.get()

    assert send(leader, talk, 0, WEBM).status_code == 403
    assert "is speaking in this broadcast" in page(leader, opened)
    assert begin(leader, opened).status_code == 422
    assert leader.post(reverse("broadcast:talk_stop", args=[talk.pk])).json() == {"ended": "person"}
    assert "Prepare the microphone" in page(leader, opened)


def test_who_may_not_open_the_air_may_not_speak(
    editor: Client, operator: Client, opened: LiveAuthority
) -> None:
    begin(operator, opened)
    talk = LiveTalk.objects.get()

    assert editor.get(reverse("broadcast:live_microphone", args=[opened.pk])).status_code == 403
    assert begin(editor, opened).status_code == 403
    assert send(editor, talk, 0, WEBM).status_code == 403
    assert editor.post(reverse("broadcast:talk_stop", args=[talk.pk])).status_code == 403


def test_forged_requests_are_refused(commune: Commune, opened: LiveAuthority) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(commune.operator)

    assert begin(strict, opened).status_code == 403
    assert not LiveTalk.objects.exists()


def test_a_broadcast_that_is_over_offers_no_microphone(
    commune: Commune, operator: Client, opened: LiveAuthority, now: datetime
) -> None:
    live.close_live(opened, person=commune.leader, now=now)

    assert "This broadcast is over" in page(operator, opened)
    assert begin(operator, opened).status_code == 422

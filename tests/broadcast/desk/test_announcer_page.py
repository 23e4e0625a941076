"""The announcer's desk answers: who may record, what is kept, what is refused and why."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from broadcast import announcer as stage
from broadcast.models import Programme, Recording, SentenceTake
from tests.broadcast.announcer.conftest import Desk, announcing, desk, voice
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
__all__ = ["announcing", "desk"]


@pytest.fixture
def announcer(desk: Desk) -> Client:
    """Return the browser of somebody who only announces."""
    client = Client()
    client.force_login(desk.announcer)
    return client


def send(client: Client, row: Programme, number: int, **changed: object) -> Any:
    """Send what the browser sends of one sentence."""
    fields: dict[str, object] = {
        "sentence": stage.lines(row)[number - 1].sha256,
        "token": str(uuid4()),
        "sound": SimpleUploadedFile("sentence", voice(), content_type="audio/webm"),
    }
    return client.post(reverse("broadcast:announce_keep", args=[row.pk]), fields | changed)


def test_a_sentence_that_was_sent_can_be_heard_and_is_counted(announcer: Client, desk: Desk) -> None:
    answer = send(announcer, desk.programme, 2).json()

    assert (answer["done"], answer["total"], answer["flaws"]) == (1, 3, [])
    heard: Any = announcer.get(answer["url"])
    assert heard.headers["Content-Type"] == "audio/wav"
    assert b"".join(heard)[:4] == b"RIFF"
    page = announcer.get(reverse("broadcast:announce", args=[desk.programme.pk])).content.decode()
    assert page.count('data-state="spoken"') == 1
    assert answer["url"] in page


def test_a_sound_that_cannot_be_used_is_refused_in_words(announcer: Client, desk: Desk) -> None:
    answer = send(announcer, desk.programme, 1, sound=SimpleUploadedFile("sentence", voice(level=0)))

    assert answer.status_code == 422
    assert "micrô" in answer.json()["problem"]


@pytest.mark.parametrize("field, value", [("sound", ""), ("token", "none")])
def test_half_a_request_keeps_nothing(announcer: Client, desk: Desk, field: str, value: str) -> None:
    assert send(announcer, desk.programme, 1, **{field: value}).status_code == 422
    assert SentenceTake.objects.count() == 0


def test_words_that_have_changed_meanwhile_are_not_recorded(announcer: Client, desk: Desk) -> None:
    answer = send(announcer, desk.programme, 1, sentence="0" * 64)

    assert (answer.status_code, answer.json()["code"]) == (409, "changed")


def test_a_sentence_is_put_aside(announcer: Client, desk: Desk) -> None:
    take = desk.speak(1)

    answer = announcer.post(
        reverse("broadcast:announce_drop", args=[desk.programme.pk]), {"sentence": take.sentence_sha256}
    )

    assert answer.json() == {"done": 0, "total": 3}


def test_the_announcer_finishes_what_is_whole(announcer: Client, desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.speak(number)

    answer = announcer.post(reverse("broadcast:announce_finish", args=[desk.programme.pk]))

    assert answer.headers["Location"] == reverse("broadcast:programme", args=[desk.programme.pk])
    assert Recording.objects.latest("pk").voice == "announcer"


def test_only_an_operator_lets_a_machine_read_the_rest(
    announcer: Client, operator: Client, desk: Desk
) -> None:
    desk.speak(1)
    address = reverse("broadcast:announce_finish", args=[desk.programme.pk])
    before = Recording.objects.count()

    assert announcer.post(address, {"voice": "silent"}).status_code == 403
    assert Recording.objects.count() == before
    operator.post(address, {"voice": "silent"})
    assert Recording.objects.latest("pk").is_mixed


def test_what_is_missing_is_said_and_nothing_is_asked_for(announcer: Client, desk: Desk) -> None:
    desk.speak(1)
    before = Recording.objects.count()

    page = announcer.post(reverse("broadcast:announce_finish", args=[desk.programme.pk]), follow=True)

    assert "Some sentences are not recorded" in page.content.decode()
    assert Recording.objects.count() == before


def test_a_finished_file_is_taken_instead(announcer: Client, desk: Desk) -> None:
    file = SimpleUploadedFile("a.wav", voice(), content_type="audio/wav")

    announcer.post(reverse("broadcast:announce_file", args=[desk.programme.pk]), {"recording": file})

    take = Recording.objects.latest("pk")
    assert (take.voice, take.synthetic) == ("announcer", False)
    assert take.upload


def test_no_file_is_said(announcer: Client, desk: Desk) -> None:
    page = announcer.post(reverse("broadcast:announce_file", args=[desk.programme.pk]), follow=True)

    assert "Choose a file first." in page.content.decode()


@pytest.mark.parametrize(
    "name", ["announce", "announce_keep", "announce_drop", "announce_carry", "announce_finish"]
)
def test_who_may_not_announce_is_turned_away(leader: Client, stranger: Client, desk: Desk, name: str) -> None:
    address = reverse(f"broadcast:{name}", args=[desk.programme.pk])
    for client in (leader, stranger):
        answer = client.get(address) if name == "announce" else client.post(address)
        assert answer.status_code == 403
    assert Client().post(address).status_code == 302


def test_an_announcer_cannot_accept_or_order_a_voice(announcer: Client, desk: Desk) -> None:
    take = desk.programme.recordings.get()

    assert announcer.post(reverse("broadcast:accept", args=[take.pk])).status_code == 403
    assert announcer.post(reverse("broadcast:make_take", args=[desk.programme.pk])).status_code == 403


def test_unapproved_words_are_shown_and_not_recorded(commune: Commune, announcer: Client, desk: Desk) -> None:
    waiting = commune.take_in(commune.submit(), now=desk.now)

    page = announcer.get(reverse("broadcast:announce", args=[waiting.pk])).content.decode()

    assert "It has not been approved." in page
    assert "data-finish" not in page
    assert send(announcer, waiting, 1).status_code == 409

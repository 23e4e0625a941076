"""A programme's takes beside one another: who spoke and why, progress, cancelling, and what was put aside."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import narration, takes
from broadcast.models import Programme, Recording
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return an approved programme with one take."""
    return commune.approved(now=now, script="Sáng thứ bảy họp thôn. Mời bà con đến dự.")


def page_of(client: Client, programme: Programme, name: str = "programme") -> str:
    return client.get(reverse(f"broadcast:{name}", args=[programme.pk])).content.decode()


def again(commune: Commune, programme: Programme) -> Recording:
    return narration.request_take(programme, voice="silent", person=commune.operator)


def test_takes_are_numbered_and_the_newest_comes_first(
    commune: Commune, operator: Client, programme: Programme
) -> None:
    again(commune, programme)

    page = page_of(operator, programme)

    assert page.index("Take 2") < page.index("Take 1")
    assert commune.operator.get_full_name() in page


def test_one_sentence_can_be_heard_in_every_take(
    commune: Commune, operator: Client, programme: Programme
) -> None:
    again(commune, programme)
    commune.record(programme)

    found = takes.sentences(programme, takes.in_use(takes.takes(programme)))

    assert [place.take.number for place in found[1].places] == [1, 2]
    first, second = found[0].places[0], found[1].places[0]
    assert 0 <= first.starts_s < first.ends_s < second.starts_s < second.ends_s
    assert page_of(operator, programme).count("data-play=") == 4


def test_a_take_of_other_words_is_not_compared(commune: Commune, programme: Programme) -> None:
    Recording.objects.update(spoken_sha256="0" * 64)

    assert takes.sentences(programme, takes.takes(programme))[0].places == ()


def test_why_the_voice_that_was_asked_for_was_left_is_said(operator: Client, programme: Programme) -> None:
    Recording.objects.update(notes=["Giọng Google: không có mạng."])

    assert "Giọng Google: không có mạng." in page_of(operator, programme)


def test_a_take_that_is_being_made_says_how_far_it_is(
    commune: Commune, operator: Client, programme: Programme
) -> None:
    take = again(commune, programme)
    Recording.objects.filter(pk=take.pk).update(
        status=RecordingStatus.MAKING, sentences_done=3, sentences_total=9
    )

    page = page_of(operator, programme, "takes_live")

    assert "Sentence 3 of 9" in page
    assert "data-working" in page
    assert reverse("broadcast:take_cancel", args=[take.pk]) in page


def test_nothing_is_asked_again_when_every_take_is_made(operator: Client, programme: Programme) -> None:
    assert "data-working" not in page_of(operator, programme, "takes_live")


def test_a_waiting_take_is_cancelled(commune: Commune, operator: Client, programme: Programme) -> None:
    take = again(commune, programme)

    operator.post(reverse("broadcast:take_cancel", args=[take.pk]))

    take.refresh_from_db()
    assert take.status == RecordingStatus.REJECTED


def test_a_take_that_is_made_cannot_be_cancelled(operator: Client, programme: Programme) -> None:
    take = programme.recordings.get()

    page = operator.post(reverse("broadcast:take_cancel", args=[take.pk]), follow=True).content.decode()

    take.refresh_from_db()
    assert take.status == RecordingStatus.MADE
    assert "not being made any more" in page


def test_what_was_put_aside_keeps_its_reason_and_who_did_it(
    commune: Commune, operator: Client, programme: Programme
) -> None:
    take = programme.recordings.get()

    operator.post(reverse("broadcast:reject", args=[take.pk]), {"reason": "Đọc sai tên thôn"})

    page = page_of(operator, programme)
    assert "Đọc sai tên thôn" in page
    assert commune.operator.get_full_name() in page
    assert f'data-take="{take.pk}"' not in page


def test_a_broken_file_stays_broken_and_the_accepted_take_stays(
    commune: Commune, operator: Client, now: datetime
) -> None:
    programme = commune.accepted(now=now, script="Sáng thứ bảy họp thôn. Mời bà con đến dự.")
    broken = narration.upload_take(programme, name="a.mp3", chunks=[b"no sound"], person=commune.operator)
    narration.make_recording(broken.pk)

    page = page_of(operator, programme)

    assert "WAV, MP3, M4A" in page
    assert reverse("broadcast:retry", args=[broken.pk]) not in page
    assert programme.recordings.filter(status=RecordingStatus.ACCEPTED).count() == 1


def test_the_page_asks_the_database_no_more_for_more_takes(
    commune: Commune,
    operator: Client,
    programme: Programme,
    django_assert_max_num_queries: object,
) -> None:
    for _ in range(3):
        again(commune, programme)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        page_of(operator, programme, "takes_live")


def test_who_only_watches_sees_no_buttons(editor: Client, commune: Commune, programme: Programme) -> None:
    again(commune, programme)

    page = page_of(editor, programme)

    assert "Take 1" in page
    assert "<form" not in page[page.index("<main") :]
    assert "/huy/" not in page

"""A take is heard again by a machine where there is one: doubtful places become rows, and nothing is decided by it."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from broadcast import narration, pipeline, second_hearing, text
from broadcast.models import Programme, Recording, SecondHearing
from broadcast.speech import Clip
from broadcast.speech.second_hearing import HearingUnavailable
from broadcast.states import RecordingStatus
from tests.broadcast.commune import Commune
from tests.broadcast.desk.conftest import operator

pytestmark = pytest.mark.django_db
__all__ = ["operator"]
WORDS = "Sáng thứ bảy họp lúc tám giờ. Mời bà con đến dự đông đủ."


class Ear:
    """Hears what it is told to hear."""

    def __init__(self, *heard: str, missing: str | None = None, broken: bool = False) -> None:
        self.heard, self.missing, self.broken = list(heard), missing, broken

    def available(self) -> str | None:
        return self.missing

    def hear(self, clip: Clip) -> str:
        if self.broken:
            raise HearingUnavailable("hỏng")
        return self.heard.pop(0)


@pytest.fixture
def take(commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Recording:
    """Return a take of two sentences that waits to be listened to."""
    silence = Clip(samples=np.zeros(100, dtype=np.int16), rate=16_000)

    def cut(recording: Recording) -> Sequence[Clip]:
        return [silence for _span in recording.timeline]

    monkeypatch.setattr(second_hearing, "_clips", cut)
    return commune.approved(now=now, script=WORDS).recordings.get()


def again(take: Recording, ear: Ear) -> Recording:
    second_hearing.hear_again(take.pk, by=ear)
    take.refresh_from_db()
    return take


def sentences(take: Recording) -> list[str]:
    return text.sentences(take.programme.spoken)


def test_another_number_is_kept_with_its_sentence(take: Recording) -> None:
    count = len(take.timeline)
    heard = ["sáng thứ bảy họp lúc chín giờ" if "tám giờ" in each else each for each in sentences(take)]

    again(take, Ear(*heard))

    row = take.second_hearings.get()
    assert len(heard) == count
    assert (row.said, row.heard) == ("tám", "chín")
    assert row.kind in {SecondHearing.Kind.DATE, SecondHearing.Kind.NUMBER}
    assert "tám giờ" in sentences(take)[row.sentence]
    assert take.second_hearing == "done"
    assert take.status == RecordingStatus.MADE


def test_what_was_heard_as_it_was_said_leaves_no_row(take: Recording) -> None:
    again(take, Ear(*sentences(take)))

    assert take.second_hearing == "done"
    assert not take.second_hearings.exists()


def test_hearing_it_twice_keeps_the_rows_once(take: Recording) -> None:
    for _time in range(2):
        again(take, Ear(*[each.replace("tám", "chín") for each in sentences(take)]))

    assert take.second_hearings.count() == 1


@pytest.mark.parametrize("ear", [Ear(missing="không có"), Ear(broken=True)], ids=["missing", "broken"])
def test_where_no_machine_hears_the_page_says_so(take: Recording, operator: Client, ear: Ear) -> None:
    again(take, ear)

    page = operator.get(reverse("broadcast:programme", args=[take.programme_id])).content.decode()
    assert take.second_hearing == "absent"
    assert "no machine on this server" in page


def test_the_page_plays_the_place_and_makes_it_again_more_slowly(take: Recording, operator: Client) -> None:
    again(take, Ear(*[each.replace("tám", "chín") for each in sentences(take)]))
    row = take.second_hearings.get()

    page = operator.get(reverse("broadcast:programme", args=[take.programme_id])).content.decode()

    assert f"Sentence {row.sentence + 1}, " in page
    operator.post(
        reverse("broadcast:make_take", args=[take.programme_id]), {"voice": take.voice, "slowly": "1"}
    )
    assert Recording.objects.latest("pk").delivery["rate"] == pytest.approx(0.85)


def test_the_worker_hears_what_waits_for_a_person_only(
    take: Recording, commune: Commune, settings: Settings, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    settings.SECOND_HEARING = True
    monkeypatch.setattr(second_hearing, "ear", lambda: Ear(missing="không có"))
    narration.accept(take, person=commune.operator, now=now)
    other: Programme = commune.approved(now=now, script=WORDS)

    pipeline.work()

    take.refresh_from_db()
    assert take.second_hearing == ""
    assert other.recordings.get().second_hearing == "absent"


def test_a_station_can_do_without(take: Recording, settings: Settings) -> None:
    settings.SECOND_HEARING = False

    assert second_hearing.next_to_hear() is None

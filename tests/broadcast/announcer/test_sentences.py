"""Sentences are kept as they are spoken, bound to their words, and nothing carries over unasked."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from broadcast import announcer, intake, media
from broadcast.announcer import NotKept
from broadcast.models import Programme, SentenceTake
from broadcast.states import ProgrammeStatus
from broadcast.transitions import move
from tests.broadcast.announcer.conftest import WORDS, Desk, voice
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def spoken(programme: Programme) -> list[bool]:
    return [line.take is not None for line in announcer.lines(programme)]


def test_a_spoken_sentence_is_kept_under_its_digest(desk: Desk) -> None:
    take = desk.speak(2)

    assert spoken(desk.programme) == [False, True, False]
    assert media.is_whole(take.sound_sha256)
    assert take.duration_s == pytest.approx(1.24, abs=0.05)
    assert (take.person_name, take.made_at) == (desk.announcer.get_full_name(), desk.now)


def test_a_sentence_that_is_spoken_again_takes_the_place_of_the_first(desk: Desk) -> None:
    first = desk.speak(1)

    second = desk.speak(1, level=0.1)

    first.refresh_from_db()
    assert announcer.lines(desk.programme)[0].take == second
    assert first.dropped_at == desk.now


def test_a_sound_that_was_sent_twice_is_kept_once(desk: Desk) -> None:
    token = uuid4()

    assert desk.speak(1, token=token) == desk.speak(1, token=token)
    assert SentenceTake.objects.count() == 1


def test_a_broken_sound_leaves_the_earlier_one(desk: Desk, kept: Callable[[], int]) -> None:
    take = desk.speak(1)
    before = kept()

    with pytest.raises(NotKept, match="không có tiếng"):
        desk.speak(1, level=0)

    assert announcer.lines(desk.programme)[0].take == take
    assert kept() == before


def test_what_is_wrong_with_a_sentence_is_said_beside_it(desk: Desk) -> None:
    desk.speak(3, level=0.9)

    assert any("vỡ" in flaw for flaw in announcer.lines(desk.programme)[2].flaws)


def test_words_that_stand_twice_are_spoken_once(announcing: Callable[..., Desk]) -> None:
    desk = announcing("Mời bà con chú ý. Tối nay có họp. Mời bà con chú ý.")

    desk.speak(1)

    assert spoken(desk.programme) == [True, False, True]


def test_nothing_is_kept_of_words_that_nobody_approved(commune: Commune, desk: Desk) -> None:
    waiting = commune.take_in(commune.submit(script=WORDS), now=desk.now)
    other = Desk(programme=waiting, announcer=desk.announcer, now=desk.now)

    with pytest.raises(NotKept) as refusal:
        other.speak(1)

    assert refusal.value.code == "closed"
    assert SentenceTake.objects.count() == 0


def test_nothing_is_kept_once_it_was_withdrawn(desk: Desk) -> None:
    move(desk.programme, ProgrammeStatus.WITHDRAWN)

    with pytest.raises(NotKept):
        desk.speak(1)


def test_a_sentence_can_be_put_aside(desk: Desk) -> None:
    take = desk.speak(1)

    announcer.drop_sentence(desk.programme, take.sentence_sha256, now=desk.now)

    assert spoken(desk.programme) == [False, False, False]


# ------------------------------------------------------------- a newer version


@pytest.fixture
def newer(commune: Commune, desk: Desk) -> Programme:
    """Return the next approved version: its second sentence changed; the first and the third were spoken before."""
    desk.speak(1)
    desk.speak(2)
    desk.speak(3)
    changed = WORDS.replace("Mỗi nhà một người", "Mỗi nhà hai người")
    submission = commune.submit_again(desk.programme.submission, script=changed)
    commune.approve(submission)
    intake.sweep(desk.now)
    return commune.programme(submission)


def test_nothing_spoken_carries_over_by_itself(newer: Programme) -> None:
    assert spoken(newer) == [False, False, False]


def test_unchanged_sentences_carry_over_when_somebody_asks(desk: Desk, newer: Programme) -> None:
    count = announcer.carry_over(newer, now=desk.now)

    assert count == 2
    assert spoken(newer) == [True, False, True]
    row = announcer.lines(newer)[0].take
    assert row is not None
    assert row.carried_from is not None
    assert row.carried_from.programme == desk.programme
    assert announcer.carriable(newer) == []


def test_what_was_spoken_anew_is_not_replaced_by_the_earlier_version(desk: Desk, newer: Programme) -> None:
    fresh = Desk(programme=newer, announcer=desk.announcer, now=desk.now).speak(1)

    announcer.carry_over(newer, now=desk.now)

    assert announcer.lines(newer)[0].take == fresh


def test_the_sound_is_decoded_before_anything_is_written_down(desk: Desk) -> None:
    line = announcer.lines(desk.programme)[0]
    cut = voice()[:30]

    with pytest.raises(NotKept) as refusal:
        announcer.keep_sentence(
            line, desk.programme, token=uuid4(), chunks=[cut], person=desk.announcer, now=desk.now
        )

    assert refusal.value.code == "unusable"
    assert SentenceTake.objects.count() == 0

"""Time and pitch: the six tones are six shapes, the pace is kept, the accents differ."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from broadcast.speech.house import durations, phrase, tones
from broadcast.speech.house.sentence import phrases_of
from broadcast.speech.house.syllables import TONES, syllable


def curve(word: str, *, accent: str = "north") -> NDArray[np.float32]:
    """Return the pitch of a word said alone, in semitones from the voice's own, at 20 points of its rime."""
    found = syllable(word)
    assert found
    score = phrase.score([found], ".", accent=accent, base_hz=200, rate=1)
    start = 2 * sum(score.frames[:4])
    end = 2 * sum(score.frames[:-2])
    points = np.linspace(start, end - 1, 20).round().astype(int)
    return np.asarray(12 * np.log2(score.pitch[points] / 200), dtype=np.float32)


def test_the_six_northern_tones_are_six_melodies() -> None:
    curves = {word: curve(word) for word in ("ma", "mà", "má", "mả", "mã", "mạ")}

    for one, other in combinations(curves, 2):
        assert np.abs(curves[one] - curves[other]).max() > 1.5, (one, other)


def test_each_northern_tone_has_its_shape() -> None:
    ma, mà, má, mả, mạ = (curve(word) for word in ("ma", "mà", "má", "mả", "mạ"))

    assert np.ptp(ma) < 1.5
    assert mà[0] > mà[10] > mà[-1]
    assert má[-1] > má[0] + 4
    assert mả.argmin() in range(8, 16) and mả[-1] > mả.min() + 2
    assert mạ[-1] < mạ[0] - 5


def test_a_northern_broken_tone_breaks_off_and_a_southern_one_does_not() -> None:
    assert curve("mã").min() < -40
    assert curve("mã", accent="south").min() > -12


def test_in_the_south_hỏi_and_ngã_are_one_and_the_rest_differ() -> None:
    curves = {word: curve(word, accent="south") for word in ("ma", "mà", "má", "mả", "mạ")}

    assert np.array_equal(curve("mã", accent="south"), curves["mả"])
    for one, other in combinations(curves, 2):
        assert np.abs(curves[one] - curves[other]).max() > 1.2, (one, other)


def test_both_sets_have_all_tones() -> None:
    assert all(set(contours) == set(TONES) for contours in tones.SETS.values())


@given(st.lists(st.floats(min_value=0, max_value=9), max_size=60))
def test_whole_frames_keep_the_pace(frames: list[float]) -> None:
    whole = durations.rounded(frames)

    assert all(count >= 0 for count in whole)
    assert abs(sum(whole) - sum(frames)) <= 0.5 + 1e-6


def frames_of(sentence: str, rate: float) -> int:
    (only,) = phrases_of(sentence)
    score = phrase.score(only.syllables, only.closing, accent="north", base_hz=200, rate=rate)
    return sum(count for count in score.frames if count > 0)


def test_a_higher_rate_is_quicker() -> None:
    sentence = "Bà con đến nhà văn hóa thôn họp đúng giờ"

    assert frames_of(sentence, 0.8) > frames_of(sentence, 1.0) > frames_of(sentence, 1.25)


def test_a_number_word_takes_more_time_than_another_of_the_same_sounds() -> None:
    assert frames_of("họp bốn lần", 1.0) > frames_of("họp bón lần", 1.0)


def test_a_phrase_that_no_breath_can_hold_is_cut_in_even_parts() -> None:
    cut = phrases_of("thôn " * 80)

    assert [len(each.syllables) for each in cut] == [26, 27, 27]
    assert [each.closing for each in cut] == [",", ",", "."]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Họp lúc 3,5 giờ, nhé!", [(5, ","), (1, "!")]),
        ("“Chào bà con.” Hết…", [(3, "."), (1, ".")]),
        ("Mời: ăn; uống", [(1, ":"), (1, ";"), (1, ".")]),
        ("— … !", []),
    ],
)
def test_a_sentence_is_cut_where_its_signs_are(sentence: str, expected: list[tuple[int, str]]) -> None:
    assert [(len(each.syllables), each.closing) for each in phrases_of(sentence)] == expected

"""The ear of the air bench: a late start is found to the sample, so is a gap, and what is missing counts as silence."""

from pathlib import Path

import numpy as np
import pytest

from tests.bench import liquidsoap
from tests.bench.air_bench import Found
from tests.bench.figure import table
from tests.bench.onsets import RATE, Heard, NotHeard, Samples, gap_of, noise, place_of, share

FIRST, SECOND = noise(0.6, seed=1), noise(0.4, seed=2)
PLANNED = 1_795_000_000.0


def silence(samples: int) -> Samples:
    return np.zeros(samples, np.int16)


def worn(sound: Samples) -> Samples:
    """Return the sound as a lossy codec leaves it: nearly the same."""
    hiss = np.random.default_rng(7).standard_normal(len(sound)) * 0.1 * sound.std()
    return (sound + hiss).astype(np.int16)


def played(*parts: Samples) -> Heard:
    """Return a recording whose first sample came one second before the planned moment."""
    return Heard(samples=np.concatenate(parts), marks=((0, PLANNED - 1),))


@pytest.mark.parametrize("late", [0.0, 0.03, -0.02])
def test_a_shifted_start_is_found_to_the_sample(late: float) -> None:
    found = Found()

    found.note(
        PLANNED, (FIRST, SECOND), played(silence(RATE + round(late * RATE)), worn(FIRST), worn(SECOND))
    )

    assert found.starts == [pytest.approx(abs(late), abs=0.6 / RATE)]
    assert (found.gaps, found.silent) == ([0], 0)


@pytest.mark.parametrize("gap", [0, 1, 7, 30, 2000])
def test_a_gap_is_counted_exactly(gap: int) -> None:
    assert gap_of(FIRST, SECOND, np.concatenate([silence(500), FIRST, silence(gap), SECOND])) == gap


def test_an_overlap_is_no_gap_but_none_is_hidden() -> None:
    mixed = np.concatenate([FIRST, silence(len(SECOND) - 9)])
    mixed[len(FIRST) - 9 :] += SECOND

    assert gap_of(FIRST, SECOND, mixed) == -9


def test_an_end_cut_short_and_a_beginning_swallowed_are_silence() -> None:
    cut, swallowed = FIRST.copy(), SECOND.copy()
    cut[-1105:], swallowed[:576] = 0, 0

    assert gap_of(FIRST, SECOND, np.concatenate([cut, SECOND])) == pytest.approx(1105, abs=3)
    assert gap_of(FIRST, SECOND, np.concatenate([FIRST, swallowed])) == pytest.approx(576, abs=3)


def test_another_sound_and_silence_are_not_the_sound() -> None:
    for recording in (noise(1.0, seed=3), silence(RATE), FIRST[:100]):
        with pytest.raises(NotHeard):
            place_of(FIRST, recording)


def test_a_session_that_was_not_heard_is_told() -> None:
    found = Found()

    found.note(PLANNED, (FIRST, SECOND), played(silence(2 * RATE)))

    assert (found.silent, found.starts) == (1, [])


def test_a_sample_is_due_when_its_block_came() -> None:
    pipe = liquidsoap.Pipe()
    pipe.blocks = [bytes(liquidsoap.HEADER), bytes(200), bytes(200)]
    pipe.moments = [10.0, 10.5, 11.0]

    heard = pipe.heard()

    assert len(heard.samples) == 200
    assert heard.moment(50) == pytest.approx(10.5 + 50 / RATE)
    assert heard.moment(150) == pytest.approx(11.0 + 50 / RATE)


def test_the_baseline_is_told_the_same_moments() -> None:
    text = liquidsoap.script([PLANNED], items=[Path("/a.flac")], lasts_s=5, pipe=Path("/air.wav"))

    assert "({ 11h06m40s-11h06m45s }, session0)" in text
    assert 'once(single("/a.flac"))' in text


def test_p99_of_a_few_is_the_worst_of_them() -> None:
    assert share([0.1, 0.3, 0.2], 0.99) == 0.3
    assert share([float(number) for number in range(100)], 0.5) == 49.0
    assert share([float(number) for number in range(20)], 0.95) == 18.0


def test_what_could_not_be_measured_has_no_figure() -> None:
    row = {"id": "P4-liquidsoap", "what": "not measured: no", "value": None, "unit": "s", "baseline": None}

    assert table([row]).splitlines()[1].split()[1] == "-"

"""Finding recordings in a box's files, and the right time for what a wrong clock told."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from broadcast.player.sinks import RATE
from tests.endurance.collecting import right
from tests.endurance.heard import UNKNOWN, Samples, stretches

SILENCE = np.zeros(RATE // 2, dtype=np.int16)
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)


def noise(seed: int, seconds: float = 1.0) -> Samples:
    """Return a recording that begins with a little silence, as real ones do, and has a pause within."""
    sound = np.random.default_rng(seed).integers(-9000, 9000, int(RATE * seconds)).astype(np.int16)
    sound[:50] = sound[20_000:24_000] = 0
    return sound


KNOWN = {"one": noise(1), "two": noise(2)}


def test_recordings_are_found_one_behind_the_other_and_after_a_pause() -> None:
    sound = np.concatenate([KNOWN["one"], KNOWN["two"], SILENCE, KNOWN["one"]])

    found = list(stretches(sound, KNOWN))

    assert [(each.media, round(each.at_s, 2), each.share) for each in found] == [
        ("one", 0.0, 1.0),
        ("two", 1.0, 1.0),
        ("one", 2.5, 1.0),
    ]


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_a_recording_that_was_broken_off_is_found_as_far_as_it_went(share: float) -> None:
    sound = np.concatenate([KNOWN["one"][: int(RATE * share)], SILENCE, KNOWN["two"]])

    first, second = stretches(sound, KNOWN)

    assert (first.media, second.media, second.share) == ("one", "two", 1.0)
    assert first.share == pytest.approx(share, abs=0.001)


def test_any_other_sound_is_found_to_be_unknown() -> None:
    sound = np.concatenate([KNOWN["one"], SILENCE, noise(3)])

    assert [each.media for each in stretches(sound, KNOWN)] == ["one", UNKNOWN]


def test_a_wrong_clock_is_put_right_by_what_we_know_of_it() -> None:
    clock = [(NOON, 0.0), (NOON + timedelta(seconds=60), -120.0), (NOON + timedelta(seconds=300), 0.0)]
    while_wrong, later = NOON + timedelta(seconds=71), NOON + timedelta(seconds=311)

    assert right(NOON - timedelta(seconds=50), clock, about=while_wrong) == NOON + timedelta(seconds=70)
    assert right(NOON + timedelta(seconds=310), clock, about=later) == NOON + timedelta(seconds=310)

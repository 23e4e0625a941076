"""The house voice as it sounds: the same every time, within full scale, six tones; its worker comes and goes."""

import os
import signal
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from broadcast.speech.house import HouseVoice, network
from broadcast.speech.voice import Clip, SentenceRefused, VoiceUnavailable

pytestmark = pytest.mark.skipif(
    bool(network.missing(network.PREPARING)), reason="the house voice is not installed"
)
GREETING = "Kính chào bà con."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the parts are kept: cut by the first test that speaks, as on a machine without set-up."""
    return tmp_path_factory.mktemp("house") / "parts"


@pytest.fixture(scope="module")
def speaker(folder: Path) -> Iterator[HouseVoice]:
    made = HouseVoice(folder=folder)
    yield made
    made.close()


def melody(clip: Clip) -> NDArray[np.float64]:
    """Return the pitch in Hz at six moments of the louder part of a word, by autocorrelation."""
    sound = clip.samples.astype(np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(sound, 960)[::240]
    loud = windows[np.sqrt((windows**2).mean(axis=1)) > np.abs(sound).max() / 12]
    moments = np.linspace(len(loud) * 0.3, len(loud) * 0.95, 6).astype(int)
    return np.array([_hertz(loud[each], clip.rate) for each in moments])


def _hertz(window: NDArray[np.float64], rate: int) -> float:
    centred = window - window.mean()
    likeness = np.correlate(centred, centred, "full")[len(centred) - 1 :]
    least, most = rate // 400, rate // 90
    return float(rate / (least + likeness[least:most].argmax()))


def test_a_sentence_becomes_sound_at_an_announcers_pace(speaker: HouseVoice) -> None:
    clip = speaker.speak(GREETING)

    assert clip.rate == 24_000
    assert 0.8 < clip.duration_s < 1.6


def test_the_same_sentence_gives_the_same_samples_even_from_another_worker(speaker: HouseVoice) -> None:
    first = speaker.speak(GREETING)
    speaker.close()

    assert np.array_equal(speaker.speak(GREETING).samples, first.samples)


def test_nothing_is_clipped(speaker: HouseVoice) -> None:
    clip = speaker.speak("Ủy ban nhân dân xã thông báo: mời bà con đến họp!")

    peak = int(np.abs(clip.samples.astype(np.int32)).max())
    assert 0.3 * 32768 < peak <= 0.9 * 32768


def test_the_six_tones_are_heard(speaker: HouseVoice) -> None:
    heard = {word: melody(speaker.speak(word)) for word in ("ma", "mà", "má", "mả", "mã", "mạ")}

    for one, other in combinations(heard, 2):
        assert np.abs(12 * np.log2(heard[one] / heard[other])).sum() > 1.5, (one, other)
    assert heard["má"].max() > heard["ma"].max() > heard["mà"].max()


def test_a_man_speaks_lower_than_a_woman(folder: Path, speaker: HouseVoice) -> None:
    man = HouseVoice("house-male", folder=folder)

    assert np.median(melody(man.speak("ma"))) < 0.75 * np.median(melody(speaker.speak("ma")))
    man.close()


def test_a_worker_that_was_killed_is_replaced(speaker: HouseVoice) -> None:
    speaker.speak("Một.")
    worker = speaker.worker_pid
    assert worker
    os.kill(worker, signal.SIGKILL)

    assert speaker.speak("Hai.").duration_s > 0.2
    assert speaker.worker_pid != worker


def test_an_idle_worker_leaves_its_memory_and_the_next_sentence_speaks(
    folder: Path, speaker: HouseVoice
) -> None:
    speaker.speak("Một.")  # the parts are cut now
    short = HouseVoice(folder=folder, idle_s=0.05)
    short.speak("Một.")
    process = short._child._process
    assert process
    process.wait(10)

    assert short.speak("Hai.").duration_s > 0.2
    short.close()


@pytest.mark.parametrize("sentence", ["", " … ", "—"])
def test_a_sentence_without_words_is_refused(speaker: HouseVoice, sentence: str) -> None:
    with pytest.raises(SentenceRefused):
        speaker.speak(sentence)


def test_parts_that_cannot_be_cut_leave_the_word_to_espeak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    lost = HouseVoice(folder=tmp_path / "file" / "parts")

    with pytest.raises(VoiceUnavailable, match="espeak đọc thay"):
        lost.speak("Một.")

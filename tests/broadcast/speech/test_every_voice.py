"""What every voice behind the port promises."""

import unicodedata

import numpy as np
import pytest

from broadcast.speech.voice import SentenceRefused, Voice
from tests.broadcast.speech.conftest import SENTENCE

STAY_HERE = {"house-female", "espeak", "piper-thu", "silent"}
DURATIONS = (
    # spoken text, at least, at most (seconds)
    ("Xin chào.", 0.4, 2.0),
    ("Hai nghìn không trăm hai mươi sáu.", 1.2, 5.0),
    (SENTENCE, 3.0, 11.0),
    ("Đề nghị các hộ gia đình chấp hành nghiêm túc, " * 6, 12.0, 45.0),
)


@pytest.mark.parametrize(("text", "least", "most"), DURATIONS)
def test_a_sentence_lasts_about_as_long_as_a_person_takes(
    any_voice: Voice, text: str, least: float, most: float
) -> None:
    clip = any_voice.speak(text)

    assert least <= clip.duration_s <= most
    assert clip.samples.dtype == np.int16 and clip.samples.ndim == 1


@pytest.mark.parametrize("rate", [0.75, 1.25])
def test_a_rate_is_obeyed_without_changing_the_words(any_voice: Voice, rate: float) -> None:
    usual = any_voice.speak(SENTENCE)
    paced = any_voice.speak(SENTENCE, rate=rate)

    assert paced.duration_s == pytest.approx(usual.duration_s / rate, rel=0.15)
    assert paced.rate == usual.rate


def test_the_version_is_told_because_caches_depend_on_it(any_voice: Voice) -> None:
    assert any_voice.version


def test_speech_is_neither_silent_nor_clipped(any_voice: Voice) -> None:
    loudest = int(np.abs(any_voice.speak(SENTENCE).samples.astype(int)).max())

    assert 300 < loudest < 32_767


def test_decomposed_letters_sound_like_composed_ones(any_voice: Voice) -> None:
    composed = any_voice.speak(unicodedata.normalize("NFC", SENTENCE))
    decomposed = any_voice.speak(unicodedata.normalize("NFD", SENTENCE))

    assert decomposed.duration_s == pytest.approx(composed.duration_s, rel=0.02)
    assert _energy(decomposed.samples) == pytest.approx(_energy(composed.samples), rel=0.05)


@pytest.mark.parametrize("wordless", ["", "   \n", "…", "--- * ---", "\0"])
def test_what_has_no_word_is_refused(any_voice: Voice, wordless: str) -> None:
    with pytest.raises(SentenceRefused):
        any_voice.speak(wordless)


def test_control_characters_do_not_cut_the_sentence(any_voice: Voice) -> None:
    clean = any_voice.speak("Một hai ba bốn năm.")
    soiled = any_voice.speak("Một hai\0 ba\x1b bốn\r\n năm.")

    assert soiled.duration_s == pytest.approx(clean.duration_s, rel=0.05)


def test_every_voice_has_a_vietnamese_label(any_voice: Voice) -> None:
    assert any_voice.label.startswith("Giọng ")
    assert any_voice.synthetic
    assert any_voice.leaves_machine == (any_voice.name not in STAY_HERE)


def _energy(samples: np.ndarray[tuple[int], np.dtype[np.int16]]) -> float:
    return float(np.square(samples.astype(float)).mean())

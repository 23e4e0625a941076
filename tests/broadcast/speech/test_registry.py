"""The voices by name, and plain sentences spoken by the first of a chain that can."""

from pathlib import Path

import pytest

from broadcast.speech import Line, SentenceCache, Terms, VoiceUnavailable, names, speak_lines, voice

SCRIPT = [Line(words=each) for each in ("Kính thưa bà con.", "Hôm nay họp thôn.", "Xin cảm ơn.")]


def test_the_voices_are_known_by_name() -> None:
    assert {"house-female", "house-male", "espeak", "google", "silent"} <= set(names())
    assert [voice(name).name for name in names()] == list(names())


def test_the_same_name_gives_the_same_voice() -> None:
    assert voice("espeak") is voice("espeak")


def test_every_sentence_gets_its_clip_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    terms = Terms(progress=lambda done, total: told.append((done, total)))

    spoken = speak_lines(SCRIPT, chain=[["silent"]], terms=terms)

    assert len(spoken.clips) == 3
    assert (spoken.voice, spoken.fallbacks) == ("silent", ())
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_with_a_folder_the_sentences_are_kept(tmp_path: Path) -> None:
    speak_lines(SCRIPT, chain=[["silent"]], terms=Terms(cache=SentenceCache(tmp_path)))

    assert len(list(tmp_path.glob("*/*"))) == len(SCRIPT)


def test_without_any_voice_the_operator_is_told() -> None:
    with pytest.raises(VoiceUnavailable, match="Chưa chọn giọng đọc nào"):
        speak_lines(SCRIPT, chain=[], terms=Terms())


def test_an_unknown_voice_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        speak_lines(SCRIPT, chain=[["nobody"]], terms=Terms())

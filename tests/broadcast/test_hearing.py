"""A few words are said at once, kept, and refused with a reason."""

from pathlib import Path

import pytest
from pytest_django import Settings

from broadcast import hearing
from broadcast.speech import VoiceUnavailable
from broadcast.speech.house import HouseVoice


def test_words_become_a_sound_that_is_made_once(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = hearing.say("Mời  bà con.")
    made = hearing.sound(name).stat().st_mtime_ns
    assert hearing.sound(name).stat().st_size > 1000

    monkeypatch.setattr(hearing, "_make", None)

    assert hearing.say("Mời bà con.") == name
    assert hearing.sound(name).stat().st_mtime_ns == made


@pytest.mark.parametrize("words", ["", " ", "…", "a" * 601])
def test_what_cannot_be_said_is_refused(files: Path, words: str) -> None:
    with pytest.raises(hearing.NotHeard):
        hearing.say(words)


def test_a_voice_that_fails_is_told_in_plain_words(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_asked: object) -> None:
        raise VoiceUnavailable("x")

    monkeypatch.setattr(hearing, "_make", fail)

    with pytest.raises(hearing.NotHeard):
        hearing.say("Mời bà con.")


def test_the_oldest_sounds_go_first(files: Path) -> None:
    for number in range(3):
        file = hearing.sound(f"{number}" * 64)
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x")

    hearing.prune(most=1)

    assert len(list((files / "broadcast" / "heard").glob("*/*.mp3"))) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ""])
def test_only_our_own_names_lead_to_files(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        hearing.sound(name)


def test_when_the_house_voice_fails_espeak_is_heard(
    files: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("Đĩa đầy.")

    settings.OFFLINE_VOICE = "house-female"
    monkeypatch.setattr(HouseVoice, "speak", fail)

    assert hearing.sound(hearing.say("Mời bà con ra nhà văn hóa.")).stat().st_size > 1000

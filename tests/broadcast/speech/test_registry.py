"""A whole script by one voice, and the way down the chain when a voice fails."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from broadcast.speech import Clip, SentenceRefused, VoiceUnavailable, names, speak_all, voice
from broadcast.speech.google import GoogleVoice
from broadcast.speech.registry import spoken_by
from broadcast.speech.silent import SilentVoice
from tests.servers.google_voice import Service

SCRIPT = ("Kính thưa bà con.", "Hôm nay họp thôn.", "Xin cảm ơn.")


@dataclass
class Failing:
    """Speaks like the silent voice until sentence number ``last``, then fails."""

    last: int
    fault: Exception
    name: str = "failing"
    label: str = "Giọng hỏng"
    synthetic: bool = True
    leaves_machine: bool = False
    spoken: list[str] = field(default_factory=list)

    def speak(self, sentence: str) -> Clip:
        if len(self.spoken) == self.last:
            raise self.fault
        self.spoken.append(sentence)
        return SilentVoice().speak(sentence)


@pytest.fixture
def ticking() -> Iterator[list[float]]:
    yield [0.0]


def test_the_voices_are_known_by_name() -> None:
    assert names() == ("house-female", "house-male", "espeak", "google", "silent")
    assert [voice(name).name for name in names()] == list(names())


def test_the_same_name_gives_the_same_voice() -> None:
    assert voice("espeak") is voice("espeak")


def test_every_sentence_gets_its_clip_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    spoken = speak_all(SCRIPT, chain=["silent"], progress=lambda done, total: told.append((done, total)))

    assert len(spoken.clips) == 3
    assert (spoken.voice, spoken.fallbacks) == ("silent", ())
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_when_google_fails_half_way_the_next_voice_speaks_all_of_it(
    google: GoogleVoice, service: Service
) -> None:
    service.then("ok", *["broken"] * 8)

    spoken = spoken_by([google, SilentVoice()], SCRIPT)

    assert spoken.voice == "silent"
    assert {clip.rate for clip in spoken.clips} == {22_050}
    assert spoken.fallbacks == ("Giọng Google (cần mạng): Dịch vụ giọng đọc Google đang lỗi.",)


def test_a_refused_sentence_is_named_and_the_next_voice_tried() -> None:
    picky = Failing(last=1, fault=SentenceRefused("Không đọc được câu này."))

    spoken = spoken_by([picky, SilentVoice()], SCRIPT)

    assert spoken.voice == "silent"
    assert "Hôm nay họp thôn." in spoken.fallbacks[0]


def test_a_voice_that_is_too_slow_for_the_script_is_left(ticking: list[float]) -> None:
    slow = Failing(last=99, fault=RuntimeError())

    def clock() -> float:
        ticking[0] += 40
        return ticking[0]

    spoken = spoken_by([slow, SilentVoice()], SCRIPT, most_s=60, clock=clock)

    assert spoken.voice == "silent"
    assert "quá nhiều thời gian" in spoken.fallbacks[0]


def test_when_no_voice_is_left_all_reasons_are_told() -> None:
    first = Failing(last=0, fault=VoiceUnavailable("Lỗi một."))
    second = Failing(last=2, fault=VoiceUnavailable("Lỗi hai."))

    with pytest.raises(VoiceUnavailable, match=r"Lỗi một\..*Lỗi hai\."):
        spoken_by([first, second], SCRIPT)


def test_without_any_voice_the_operator_is_told() -> None:
    with pytest.raises(VoiceUnavailable, match="Chưa chọn giọng đọc nào"):
        speak_all(SCRIPT, chain=[])


def test_a_line_without_words_is_a_moment_of_silence() -> None:
    spoken = speak_all(["Một.", "* * *", "Hai."], chain=["silent"])

    assert len(spoken.clips) == 3
    assert not spoken.clips[1].samples.any()


def test_an_unknown_voice_is_an_error_of_the_caller() -> None:
    with pytest.raises(KeyError):
        speak_all(SCRIPT, chain=["nobody"])

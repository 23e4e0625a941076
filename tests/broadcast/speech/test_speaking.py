"""A whole script by one cast, the way down the chain when it fails, the cache, the budget and the turns."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from broadcast.speech.cache import SentenceCache
from broadcast.speech.delivery import Delivery, Profile
from broadcast.speech.google import GoogleVoice
from broadcast.speech.script import Line, in_turns
from broadcast.speech.silent import SilentVoice
from broadcast.speech.speaking import Budget, NobodySpoke, Terms, spoken_by
from broadcast.speech.voice import Clip, SentenceRefused, VoiceUnavailable
from tests.servers.google_voice import Service

SCRIPT = [Line(words=words) for words in ("Kính thưa bà con.", "Hôm nay họp thôn.", "Xin cảm ơn.")]


@dataclass
class Told:
    """Speaks like the silent voice and remembers what; fails at sentence number ``last``."""

    last: int = 999
    fault: Exception = field(default_factory=RuntimeError)
    name: str = "told"
    label: str = "Giọng hỏng"
    version: str = "1"
    synthetic: bool = True
    leaves_machine: bool = False
    said: list[str] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        if len(self.said) == self.last:
            raise self.fault
        self.said.append(sentence)
        self.rates.append(rate)
        return SilentVoice().speak(sentence, rate=rate)


def test_when_google_fails_half_way_the_next_voice_speaks_all_of_it(
    google: GoogleVoice, service: Service
) -> None:
    service.then("ok", *["broken"] * 8)

    spoken = spoken_by([[google], [SilentVoice()]], SCRIPT)

    assert spoken.voice == "silent"
    assert {clip.rate for clip in spoken.clips} == {22_050}
    assert spoken.fallbacks == (
        "Giọng Google (cần mạng): Dịch vụ giọng đọc Google đang lỗi. (câu 2/3: “Hôm nay họp thôn.”)",
    )


def test_a_refused_sentence_is_named_and_the_next_voice_tried() -> None:
    picky = Told(last=1, fault=SentenceRefused("Không đọc được câu này."))

    spoken = spoken_by([[picky], [SilentVoice()]], SCRIPT)

    assert spoken.voice == "silent"
    assert "Hôm nay họp thôn." in spoken.fallbacks[0]


def test_a_voice_that_is_too_slow_for_the_script_is_left() -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += 40
        return now[0]

    spoken = spoken_by([[Told()], [SilentVoice()]], SCRIPT, Terms(budget=Budget(most_s=60), clock=clock))

    assert spoken.voice == "silent"
    assert "quá nhiều thời gian" in spoken.fallbacks[0]


def test_a_service_gets_no_more_sentences_than_a_take_may_cost(tmp_path: Path) -> None:
    service = Told(leaves_machine=True)
    terms = Terms(budget=Budget(most_sent=2), cache=SentenceCache(tmp_path))

    first = spoken_by([[service], [SilentVoice()]], SCRIPT, terms)
    second = spoken_by([[service], [SilentVoice()]], SCRIPT, terms)

    assert (first.voice, len(first.fallbacks)) == ("silent", 1)
    assert "đủ số câu" in first.fallbacks[0]
    assert second.voice == "told"  # two were kept, one was sent
    assert len(service.said) == 3


def test_when_no_voice_is_left_all_reasons_are_told_and_the_sentence_is_named() -> None:
    first = Told(last=0, fault=VoiceUnavailable("Lỗi một."))
    second = Told(last=2, fault=VoiceUnavailable("Lỗi hai."))

    with pytest.raises(NobodySpoke, match=r"Lỗi một\..*Lỗi hai\.") as nobody:
        spoken_by([[first], [second]], SCRIPT)

    assert nobody.value.sentence == "Xin cảm ơn."
    assert len(nobody.value.reasons) == 2


def test_a_line_without_words_is_a_moment_of_silence() -> None:
    spoken = spoken_by([[SilentVoice()]], [SCRIPT[0], Line(words="* * *"), SCRIPT[1]])

    assert len(spoken.clips) == 3
    assert not spoken.clips[1].samples.any()


@pytest.mark.parametrize("name", ["espeak", "google", "silent"])
def test_one_changed_sentence_is_one_sentence_made_anew(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    voice = SilentVoice() if name == "silent" else request.getfixturevalue(name)
    terms = Terms(cache=SentenceCache(tmp_path))
    before = spoken_by([[voice]], SCRIPT, terms)
    speak, said = voice.speak, []

    def spoken(sentence: str, *, rate: float) -> Clip:
        said.append(sentence)
        return speak(sentence, rate=rate)

    monkeypatch.setattr(voice, "speak", spoken)
    changed = [SCRIPT[0], Line(words="Ngày mai họp thôn."), SCRIPT[2]]

    after = spoken_by([[voice]], changed, terms)

    assert said == ["Ngày mai họp thôn."]
    assert np.array_equal(before.clips[0].samples, after.clips[0].samples)


def test_two_voices_take_turns_with_the_paragraphs() -> None:
    her, him = Told(name="her"), Told(name="him")
    lines = in_turns([[["Một.", "Hai."], ["Ba."], ["Bốn."]]])

    spoken = spoken_by([[her, him]], lines)

    assert (her.said, him.said) == (["Một.", "Hai.", "Bốn."], ["Ba."])
    assert spoken.voice == "her+him"
    assert [line.ends_paragraph for line in lines] == [False, True, True, True]


def test_where_there_are_items_they_take_turns_with_these() -> None:
    her, him = Told(name="her"), Told(name="him")

    spoken_by([[her, him]], in_turns([[["Một."], ["Hai."]], [["Ba."], ["Bốn."]]]))

    assert (her.said, him.said) == (["Một.", "Hai."], ["Ba.", "Bốn."])


def test_when_one_of_two_fails_another_speaks_all_of_it() -> None:
    him = Told(last=0, fault=VoiceUnavailable("Hỏng."))

    spoken = spoken_by([[Told(), him], [SilentVoice()]], in_turns([[["Một."], ["Hai."]]]))

    assert (spoken.voice, len(spoken.clips)) == ("silent", 2)


def test_the_rate_reaches_the_voice() -> None:
    told = Told()

    spoken_by([[told]], SCRIPT, Terms(delivery=Delivery(rate=0.8)))

    assert told.rates == [0.8] * 3


def test_where_it_echoes_each_phrase_is_spoken_alone_with_silence_between() -> None:
    told = Told()
    line = Line(words="Sáng mai, bảy giờ, họp thôn.")

    spoken = spoken_by([[told]], [line], Terms(delivery=Delivery(profile=Profile.ECHO_SAFE)))

    assert told.said == ["Sáng mai,", "bảy giờ,", "họp thôn."]
    quiet = spoken.clips[0].samples == 0
    assert quiet.sum() / spoken.clips[0].rate >= 2 * 0.45


def test_the_pause_at_a_comma_is_the_station_s() -> None:
    line = [Line(words="Sáng mai, họp thôn.")]
    usual = spoken_by([[SilentVoice()]], line).clips[0].duration_s

    slower = spoken_by([[SilentVoice()]], line, Terms(delivery=Delivery(comma_pause_s=0.5))).clips[0]

    assert slower.duration_s == pytest.approx(usual + 0.5, abs=0.1)


def test_a_kept_phrase_serves_every_pause(tmp_path: Path) -> None:
    told = Told()
    terms = Terms(delivery=Delivery(comma_pause_s=0.2), cache=SentenceCache(tmp_path))
    line = [Line(words="Sáng mai, họp thôn.")]
    spoken_by([[told]], line, terms)

    spoken_by([[told]], line, replace(terms, delivery=Delivery(comma_pause_s=0.6)))

    assert len(told.said) == 2

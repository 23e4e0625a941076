"""The machine's second hearing: what would change the meaning is shown, what a mishearing explains is not."""

import importlib.util
from dataclasses import dataclass, field

import numpy as np
import pytest

from broadcast.speech import recogniser, voice
from broadcast.speech.recogniser import VietAsr
from broadcast.speech.second_hearing import Doubt, HearingUnavailable, compared, listen
from broadcast.speech.voice import Clip

CLIP = Clip(samples=np.zeros(1600, dtype=np.int16), rate=16_000)


@dataclass
class Fake:
    """Hears what it was told to."""

    words: list[str]
    asked: list[Clip] = field(default_factory=list)

    def hear(self, clip: Clip) -> str:
        self.asked.append(clip)
        return self.words[len(self.asked) - 1]


@pytest.mark.parametrize(
    ("said", "heard", "doubt", "message"),
    [
        (
            "Họp lúc bảy giờ ba mươi phút.",
            "họp lúc tám giờ ba mươi phút",
            Doubt.DATE,
            "Máy nghe ra ngày giờ khác: “bảy” thành “tám”.",
        ),
        (
            "Mức hỗ trợ là một triệu hai trăm nghìn đồng.",
            "mức hỗ trợ là một triệu hai nghìn đồng",
            Doubt.NUMBER,
            "Máy nghe ra con số khác: “trăm” thành “…”.",
        ),
        (
            "Mời bà con thôn Đông đến họp.",
            "mời bà con thôn đồng đến họp",
            Doubt.PLACE,
            "Máy nghe ra địa danh khác: “Đông” thành “đồng”.",
        ),
        (
            "Bà con không chuyển tiền cho người lạ.",
            "bà con chuyển tiền cho người lạ",
            Doubt.NUMBER,
            "Máy nghe ra con số khác: “không” thành “…”.",
        ),
        (
            "Cấm đốt rơm rạ ngoài đồng.",
            "đốt rơm rạ ngoài đồng",
            Doubt.LOST,
            "Máy không nghe thấy “Cấm”.",
        ),
        (
            "Có bảy con lợn.",
            "có bảy hai con lợn",
            Doubt.NUMBER,
            "Máy nghe ra con số khác: “Có bảy” thành “Có bảy hai”.",
        ),
    ],
)
def test_what_changes_the_meaning_is_shown(said: str, heard: str, doubt: Doubt, message: str) -> None:
    (finding,) = compared(said, heard)

    assert (finding.doubt, finding.message) == (doubt, message)


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("Sáng mai có mưa dông.", "sáng mai có mưa giông"),
        ("Ngày mồng một, hai mươi tư hộ.", "ngày mùng một hai mươi bốn hộ"),
        ("Giá một nghìn đồng.", "giá một ngàn đồng"),
        ("Phun thuốc trừ sâu.", "phun thuốc chừ xâu"),
    ],
)
def test_what_a_mishearing_explains_is_not(said: str, heard: str) -> None:
    assert compared(said, heard) == []


def test_a_script_is_heard_sentence_by_sentence() -> None:
    fake = Fake(words=["kính chào bà con", "họp lúc chín giờ"])

    findings = listen(["Kính chào bà con.", "Họp lúc tám giờ."], [CLIP, CLIP], fake)

    assert [(each.sentence, each.said, each.heard) for each in findings] == [(1, "tám", "chín")]


def test_a_machine_without_the_recogniser_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "find_spec", lambda _name: None)

    with pytest.raises(HearingUnavailable, match=r"không có bộ nghe lại .* nghe lại bản thu"):
        VietAsr().hear(CLIP)


def test_a_recogniser_that_does_not_run_is_told() -> None:
    broken = VietAsr(command=("false",))

    with pytest.raises(HearingUnavailable, match="không chạy được"):
        broken.hear(CLIP)
    broken.close()


@pytest.mark.skipif(importlib.util.find_spec("vietasr") is None, reason="no recogniser on this machine")
def test_the_real_recogniser_hears_words_in_real_speech() -> None:
    hearing = VietAsr()
    clip = voice("espeak").speak("Không, một, hai, ba, bốn, năm.")

    heard = hearing.hear(clip)

    assert len(heard.split()) >= 2
    hearing.close()

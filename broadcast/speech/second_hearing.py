"""A machine's second hearing: sentences in which a recogniser heard other numbers, dates, places, or lost a word.

A help for the operator, never a gate: the recogniser mishears one word in four of a made voice, so only what would
change the meaning of an announcement is shown; other words heard otherwise are not.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

from broadcast.audio.clip import Clip

_NUMBERS = {
    *("không", "một", "mốt", "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "bẩy", "tám", "chín"),
    *(
        "mười",
        "mươi",
        "trăm",
        "nghìn",
        "ngàn",
        "triệu",
        "tỷ",
        "tỉ",
        "linh",
        "lẻ",
        "rưỡi",
        "phẩy",
        "mồng",
        "mùng",
    ),
}
_SAME = {"mốt": "một", "tư": "bốn", "lăm": "năm", "bẩy": "bảy", "ngàn": "nghìn", "tỉ": "tỷ", "lẻ": "linh"}
_SAME |= {"mùng": "mồng"}
_DATES = {"ngày", "tháng", "giờ", "phút", "thứ", "tuần", "quý"}
_PLACES = {"xã", "thôn", "xóm", "phường", "huyện", "tỉnh", "ấp", "bản", "tổ", "khu", "đường", "chợ", "cầu"}
_AROUND = 2


class Doubt(StrEnum):
    """What the recogniser heard otherwise."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    LOST = "lost"


SAYINGS = {
    Doubt.NUMBER: "Máy nghe ra con số khác: “{said}” thành “{heard}”.",
    Doubt.DATE: "Máy nghe ra ngày giờ khác: “{said}” thành “{heard}”.",
    Doubt.PLACE: "Máy nghe ra địa danh khác: “{said}” thành “{heard}”.",
    Doubt.LOST: "Máy không nghe thấy “{said}”.",
}


class HearingUnavailable(Exception):
    """No recogniser on this machine; the message is a Vietnamese sentence for the operator."""


class Recogniser(Protocol):
    """Writes down what it hears."""

    def hear(self, clip: Clip) -> str:
        """Return the words of a clip, or raise ``HearingUnavailable``."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One place in one sentence that a person should listen to."""

    sentence: int
    """Its number in the script, from 0."""
    doubt: Doubt
    said: str
    heard: str

    @property
    def message(self) -> str:
        """What the operator reads, in Vietnamese."""
        return SAYINGS[self.doubt].format(said=self.said, heard=self.heard or "…")


def listen(sentences: Sequence[str], clips: Sequence[Clip], recogniser: Recogniser) -> list[Finding]:
    """Return the doubtful places of a recording, one clip for each sentence."""
    findings: list[Finding] = []
    for number, (sentence, clip) in enumerate(zip(sentences, clips, strict=True)):
        findings += compared(sentence, recogniser.hear(clip), number=number)
    return findings


def compared(said: str, heard: str, *, number: int = 0) -> list[Finding]:
    """Return where what was heard says something else than the sentence."""
    wanted, got = _words(said), _words(heard)
    matcher = SequenceMatcher(
        a=[_key(each) for each in wanted], b=[_key(each) for each in got], autojunk=False
    )
    findings = []
    for kind, start, end, from_, to in matcher.get_opcodes():
        if kind == "equal":
            continue
        doubt = _doubt(wanted, start, end, got[from_:to])
        if doubt:
            spoken, taken = wanted[start:end], got[from_:to]
            around = wanted[max(start - _AROUND, 0) : start] if not spoken else []
            findings.append(
                Finding(
                    sentence=number,
                    doubt=doubt,
                    said=" ".join(around + spoken),
                    heard=" ".join(around + taken),
                )
            )
    return findings


def _doubt(wanted: Sequence[str], start: int, end: int, heard: Sequence[str]) -> Doubt | None:
    """Return what kind of difference this is; None when it is one that a mishearing explains."""
    said = wanted[start:end]
    around = wanted[max(start - _AROUND, 0) : end + _AROUND]
    if _NUMBERS & {word.lower() for word in (*said, *heard)}:
        is_dated = bool(_DATES & {word.lower() for word in around})
        return Doubt.DATE if is_dated else Doubt.NUMBER
    if _DATES & {word.lower() for word in said}:
        return Doubt.DATE
    if start and any(word[:1].isupper() for word in said) and _is_place(wanted, start):
        return Doubt.PLACE
    return Doubt.LOST if len(heard) < len(said) and said else None


def _is_place(wanted: Sequence[str], start: int) -> bool:
    """Tell whether a name follows a word such as xã or thôn."""
    return any(word.lower() in _PLACES for word in wanted[max(start - _AROUND - 1, 0) : start])


def _words(text: str) -> list[str]:
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if sign.isalnum() else " " for sign in composed).split()


def _key(word: str) -> str:
    low = word.lower()
    return _SAME.get(low, low)

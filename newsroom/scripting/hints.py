"""Hints while writing for the ear: what a listener cannot follow, why, and the sentence mended where that is safe."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom.scripting.cutting import sentences, words_in

MOST_WORDS, LEAST_WORDS = 25, 5
MESSAGES = {
    "long": "Câu dài {number} chữ, nghe một lần khó nhớ. Nên tách thành câu ngắn, mỗi câu một ý.",
    "numbers": "Nhiều con số đi liền nhau, người nghe không kịp nhớ. Nên ngắt để giọng đọc nghỉ giữa các số.",
    "brackets": "Phần trong ngoặc nghe không ra là phần phụ. Nên nói thành lời, hoặc bỏ đi nếu không cần.",
    "table": "Bảng này không đọc hết trên loa. Nên thêm một câu nói điều bà con cần nhớ nhất trong bảng.",
}
_CUTS = re.compile(
    r"(?P<stop>;\s+(?!(?:Căn cứ|Luật|Nghị|Thông tư|Quyết định|Kế hoạch|Kết luận|Thực hiện))"
    r"|,\s+(?=(?:đồng thời|nhưng|tuy nhiên|trong đó|do đó|vì vậy|bên cạnh đó|ngoài ra|cụ thể|nếu|để|sau đó|khi)\s)"
    r"|\s+(?=(?:đồng thời|tuy nhiên|ngoài ra|bên cạnh đó)\s))"
)
_NUMBER = r"(?<![\w/.:,-])\d{1,3}(?:[.,]\d+)*(?![\w/:])%?"
_FIGURES = re.compile(rf"{_NUMBER}(?:(?:,| và|;)?(?:\s+[^\s\d,;.()]+){{0,4}}(?:,| và|;)?\s+{_NUMBER}){{2,}}")
_TIMES = re.compile(r"(?:ngày|tháng|năm|giờ|lúc|phút|điện thoại|số|khoản|điều)\s*\Z", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]{1,200})\)")
_DROPPED = re.compile(
    r"^(?:[A-ZĐ&\-]{2,12}|(?:sau đây )?(?:gọi tắt|gọi chung|viết tắt)\b.*|có .{0,40}kèm theo|kèm theo.*)$"
)
_TABLE = re.compile(r"\bBảng\b.*trang thông tin điện tử|\t|(?:[^|\n]*\|){2,}")


@dataclass(frozen=True, kw_only=True)
class Hint:
    """One suggestion about one sentence of the script; ``suggestion`` is empty where only a person can mend it."""

    code: str
    line: int
    sentence: str
    message: str
    suggestion: str

    @property
    def key(self) -> str:
        """What a refusal is remembered by: the kind of hint and the very words."""
        return hashlib.sha256(f"{self.code}\0{self.sentence}".encode()).hexdigest()[:16]


def hints_for(script: str, *, refused: frozenset[str] = frozenset()) -> list[Hint]:
    """Return the hints in the order of the script, without those that somebody refused."""
    found = (
        hint
        for number, line in enumerate(script.split("\n"))
        for sentence in sentences(line)
        for hint in _hints(number, sentence)
    )
    return [hint for hint in found if hint.key not in refused]


def taken(script: str, hint: Hint) -> str:
    """Return the script with the hint's sentence mended."""
    lines = script.split("\n")
    lines[hint.line] = lines[hint.line].replace(hint.sentence, hint.suggestion, 1)
    return "\n".join(lines)


def _hints(line: int, sentence: str) -> Iterator[Hint]:
    number = words_in(sentence)
    tries = (
        ("table", bool(_TABLE.search(sentence)), ""),
        ("long", number > MOST_WORDS, split_up(sentence)),
        ("numbers", _has_figures(sentence), rested(sentence)),
        ("brackets", bool(_BRACKET.search(sentence)), unbracketed(sentence)),
    )
    for code, applies, suggestion in tries:
        if applies:
            message = MESSAGES[code].format(number=number)
            mended = suggestion if suggestion != sentence else ""
            yield Hint(code=code, line=line, sentence=sentence, message=message, suggestion=mended)


def split_up(sentence: str) -> str:
    """Cut a long sentence where one thought ends and another begins; unchanged when there is no such place."""
    pieces, rest = list[str](), sentence
    while words_in(rest) > MOST_WORDS:
        cut = _best_cut(rest)
        if cut is None:
            break
        pieces.append(rest[: cut.start()].rstrip(" ,;") + ".")
        rest = rest[cut.end() :]
        rest = rest[:1].upper() + rest[1:]
    return " ".join([*pieces, rest])


def _best_cut(text: str) -> re.Match[str] | None:
    """Return the last place that leaves a first sentence of good length, else the first place there is."""
    cuts = [
        cut
        for cut in _CUTS.finditer(text)
        if words_in(text[: cut.start()]) >= LEAST_WORDS and words_in(text[cut.end() :]) >= LEAST_WORDS
    ]
    short = [cut for cut in cuts if words_in(text[: cut.start()]) <= MOST_WORDS]
    return short[-1] if short else cuts[0] if cuts else None


def _has_figures(sentence: str) -> bool:
    return any(not _TIMES.search(sentence[: found.start()]) for found in _FIGURES.finditer(sentence))


def rested(sentence: str) -> str:
    """Put a semicolon, at which the voice rests, in the place of a comma before the next figure."""

    def rest(found: re.Match[str]) -> str:
        if _TIMES.search(sentence[: found.start()]):
            return found[0]
        return re.sub(r",(?=\s)", ";", found[0])

    return _FIGURES.sub(rest, sentence)


def unbracketed(sentence: str) -> str:
    """Say what stands in brackets between commas; drop what is only an abbreviation or a pointer."""

    def told(found: re.Match[str]) -> str:
        inside = found["inside"].strip()
        if _DROPPED.match(inside):
            return ""
        follows = sentence[found.end() : found.end() + 1]
        return f", {inside}" + ("" if follows in ("", ".", ",", ";", ":", "!", "?") else ",")

    return _BRACKET.sub(told, sentence)

"""Slips of the pen in official documents: found and told, never silently changed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from newsroom.documents.letter import Warning
from newsroom.documents.sentences import ADVICE

Suggest = Callable[[re.Match[str]], str]


@dataclass(frozen=True, kw_only=True)
class _Rule:
    code: str
    pattern: re.Pattern[str]
    suggest: Suggest | None = None


def _single_slashes(match: re.Match[str]) -> str:
    return re.sub("/+", "/", match.group())


def _unspaced(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "", match.group())


_SIGNED_FOR = {"T/M": "TM.", "T/L": "TL.", "K/T": "KT."}
_TYPOS = (
    (re.compile(r"(?<!\w)công(?= thông tin điện tử)|(?<!\w)công(?= dịch vụ công(?!\w))"), "cổng"),
    (
        re.compile(
            r"(?<!\w)(?<!vấn )(?<!chủ )(?<!tiêu )(?<!chuyên )"
            r"đề(?= (?:đăng|phát (?:thanh|sóng|trên|hành)|thông tin chính thức)(?!\w))"
        ),
        "để",
    ),
    (re.compile(r"(?<!\w)sử lý(?!\w)"), "xử lý"),
    (re.compile(r"(?<!\w)xúc tích(?!\w)"), "súc tích"),
    (re.compile(r"(?<!\w)chuẩn đoán(?!\w)"), "chẩn đoán"),
)
_SINGLE_DOUBLES = "của|và|các|những|là|được|cho|với|để|tại|về|trong|trên|theo|đến|từ|bị|đã|sẽ|không"

_RULES = (
    _Rule(
        code="broken_date",
        pattern=re.compile(r"\d{1,2}/+\d{1,2}//+\d{2,4}|\d{1,2}//+\d{1,2}/\d{2,4}"),
        suggest=_single_slashes,
    ),
    _Rule(
        code="blank_number",
        pattern=re.compile(
            r"(?<!\w)[Ss]ố\s?:?\s?(?:\*|…{1,20}|\.{2,40}|_{1,40})?\s?[-/]\s?[A-ZĐ]{2,}[\w&]*(?:\s?[-/]\s?[A-ZĐ][\w&]*)*"
        ),
    ),
    _Rule(
        code="blank_day",
        pattern=re.compile(r"ngày[\s.…_]{0,40}(?:tháng\s?\d{1,2}\s?năm\s?\d{4}|/\s?\d{1,2}\s?/\s?\d{4})"),
    ),
    _Rule(
        code="spaced_symbol",
        pattern=re.compile(r"(?<!\w)(?:\d[\d/]{0,12}/)?[A-ZĐ]{2,8}-\s+[A-ZĐ]\w{1,8}(?!\w)"),
        suggest=_unspaced,
    ),
    _Rule(
        code="sign_form",
        pattern=re.compile(r"(?<!\w)(?:T/M|T/L|K/T)(?![\w/])"),
        suggest=lambda match: _SIGNED_FOR[match.group()],
    ),
    _Rule(
        code="double_stop",
        pattern=re.compile(r"(?<!\w)\w{1,40}\.\.(?!\.)"),
        suggest=lambda match: match.group()[:-1],
    ),
    _Rule(
        code="lost_character", pattern=re.compile("(?<![\\w\ufffd])[\\w\ufffd]{0,40}?\ufffd[\\w\ufffd]{0,40}")
    ),
    _Rule(
        code="doubled_words",
        pattern=re.compile(
            rf"(?<![\w-])(?:(\w+(?: \w+){{1,3}}) \1|({_SINGLE_DOUBLES}) \2)(?![\w-])", re.IGNORECASE
        ),
        suggest=lambda match: match.group(1) or match.group(2),
    ),
)
_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))
_ITEM_SIGN = re.compile(r"(?:^|[\s;,.])(?:[a-zđ]|\d{1,2})$")
_NEW_TONES = re.compile(r"(?<!\w)(\w*(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ]))(?!\w)", re.IGNORECASE)
_OLD_TONES = re.compile(r"(?<!\w)(\w*(?:[òóỏõọ][ae]|(?<![qQ])[ùúủũụ]y))(?!\w)", re.IGNORECASE)
_NEW_TO_OLD = {
    **dict(zip(("oà", "oá", "oả", "oã", "oạ"), ("òa", "óa", "ỏa", "õa", "ọa"), strict=True)),
    **dict(zip(("oè", "oé", "oẻ", "oẽ", "oẹ"), ("òe", "óe", "ỏe", "õe", "ọe"), strict=True)),
    **dict(zip(("uỳ", "uý", "uỷ", "uỹ", "uỵ"), ("ùy", "úy", "ủy", "ũy", "ụy"), strict=True)),
}


def find_defects(texts: Iterable[str]) -> list[Warning]:
    """Return one warning for each different slip, in reading order; it says when there are several places."""
    texts = list(texts)
    counted: Counter[tuple[str, str, str]] = Counter()
    for text in texts:
        counted.update(_in_text(text))
    warnings = [
        Warning(code=code, where=where, suggestion=suggestion, message=_message(code, times))
        for (code, where, suggestion), times in counted.items()
    ]
    return warnings + list(_mixed_tones(texts))


def _message(code: str, times: int) -> str:
    return ADVICE[code] if times == 1 else f"{ADVICE[code]} (Có {times} chỗ.)"


def _in_text(text: str) -> Iterator[tuple[str, str, str]]:
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            yield rule.code, match.group(), rule.suggest(match) if rule.suggest else ""
    for pattern, right in _TYPOS:
        for match in pattern.finditer(text):
            tail = text[match.end() :].split(" ")[1:3] if right in ("cổng", "để") else []
            yield "likely_typo", " ".join([match.group(), *tail]), " ".join([right, *tail])
    yield from _impossible_dates(text)
    yield from _unbalanced(text)


def _impossible_dates(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _DATE.finditer(text):
        day, month, year = (int(part) for part in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            yield "impossible_date", match.group(), ""


def _unbalanced(text: str) -> Iterator[tuple[str, str, str]]:
    for opening, closing in _PAIRS:
        depth = 0
        for position, sign in enumerate(text):
            depth += (sign == opening) - (sign == closing and not _numbers_item(text, position, closing))
            if depth < 0:
                break
        if depth:
            at = position if depth < 0 else text.rfind(opening)
            yield "unbalanced", text[max(0, at - 24) : at + 25].strip(), ""


def _numbers_item(text: str, position: int, closing: str) -> bool:
    """The bracket of "a)" and "1)" has no partner."""
    return closing == ")" and bool(_ITEM_SIGN.search(text[:position][-4:]))


def _mixed_tones(texts: list[str]) -> Iterator[Warning]:
    whole = "\n".join(texts)
    old = {word.lower() for word in _OLD_TONES.findall(whole)}
    new = {word.lower() for word in _NEW_TONES.findall(whole)}
    pairs = sorted((word, _in_old_style(word)) for word in new if _in_old_style(word) in old)
    if pairs:
        yield Warning(
            code="mixed_tones",
            where="; ".join(f"{first} / {second}" for first, second in pairs),
            message=ADVICE["mixed_tones"],
        )


def _in_old_style(word: str) -> str:
    return word[:-2] + _NEW_TO_OLD.get(word[-2:], word[-2:])

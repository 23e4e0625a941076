"""Finds people's own data in a text: identity cards, private phones, bank accounts; not hotlines, not offices.

The Law on the protection of personal data (2025) asks for a reason or a consent before they are made public.
"""

import re
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from newsroom.writing_help.advice import Advice

KIND = "personal"
NEAR = 60  # letters before a number in which its label stands
LAST_PROVINCE = 96  # Circular 59/2021: identity numbers begin with the province, 001 to 096
_DIGITS = re.compile(r"(?<![\w/.,-])\+?\d(?:[ .-]?\d){7,18}(?![\w/]|[.,-]\d)")
_IDENTITY = re.compile(r"căn cước|cccd|cmnd|cmt\b|chứng minh|định danh|số giấy tờ", re.IGNORECASE)
_BANK = re.compile(
    r"số tài khoản|tài khoản|stk\b|\btk\b|[a-z]+bank\b|ngân hàng|\bbidv\b|techcom", re.IGNORECASE
)
_OPEN = re.compile(r"đường dây nóng|hotline|tổng đài|trực ban|số trực|điện thoại trực", re.IGNORECASE)
_FUND = re.compile(
    r"quỹ|mặt trận|kho bạc|chữ thập đỏ|ngân sách|uỷ ban|ủy ban|ubnd|ban vận động", re.IGNORECASE
)
_MOBILE = re.compile(r"0[35789]\d{8}")
_MONEY = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|triệu|tỷ|usd|người|m2|m²|ha\b|kg\b|tấn)", re.IGNORECASE)
_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+")


def personal_data(lines: Collection[str], *, known: Collection[str] = ()) -> list[Advice]:
    """Return what should not stand in public, each place once; ``known`` are numbers that the commune gives out."""
    offices = {digits_of(number) for number in known}
    found: dict[str, Advice] = {}
    for line in lines:
        for written, advice in _in_line(line):
            if digits_of(written) not in offices:
                found.setdefault(digits_of(written), advice)
    return list(found.values())


def digits_of(written: str) -> str:
    """Return a number without spaces and dots, a Vietnamese phone with its zero."""
    digits = re.sub(r"\D", "", written)
    return f"0{digits[2:]}" if digits.startswith("84") and len(digits) == len("84912345678") else digits


def _in_line(line: str) -> Iterator[tuple[str, Advice]]:
    for match in _DIGITS.finditer(line):
        written, before = match[0], _sentence_before(line, match.start())
        if _GROUPS.fullmatch(written) or _MONEY.match(line, match.end()):
            continue
        message = _message(written, before)
        if message:
            yield written, Advice(kind=KIND, where=written, message=message)


def _sentence_before(line: str, end: int) -> str:
    """Return what stands before a number: of the same sentence, and not more than a label is long."""
    return re.split(r"[.;!?]\s", line[max(0, end - NEAR) : end])[-1]


def _message(written: str, before: str) -> str:
    digits, labels = digits_of(written), before
    # The label that stands last is the number's own.
    label = _last(labels)
    if label == "identity" or (label != "bank" and _looks_like_identity(digits)):
        return _(
            "This looks like somebody's identity number. Leave it out, or keep only the last three digits."
        )
    if _MOBILE.fullmatch(digits) and label != "bank":
        return "" if _OPEN.search(labels) else _private_phone()
    if label == "bank":
        return "" if _FUND.search(labels) else _bank_account()
    return ""


def _last(labels: str) -> str:
    """Return what the nearest label before a number says it is."""
    ends = {
        name: max((match.end() for match in pattern.finditer(labels)), default=0)
        for name, pattern in (("identity", _IDENTITY), ("bank", _BANK), ("open", _OPEN))
    }
    nearest = max(ends, key=lambda name: ends[name])
    return nearest if ends[nearest] else ""


def _looks_like_identity(digits: str) -> bool:
    if len(digits) == len("001085012345"):
        return 1 <= int(digits[:3]) <= LAST_PROVINCE
    return len(digits) == len("145678901") and not digits.startswith("02")


def _private_phone() -> str:
    return _(
        "This looks like somebody's private phone. Ask whether it may be public, or give the office's number or the "
        "hotline instead."
    )


def _bank_account() -> str:
    return _(
        "A bank account stands here. Check the number with its owner and with the office that collects, name that "
        "office, and leave out accounts of private persons."
    )

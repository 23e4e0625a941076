"""Automatic numbers of Word lists: Word stores only formats, the labels ("a)", "II.") are counted here."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, kw_only=True)
class _Level:
    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1


def formatted(number: int, form: str) -> str:
    """Write a counter in one of Word's number formats; unknown formats are decimal."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.lower() if form == "lowerRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


class Numbering:
    """The counters of one document, asked for each paragraph in order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._abstract: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counters: dict[tuple[str, int], int] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        for abstract in root.iterchildren(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            for level in abstract.iterchildren(f"{W}lvl"):
                self._levels[name, _number(level.get(f"{W}ilvl"))] = _level(level)
        for num in root.iterchildren(f"{W}num"):
            name = num.get(f"{W}numId", "")
            self._abstract[name] = _value(num.find(f"{W}abstractNumId"))
            for override in num.iterchildren(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._restarts[name, _number(override.get(f"{W}ilvl"))] = _number(_value(start))

    def label(self, name: str, depth: int) -> str:
        """Return the label of the next paragraph of list ``name``: "-" for a bullet, "" for no list."""
        abstract = self._abstract.get(name)
        if abstract is None:
            return ""
        level = self._levels.get((abstract, depth), _Level())
        if level.form in ("bullet", "none"):
            return "-" if level.form == "bullet" else ""
        self._count(name, abstract, depth)
        return _PLACE.sub(lambda match: self._place(abstract, int(match.group(1)) - 1), level.pattern)

    def _count(self, name: str, abstract: str, depth: int) -> None:
        level = self._levels.get((abstract, depth), _Level())
        restart = self._restarts.pop((name, depth), None)
        current = self._counters.get((abstract, depth), level.start - 1)
        self._counters[abstract, depth] = restart if restart is not None else current + 1
        deeper = [key for key in self._counters if key[0] == abstract and key[1] > depth]
        for key in deeper:
            del self._counters[key]

    def _place(self, abstract: str, depth: int) -> str:
        level = self._levels.get((abstract, depth), _Level())
        return formatted(self._counters.get((abstract, depth), level.start), level.form)


def list_of(holders: Iterable[Any]) -> tuple[str, int]:
    """Return (list name, depth) of the first paragraph or style properties that set one."""
    for holder in holders:
        numbers = holder.find(f"{W}numPr") if holder is not None else None
        if numbers is not None:
            return _value(numbers.find(f"{W}numId")), _number(_value(numbers.find(f"{W}ilvl")))
    return "", 0


def _level(level: Any) -> _Level:
    return _Level(
        form=_value(level.find(f"{W}numFmt")) or "decimal",
        pattern=_value(level.find(f"{W}lvlText")),
        start=_number(_value(level.find(f"{W}start")), default=1),
    )


def _value(element: Any | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _number(text: str | None, *, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() else default

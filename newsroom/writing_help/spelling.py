"""Names and words of the house dictionary in a text: those written otherwise than the commune writes them."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from newsroom.derivation import without_marks
from newsroom.ready import HouseWord
from newsroom.writing_help.advice import Advice

KIND = "word"
LEAST_LETTERS = 5  # shorter names look like too many other words


def misspelled(lines: Collection[str], words: Sequence[HouseWord]) -> list[Advice]:
    """Return the names that are written without their marks, with other marks, or small."""
    text = unicodedata.normalize("NFC", "\n".join(lines))
    plain = without_marks(text).lower()
    if len(plain) != len(text):  # a letter that has no plain form of one letter: places would not agree
        return []
    found: dict[str, Advice] = {}
    right = {word.written for word in words}
    for word in words:
        if word.is_name and len(word.written) >= LEAST_LETTERS:
            for where in _otherwise(word.written, text, plain):
                if where not in right:
                    found.setdefault(where, _advice(where, word.written))
    return list(found.values())


def _otherwise(name: str, text: str, plain: str) -> Iterator[str]:
    looked_for = re.escape(without_marks(name).lower())
    for match in re.finditer(rf"(?<!\w){looked_for}(?!\w)", plain):
        where = text[match.start() : match.end()]
        if _is_the_name(where, name):
            yield where


def _is_the_name(where: str, name: str) -> bool:
    """Whether it means the name and is written otherwise: “đồng hồ” is a clock, and “ĐÔNG HỒ” stands in a heading."""
    if where == name or where == name.upper():
        return False
    same_but_small = where.casefold() == name.casefold()
    has_no_marks = where.isascii() and not name.isascii()
    is_capital = where.istitle() and name.istitle()
    return same_but_small or has_no_marks or is_capital


def _advice(where: str, name: str) -> Advice:
    message = _("The house dictionary writes “%(name)s”. Correct it, unless something else is meant.")
    return Advice(kind=KIND, where=where, message=message % {"name": name})


def used(lines: Collection[str], words: Sequence[HouseWord]) -> list[HouseWord]:
    """Return the words of the house dictionary that stand in the text, as it says them on the air."""
    text = unicodedata.normalize("NFC", "\n".join(lines))
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word.written)}(?!\w)", text)]

"""What a file holds before it is understood: lines, gaps between them, and grids of cells."""

import re
import unicodedata
from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a text file, or one paragraph of a Word file (then ``whole``: it is never wrapped).

    ``level`` is the level of a Word heading style, 0 for none; ``marker`` Word's automatic number or
    bullet.
    """

    text: str
    whole: bool = False
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One or more empty lines, or the edge of a cell."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table as found; a cell keeps its line breaks."""

    rows: tuple[tuple[str, ...], ...]


Piece = Line | Gap | Grid

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]{0,2000}?[^\s*])\1(?![\w*])")


def clean(text: str) -> str:
    """Return NFC text without invisible and control characters, spaces single; line breaks become spaces."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(text.split())


def cleaned(line: Line) -> Line:
    """Return the line with its text cleaned and paired emphasis stars removed."""
    return replace(line, text=_EMPHASIS.sub(r"\2", clean(line.text)))


def is_upper(text: str) -> bool:
    """Tell whether the text is written in capitals only (and has letters at all)."""
    return text.upper() == text and text.lower() != text

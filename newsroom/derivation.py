"""The script and the board text that follow from the web text until somebody edits them."""

import hashlib
import unicodedata
from collections.abc import Iterable

from newsroom import scripting

BOARD_LINE_WORDS = 9


def script(title: str, summary: str, lines: Iterable[tuple[str, str]]) -> str:
    """Return the spoken script that follows from the text: greeting, headline, body, a repeat, sign-off."""
    return scripting.compose(title, summary, lines)


def board_text(title: str, summary: str) -> str:
    """Return two short lines for a board: the headline, and how the summary begins."""
    return "\n".join(line for line in (_first_words(title), _first_words(summary)) if line)


def _first_words(text: str) -> str:
    words = text.split()
    if len(words) <= BOARD_LINE_WORDS:
        return " ".join(words).rstrip(".")
    return " ".join(words[:BOARD_LINE_WORDS]).rstrip(",;:.") + "…"


def without_marks(text: str) -> str:
    """Return the text in plain Latin letters, đ among them."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def basis(*parts: str) -> str:
    """Return the digest of the text that a script or a board text was written from."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

"""What changed between two texts, word by word, so that an approver reads only what is new."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SAME, NEW, GONE = "same", "new", "gone"
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A run of words; ``kind`` is ``same``, ``new`` or ``gone``."""

    kind: str
    text: str

    @property
    def is_new(self) -> bool:
        """Whether the older text lacks it."""
        return self.kind == NEW

    @property
    def is_gone(self) -> bool:
        """Whether only the older text has it."""
        return self.kind == GONE


def compared(old: str, new: str) -> list[Piece]:
    """Return the new text with what is new and what is gone; all pieces that are not gone joined are ``new``."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in _steps(before, after):
        if tag == "equal":
            pieces.append(Piece(kind=SAME, text="".join(after[j1:j2])))
        else:
            pieces.extend(_words("".join(before[i1:i2]), "".join(after[j1:j2])))
    return [piece for piece in pieces if piece.text]


def in_lines(pieces: Iterable[Piece]) -> list[tuple[Piece, ...]]:
    """Return the pieces line by line, without empty lines."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for number, part in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append(Piece(kind=piece.kind, text=part))
    return [tuple(line) for line in lines if line]


def has_changes(pieces: Iterable[Piece]) -> bool:
    """Whether any word is new or gone."""
    return any(piece.kind != SAME and piece.text.strip() for piece in pieces)


def count(pieces: Iterable[Piece], kind: str) -> int:
    """Return how many words are of this kind."""
    return sum(len(piece.text.split()) for piece in pieces if piece.kind == kind)


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    for tag, i1, i2, j1, j2 in _steps(before, after):
        if tag == "equal":
            yield Piece(kind=SAME, text="".join(after[j1:j2]))
            continue
        yield Piece(kind=GONE, text=" ".join("".join(before[i1:i2]).split()))
        yield Piece(kind=NEW, text="".join(after[j1:j2]))


def _steps(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Compare without the blanks behind; difflib passes over frequent words where there are hundreds."""
    matcher = difflib.SequenceMatcher(a=[each.strip() for each in before], b=[each.strip() for each in after])
    return matcher.get_opcodes()

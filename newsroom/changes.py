"""What changed between two texts, word by word, so that an approver reads only what is new."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SAME, NEW, GONE = "same", "new", "gone"


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


Paragraph = tuple[Piece, ...]


def marked(old: str, new: str) -> list[Paragraph]:
    """Return the paragraphs of the new text with what is new and what is gone; paragraphs are lines."""
    before, after = _lines(old), _lines(new)
    paragraphs: list[Paragraph] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            paragraphs.extend(plain_paragraph(line) for line in after[j1:j2])
        else:
            paragraphs.extend(_replaced(before[i1:i2], after[j1:j2]))
    return paragraphs


def plain(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text that has no predecessor."""
    return [plain_paragraph(line) for line in _lines(text)]


def plain_paragraph(line: str) -> Paragraph:
    """Return one unchanged paragraph."""
    return (Piece(kind=SAME, text=line),)


def has_changes(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether any word is new or gone."""
    return any(piece.kind != SAME for paragraph in paragraphs for piece in paragraph)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _replaced(before: list[str], after: list[str]) -> Iterator[Paragraph]:
    """Compare changed paragraphs in pairs; what has no partner is wholly new or wholly gone."""
    pairs = min(len(before), len(after))
    for old, new in zip(before[:pairs], after[:pairs], strict=True):
        yield tuple(_words(old.split(), new.split()))
    for line in after[pairs:]:
        yield (Piece(kind=NEW, text=line),)
    for line in before[pairs:]:
        yield (Piece(kind=GONE, text=line),)


def _words(before: list[str], after: list[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(kind=SAME, text=" ".join(after[j1:j2]))
            continue
        if i2 > i1:
            yield Piece(kind=GONE, text=" ".join(before[i1:i2]))
        if j2 > j1:
            yield Piece(kind=NEW, text=" ".join(after[j1:j2]))

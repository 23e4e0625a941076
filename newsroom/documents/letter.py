"""What an imported document is: its letterhead, its blocks, its foot, and what looked wrong."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading with its own number ("I. MỤC ĐÍCH"); level 1 is the highest."""

    level: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """One paragraph, lines broken by the page joined again."""

    text: str


@dataclass(frozen=True, kw_only=True)
class ListItem:
    """One item: a dash is dropped, a number or letter ("2.", "a)") stays in the text."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table, its head in the first row; all rows have the same number of cells."""

    rows: tuple[tuple[str, ...], ...]
    title: str = ""


Block = Heading | Paragraph | ListItem | Table


@dataclass(frozen=True, kw_only=True)
class Warning:
    """Something that a person should look at before the text goes out.

    ``where`` is the text exactly as found; ``suggestion`` replaces it, and is empty where only a person can
    know the answer.
    """

    code: str
    where: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One document. Texts stay as they were found: what looks wrong is told in ``warnings``.

    ``date`` is None when the day is blank or there is none. ``letterhead`` and ``signature`` hold the
    lines of the head and of the signature as found, so that nothing is lost.
    ``blocks[annex_start:]`` is the annex.
    """

    number: str = ""
    symbol: str = ""
    date: dt.date | None = None
    place: str = ""
    issuer: str = ""
    kind: str = ""
    title: str = ""
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    annex_start: int = 0
    signer: str = ""
    signature: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """Return the blocks before the annex."""
        return self.blocks[: self.annex_start]

    @property
    def annex(self) -> tuple[Block, ...]:
        """Return the blocks of the annex (Phụ lục), none when there is no annex."""
        return self.blocks[self.annex_start :]


def texts_of(letter: Letter) -> tuple[str, ...]:
    """Return every piece of text that the document itself contained, in reading order."""
    texts = [*letter.letterhead, letter.title, letter.abstract, *letter.addressees]
    for block in letter.blocks:
        if isinstance(block, Table):
            texts.append(block.title)
            texts.extend(cell for row in block.rows for cell in row)
        else:
            texts.append(block.text)
    texts.extend([*letter.recipients, *letter.signature])
    return tuple(text for text in texts if text)

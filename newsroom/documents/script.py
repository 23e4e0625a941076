"""The spoken script in its written form: what the announcer would read, numbers not yet spelt out."""

import re
from collections.abc import Iterable, Iterator

from newsroom.documents.letter import Block, Heading, Letter, Table

_SPEAKABLE_END = re.compile(r"[.!?…:](?:[”\"')\]]{0,3})$")
_ROMAN = re.compile(r"^[IVX]+\.?$")
_WHERE = "xem trên trang thông tin điện tử của xã."


def script(letter: Letter) -> str:
    """Return the script: one paragraph a line, each ending like a sentence.

    Left out: letterhead, addressees, signature, recipients, tables. Annexes and tables become one sentence.
    """
    paragraphs = [_sentence(_opening(letter)), *_spoken(letter.body), *_annexes(letter.annex)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _opening(letter: Letter) -> str:
    if letter.kind == "Công văn" and letter.abstract:
        return f"Công văn về việc {letter.abstract}"
    return letter.title or letter.abstract


def _spoken(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield f"Bảng kèm theo gồm {_size(block)} dòng, {_WHERE}"
        else:
            yield _sentence(block.text)


def _annexes(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield one sentence for each annex that has a table, one for all others together."""
    tables = [block for block in blocks if isinstance(block, Table)]
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    for number, table in enumerate(tables):
        name = headings[number] if len(tables) == len(headings) > 1 else "Phụ lục"
        yield f"{name.rstrip(' .:')} kèm theo gồm {_size(table)} {_unit(table)}, {_WHERE}"
    if blocks and not tables:
        yield f"Phụ lục kèm theo {_WHERE}"


def _unit(table: Table) -> str:
    """Call the rows tasks where the table itself does."""
    return "nhiệm vụ" if "nhiệm vụ" in " ".join([table.title, *table.rows[0]]).lower() else "mục"


def _size(table: Table) -> int:
    """Count the rows that are not the head and not the title of a group of rows."""
    rows = table.rows[1:]
    following = [*rows[1:], ("",)]
    return sum(not _is_group(row, after) for row, after in zip(rows, following, strict=True)) if rows else 1


def _is_group(row: tuple[str, ...], after: tuple[str, ...]) -> bool:
    label = row[0].rstrip(".")
    if not label or any(row[2:]) or len(row) < 3:
        return False
    if _ROMAN.match(label):
        return True
    unnumbered = not after[0] and len(after) > 1
    return after[0].startswith(f"{label}.") or unnumbered


def _sentence(text: str) -> str:
    """Return the text ending with a sign that a voice can breathe at."""
    text = re.sub(r"\s*\./\.$|[\s,;]+$", lambda match: "." if "./." in match.group() else "", text.strip())
    if not text or _SPEAKABLE_END.search(text):
        return text
    return f"{text}."

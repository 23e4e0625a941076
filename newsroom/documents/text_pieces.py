"""Plain text becomes lines, gaps and grids; markdown-like tables are kept as tables."""

import re

from newsroom.documents.pieces import Gap, Grid, Line, Piece, cleaned

_LINE_BREAK = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
_PAGE_BREAK = "\x0c"
_RULE_ROW = re.compile(r"^\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?$")
_COLUMNS = re.compile(r"\t+|\s{3,}")
_BULLET_COLUMN = re.compile(r"^\s*(?:[-–•+*▪·]|\d+(?:\.\d+)*[.)]?|[IVX]+\.|[a-zđ][.)])$")


def pieces_of(text: str) -> list[Piece]:
    """Split the text of a file into pieces."""
    pieces: list[Piece] = []
    rows: list[str] = []
    for raw in _LINE_BREAK.split(text.replace(_PAGE_BREAK, "\n\n")):
        if raw.lstrip().startswith("|") and raw.count("|") >= 2:
            rows.append(raw)
            continue
        pieces.extend(_grid(rows))
        rows = []
        pieces.extend(_lines(raw))
    pieces.extend(_grid(rows))
    return pieces


def _lines(raw: str) -> list[Piece]:
    """Return one line, or its columns as lines of their own (a letterhead copied out of Word), or a gap."""
    columns = [column for column in _COLUMNS.split(raw.strip()) if column]
    if len(columns) > 1 and not _BULLET_COLUMN.match(columns[0]):
        return [cleaned(Line(text=column)) for column in columns if cleaned(Line(text=column)).text]
    line = cleaned(Line(text=raw))
    return [line] if line.text else [Gap()]


def _grid(raw_rows: list[str]) -> list[Piece]:
    rows = [_cells(raw) for raw in raw_rows if not _RULE_ROW.match(raw.strip())]
    if not rows:
        return []
    width = max(len(row) for row in rows)
    return [Grid(rows=tuple(row + ("",) * (width - len(row)) for row in rows))]


def _cells(raw: str) -> tuple[str, ...]:
    inner = raw.strip().removeprefix("|").removesuffix("|")
    return tuple(cleaned(Line(text=cell)).text for cell in inner.split("|"))

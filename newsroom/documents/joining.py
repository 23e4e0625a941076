"""What a page break tore apart is joined again: sentences, document symbols, tables."""

import re
from dataclasses import dataclass, field, replace

from newsroom.documents.letter import Warning
from newsroom.documents.marks import ANNEX, is_ended, is_item, kind_line, opens_foot
from newsroom.documents.pieces import Gap, Grid, Line, Piece, clean
from newsroom.documents.sentences import ADVICE

_TORN_SYMBOL = re.compile(r"\d[-/]$")
_SYMBOL_REST = re.compile(r"^[A-ZĐ]{2,}(?:[/-][\wĐđ-]+)?")
_WRAPPED_FROM = 55
_TAIL = 30
_LONGEST_PARAGRAPH = 5_000


@dataclass
class Joined:
    """Lines with nothing torn, and a warning for each place that was joined across a gap."""

    pieces: list[Piece] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


def join_lines(pieces: list[Piece]) -> Joined:
    """Join lines that belong to one sentence; gaps between finished paragraphs fall away."""
    joined = Joined()
    gap = True
    for piece in pieces:
        if isinstance(piece, Gap):
            gap = True
            continue
        last = joined.pieces[-1] if joined.pieces else None
        if isinstance(piece, Line) and isinstance(last, Line) and _continues(last, piece, gap=gap):
            joined.pieces[-1] = _together(last, piece)
            if gap or _TORN_SYMBOL.search(last.text[-2:]):
                joined.warnings.append(_told(last.text, piece.text))
        else:
            joined.pieces.append(piece)
        gap = False
    return joined


def _continues(last: Line, line: Line, *, gap: bool) -> bool:
    if len(last.text) > _LONGEST_PARAGRAPH:
        return False
    if _TORN_SYMBOL.search(last.text[-2:]) and _SYMBOL_REST.match(line.text):
        return True
    if line.level or line.marker or last.level or is_ended(last.text) or _begins(line.text):
        return False
    if line.text[0].islower():
        return True
    wrapped = not gap and not line.whole and not last.whole
    return wrapped and len(last.text) >= _WRAPPED_FROM and last.text.upper() != last.text


def _begins(text: str) -> bool:
    return is_item(text) or opens_foot(text) or bool(ANNEX.match(text)) or bool(kind_line(text)[0])


def _together(last: Line, line: Line) -> Line:
    glue = "" if _TORN_SYMBOL.search(last.text[-2:]) else " "
    return replace(last, text=f"{last.text}{glue}{line.text}")


def _told(last: str, text: str) -> Warning:
    if _TORN_SYMBOL.search(last[-2:]):
        head, tail = last.split()[-1], text.split()[0]
        return _warning("broken_symbol", f"{head} {tail}", suggestion=head + tail)
    return _warning("joined_line", f"…{last[-_TAIL:]} {text[:_TAIL]}…")


def _warning(code: str, where: str, suggestion: str = "") -> Warning:
    return Warning(code=code, where=where, message=ADVICE[code], suggestion=suggestion)


def join_tables(pieces: list[Piece]) -> Joined:
    """Join a table that was split over pages: the repeated head is empty or the same as the first one."""
    joined = Joined()
    gaps: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Gap):
            gaps.append(piece)
            continue
        last = joined.pieces[-1] if joined.pieces else None
        if isinstance(piece, Grid) and isinstance(last, Grid) and _same_table(last, piece):
            rows, seam = _stacked(last.rows, piece.rows[1:])
            joined.pieces[-1] = Grid(rows=rows)
            joined.warnings.extend([_warning("joined_row", seam)] if seam else [])
        else:
            joined.pieces.extend([*gaps, piece])
        gaps = []
    joined.pieces.extend(gaps)
    return joined


def _same_table(first: Grid, second: Grid) -> bool:
    head = [clean(cell) for cell in second.rows[0]]
    same_head = not any(head) or head == [clean(cell) for cell in first.rows[0]]
    return same_head and len(first.rows[0]) == len(head)


Rows = tuple[tuple[str, ...], ...]


def _stacked(upper: Rows, lower: Rows) -> tuple[Rows, str]:
    """Put the rows together; a row torn in two is one again, and its text at the seam is returned."""
    if not upper or not lower:
        return upper + lower, ""
    last, first = upper[-1], lower[0]
    if not _torn_row(last, first):
        return upper + lower, ""
    seam = f"…{max(last, key=len)[-_TAIL:]} {max(first, key=len)[:_TAIL]}…"
    whole = tuple(" ".join(part for part in pair if part) for pair in zip(last, first, strict=True))
    return (*upper[:-1], whole, *lower[1:]), seam


def _torn_row(last: tuple[str, ...], first: tuple[str, ...]) -> bool:
    if last[0] and first[0]:
        return False
    pairs = zip(last[1:], first[1:], strict=True)
    return any(a and b and b[0].islower() and not is_ended(a) for a, b in pairs)

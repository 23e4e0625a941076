"""Lines become headings, paragraphs, list items and tables; the annex gets its title."""

from newsroom.documents import marks
from newsroom.documents.letter import Block, Heading, ListItem, Paragraph, Table
from newsroom.documents.pieces import Gap, Grid, Line, Piece, clean, is_upper

_LONGEST_HEADING = 250


def blocks_of(pieces: list[Piece]) -> list[Block]:
    """Turn the joined pieces of a body into blocks."""
    with_roman = any(isinstance(piece, Line) and marks.ROMAN.match(_text(piece)) for piece in pieces)
    blocks: list[Block] = []
    for piece in pieces:
        if isinstance(piece, Grid):
            blocks.append(_table(piece))
        elif isinstance(piece, Line):
            blocks.append(_block(piece, below_roman=with_roman))
    return blocks


def _text(line: Line) -> str:
    return f"{line.marker} {line.text}".strip()


def _table(grid: Grid, title: str = "") -> Table:
    return Table(rows=tuple(tuple(clean(cell) for cell in row) for row in grid.rows), title=title)


def _block(line: Line, *, below_roman: bool) -> Block:
    text = _text(line)
    if line.level and line.marker != "-":
        return Heading(level=line.level, text=text)
    if bullet := marks.BULLET.match(text):
        return ListItem(text=text[bullet.end() :] or text)
    if level := _heading_level(text, below_roman=below_roman):
        return Heading(level=level, text=text)
    if marks.NUMBERED.match(text) or marks.LETTERED.match(text) or line.marker:
        return ListItem(text=text)
    return Paragraph(text=text)


def _heading_level(text: str, *, below_roman: bool) -> int:
    """Return the level of a numbered or capital heading, 0 when the line is an ordinary sentence."""
    finished = marks.is_ended(text) and not text.endswith(":")
    if len(text) > _LONGEST_HEADING or (finished and not is_upper(text)):
        return 0
    if marks.ROMAN.match(text):
        return 1
    if numbered := marks.NUMBERED.match(text):
        return 0 if text.endswith(":") else 1 + below_roman + numbered["number"].count(".")
    if marks.LETTERED.match(text):
        return 0 if text.endswith((":", ",")) else 2 + below_roman
    return 1 if is_upper(text) and len(text) > 3 else 0


def annex_of(pieces: list[Piece]) -> list[Block]:
    """Turn the pieces behind the signature into blocks; lines in capitals above a table become its title."""
    blocks: list[Block] = []
    title: list[str] = []
    for position, piece in enumerate(pieces):
        ahead = pieces[position + 1 : position + 12]
        if isinstance(piece, Grid):
            blocks.append(_table(piece, " ".join(title)))
            title = []
        elif isinstance(piece, Line) and marks.ANNEX.match(piece.text):
            blocks.append(Heading(level=1, text=_text(piece)))
        elif isinstance(piece, Line) and is_upper(piece.text) and _table_ahead(ahead):
            title.append(_text(piece))
        elif isinstance(piece, Line):
            blocks.append(_block(piece, below_roman=True))
    return blocks


def _table_ahead(pieces: list[Piece]) -> bool:
    """Tell whether a table follows with at most a few title lines before it."""
    for piece in [piece for piece in pieces if not isinstance(piece, Gap)][:5]:
        if isinstance(piece, Grid):
            return True
        if isinstance(piece, Line) and (marks.is_item(piece.text) or marks.ANNEX.match(piece.text)):
            return False
    return False

"""A Word file becomes a letter: the archive checked first, old fonts mended."""

import zipfile
import zlib
from dataclasses import replace

from newsroom.documents import docx_pieces
from newsroom.documents.archive import check_archive
from newsroom.documents.assembling import assemble
from newsroom.documents.legacy import mend
from newsroom.documents.letter import Letter, Warning
from newsroom.documents.pieces import Grid, Line, Piece, cleaned
from newsroom.documents.refusal import LONGEST_TEXT, DocumentRefused
from newsroom.documents.sentences import ADVICE


def from_docx(data: bytes) -> Letter:
    """Build a letter from the bytes of a .docx file; raises DocumentRefused."""
    check_archive(data)
    try:
        pieces, warnings = docx_pieces.pieces_of(data)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise DocumentRefused("damaged") from None
    size = sum(len(piece.text) for piece in pieces if isinstance(piece, Line))
    if size > LONGEST_TEXT:
        raise DocumentRefused("too_long")
    pieces, old = _in_unicode(pieces)
    return assemble(pieces, warnings=[*warnings, *old])


def _in_unicode(pieces: list[Piece]) -> tuple[list[Piece], list[Warning]]:
    """Turn the letters of .VnTime or VNI fonts into Unicode where a style, not the run, named the font."""
    _, name = mend("\n".join(piece.text for piece in pieces if isinstance(piece, Line)))
    if not name:
        return pieces, []
    told = Warning(code="old_font", where=name, message=ADVICE["old_font"])
    return [_mended(piece) for piece in pieces], [told]


def _mended(piece: Piece) -> Piece:
    if isinstance(piece, Line):
        return cleaned(replace(piece, text=mend(piece.text)[0]))
    if isinstance(piece, Grid):
        return Grid(rows=tuple(tuple(mend(cell)[0] for cell in row) for row in piece.rows))
    return piece

"""Plain text becomes a letter: old encodings mended, length limited."""

from newsroom.documents import text_pieces
from newsroom.documents.assembling import assemble
from newsroom.documents.legacy import mend
from newsroom.documents.letter import Letter, Warning
from newsroom.documents.refusal import LONGEST_TEXT, DocumentRefused
from newsroom.documents.sentences import ADVICE

_UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def from_text(text: str, encoding: str = "utf-8") -> Letter:
    """Build a letter from plain text; ``encoding`` is told to the reader when it is an old one."""
    if len(text) > LONGEST_TEXT:
        raise DocumentRefused("too_long")
    mended, name = mend(text)
    old = name or (encoding if encoding not in _UNICODE else "")
    warnings = [Warning(code="old_encoding", where=old, message=ADVICE["old_encoding"])] if old else []
    return assemble(text_pieces.pieces_of(mended), warnings=warnings)

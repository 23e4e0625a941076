"""The foot of a document: recipients, signature, and the annex behind them."""

from dataclasses import dataclass, field

from newsroom.documents import marks
from newsroom.documents.pieces import Gap, Grid, Line, Piece, is_upper


@dataclass
class Parts:
    """The pieces below the head, told apart."""

    body: list[Piece] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    annex: list[Piece] = field(default_factory=list)


def split_foot(pieces: list[Piece]) -> Parts:
    """Send each piece to the body, the foot or the annex; none is dropped but gaps of the foot."""
    parts, place = Parts(), "body"
    for position, piece in enumerate(pieces):
        place = _place(place, piece, pieces[position + 1 : position + 9], parts)
        if place == "body":
            parts.body.append(piece)
        elif place == "annex":
            parts.annex.append(piece)
        elif isinstance(piece, Line):
            _take(place, piece, parts)
    return parts


def _place(place: str, piece: Piece, following: list[Piece], parts: Parts) -> str:
    """Return the part that this piece belongs to: body, recipients, signature, annex."""
    if isinstance(piece, Gap):
        return place
    if isinstance(piece, Grid):
        return "body" if place == "body" else "annex"
    if marks.RECIPIENTS.match(piece.text):
        return "recipients"
    if marks.ANNEX.match(piece.text) and not piece.marker:
        return "annex"
    if marks.opens_foot(piece.text) or (place != "annex" and _opens_signature(piece, following)):
        return "signature"
    if place == "signature":
        return _after_signature(piece, parts)
    return place


def _opens_signature(line: Line, following: list[Piece]) -> bool:
    """A role in capitals opens a signature only when a name, or another role, comes next."""
    if not is_upper(line.text) or not marks.ROLE_LINE.match(line.text):
        return False
    texts = [piece.text for piece in following if isinstance(piece, Line)][:2]
    return bool(texts) and (_signs(texts[0]) or bool(marks.ROLE_LINE.match(texts[0]) and _signs(texts[-1])))


def _signs(text: str) -> bool:
    return bool(marks.SIGN_NOTE.match(text)) or is_name(text)


def _after_signature(line: Line, parts: Parts) -> str:
    """Once the name stands, anything else is no longer the signature."""
    if not parts.signers or is_name(line.text) or is_upper(line.text):
        return "signature"
    return "annex"


def is_name(text: str) -> bool:
    """Tell whether the line looks like a person's name (with a rank or degree before it or not)."""
    return bool(marks.PERSON.match(text)) and not marks.ROLE_LINE.match(text.upper())


def _take(place: str, line: Line, parts: Parts) -> None:
    text = f"{line.marker} {line.text}".strip()
    if place == "recipients":
        entry = marks.BULLET.sub("", marks.RECIPIENTS.sub("", text)).strip(" ,;")
        parts.recipients.extend([entry] if entry else [])
        return
    parts.signature.append(text)
    if is_name(text) and not marks.SIGNED_FOR.match(text):
        parts.signers.append(text)

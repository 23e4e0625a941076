"""A letter as JSON, for the way from the worker process back to the caller."""

from dataclasses import asdict
from datetime import date
from typing import Any

from newsroom.documents.letter import Block, Heading, Letter, ListItem, Paragraph, Table, Warning

_TEXT_FIELDS = ("number", "symbol", "place", "issuer", "kind", "title", "abstract", "signer")
_LIST_FIELDS = ("addressees", "signature", "recipients", "letterhead")


def to_json(letter: Letter) -> dict[str, Any]:
    """Return plain lists, dictionaries and texts."""
    plain = asdict(letter)
    plain["date"] = letter.date.isoformat() if letter.date else None
    plain["blocks"] = [{"block": type(block).__name__, **asdict(block)} for block in letter.blocks]
    return plain


def from_json(plain: dict[str, Any]) -> Letter:
    """Build the letter again; KeyError or TypeError when the worker answered something else."""
    fields: dict[str, Any] = {
        **{name: str(plain[name]) for name in _TEXT_FIELDS},
        **{name: tuple(map(str, plain[name])) for name in _LIST_FIELDS},
        "date": date.fromisoformat(plain["date"]) if plain["date"] else None,
        "blocks": tuple(map(_block, plain["blocks"])),
        "annex_start": int(plain["annex_start"]),
        "warnings": tuple(Warning(**warning) for warning in plain["warnings"]),
    }
    return Letter(**fields)


def _block(plain: dict[str, Any]) -> Block:
    kind = plain["block"]
    if kind == "Heading":
        return Heading(level=int(plain["level"]), text=plain["text"])
    if kind == "ListItem":
        return ListItem(text=plain["text"])
    if kind == "Table":
        return Table(rows=tuple(tuple(row) for row in plain["rows"]), title=plain["title"])
    return Paragraph(text=plain["text"])

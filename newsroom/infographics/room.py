"""The room a block is set in: its width, the size of its letters, its colours; and cards to set in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsroom.infographics.colours import INK, SOFT, SURFACE, Palette
from newsroom.infographics.sheet import Anchor, Mark, Piece, Rect
from newsroom.infographics.type_setting import Setting, set_text

SMALL = 0.8  # of the body's size: nothing is set smaller


@dataclass(frozen=True, kw_only=True)
class Room:
    """``base`` is the size of body text in pixels; ``extra`` pixels of height are to be used up beside the least."""

    width: float
    base: float
    palette: Palette
    extra: float = 0
    path: str = ""
    dense: bool = False  # what stands around texts is closer
    on_colour: bool = False  # the block stands on the main colour, not on paper

    @property
    def ink(self) -> str:
        """The colour of text."""
        return SURFACE if self.on_colour else INK

    @property
    def soft(self) -> str:
        """The colour of what is said beside it."""
        return "#FFFFFF" if self.on_colour else SOFT

    def inner(self, path: str, *, width: float | None = None) -> "Room":
        """Return the room of a part of the block, named by its ``path`` below this one."""
        return replace(
            self, path=f"{self.path}.{path}", extra=0, width=self.width if width is None else width
        )

    def set(self, text: str, *, scale: float = 1, weight: str = "Medium", strict: bool = False) -> Setting:
        """Set a text at ``scale`` times the body's size; raises TooWide."""
        size = self.base * max(SMALL, scale)
        return set_text(text, size=size, weight=weight, width=self.width, path=self.path, strict=strict)

    def text(
        self,
        text: str,
        *,
        scale: float = 1,
        weight: str = "Medium",
        colour: str = "",
        anchor: Anchor = "l",
    ) -> Piece:
        """Return a text as wide as the room; an empty one has no height."""
        if not text.strip():
            return Piece(width=self.width, height=0, marks=())
        setting = self.set(text, scale=scale, weight=weight)
        return setting.piece(colour=colour or self.ink, width=self.width, anchor=anchor, path=self.path)


def pile(pieces: Sequence[Piece], *, width: float, gap: float) -> Piece:
    """Return the pieces under one another, those without height left out."""
    marks: list[Mark] = []
    height = 0.0
    for piece in (each for each in pieces if each.height > 0):
        height += gap if height else 0
        marks += piece.at(0, height)
        height += piece.height
    return Piece(width=width, height=height, marks=tuple(marks))


def card(content: Piece, *, room: Room, width: float, height: float, fill: str = SURFACE) -> Piece:
    """Return the content in the middle of a card's height, ``padding`` from its left."""
    padding = padding_of(room)
    ground = Rect(x=0, y=0, width=width, height=height, fill=fill, radius=room.base * 0.6)
    return Piece(
        width=width, height=height, marks=(ground, *content.at(padding, (height - content.height) / 2))
    )


def padding_of(room: Room) -> float:
    """Return the free edge inside a card."""
    return room.base * (0.62 if room.dense else 0.85)


def gap_of(room: Room) -> float:
    """Return the free space between two cards."""
    return room.base * (0.38 if room.dense else 0.55)


def in_columns(pieces: Sequence[Piece], *, columns: int, room: Room) -> Piece:
    """Return pieces of one height in rows of ``columns``."""
    gap = gap_of(room)
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(pieces), columns):
        row = pieces[start : start + columns]
        for number, piece in enumerate(row):
            marks += piece.at(number * (piece.width + gap), top)
        top += max(piece.height for piece in row) + gap
    return Piece(width=room.width, height=max(0.0, top - gap), marks=tuple(marks))


def column_width(room: Room, columns: int) -> float:
    """Return the width of one of ``columns``."""
    return (room.width - (columns - 1) * gap_of(room)) / columns

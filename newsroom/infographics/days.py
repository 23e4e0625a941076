"""Composes an agenda: a card for each day, its date on colour, what happens on it beside."""

from dataclasses import replace

from newsroom.infographics.colours import LINE, SURFACE
from newsroom.infographics.design import (
    Agenda,
    Day,
    Slot,
)
from newsroom.infographics.icons import icon
from newsroom.infographics.lists import cards
from newsroom.infographics.room import (
    Room,
    padding_of,
    pile,
)
from newsroom.infographics.sheet import Mark, Piece, Rect
from newsroom.infographics.type_setting import width_of

WIDE_DAYS, WIDE_DAYS_CLOSE = 34, 27  # letters of the body: from here on days stand in two columns


def agenda(block: Agenda, room: Room) -> Piece:
    """A card for each day: its date on colour, its slots beside it."""

    def make(number: int, width: float, height: float) -> Piece:
        own = room.inner(f"days.{number}", width=width)
        return _day(block.days[number], own, height=height)

    return cards(len(block.days), room, make, wide=WIDE_DAYS_CLOSE if room.dense else WIDE_DAYS)


def _day(day: Day, room: Room, *, height: float) -> Piece:
    padding = padding_of(room)
    chip = _chip(day, room)
    left = chip.width + padding
    inner = replace(room, width=room.width - left - padding)
    slots = [_slot(slot, inner.inner(f"slots.{number}")) for number, slot in enumerate(day.slots)]
    gap = room.base * 0.75
    natural = sum(slot.height for slot in slots) + (len(slots) - 1) * gap
    height = max(height, natural + 1.3 * padding, chip.height + 1.3 * padding)
    spread = (height - natural - 1.3 * padding) / (len(slots) + 1)
    marks: list[Mark] = [
        Rect(x=0, y=0, width=room.width, height=height, fill=SURFACE, radius=room.base * 0.6),
        Rect(x=0, y=0, width=chip.width, height=height, fill=room.palette.main, radius=room.base * 0.6),
        Rect(
            x=chip.width - room.base * 0.6, y=0, width=room.base * 0.6, height=height, fill=room.palette.main
        ),
        *chip.at(0, (height - chip.height) / 2),
    ]
    top = 0.65 * padding + spread
    for number, slot in enumerate(slots):
        if number:
            line = top - (gap + spread) / 2
            marks.append(Rect(x=left, y=line, width=inner.width, height=max(1.0, room.base / 20), fill=LINE))
        marks += slot.at(left, top)
        top += slot.height + gap + spread
    return Piece(width=room.width, height=height, marks=tuple(marks))


def _chip(day: Day, room: Room) -> Piece:
    width = min(room.base * 7.2, room.width * 0.34)
    own = replace(room, width=width - room.base * 0.7)
    name = own.inner("name").text(
        day.name, scale=_fitting(day.name, own, (0.92, 0.8)), weight="SemiBold", colour=SURFACE, anchor="m"
    )
    scale = _fitting(day.date, own, (1.75, 1.5, 1.3, 1.15), weight="ExtraBold")
    date = own.inner("date").text(day.date, scale=scale, weight="ExtraBold", colour=SURFACE, anchor="m")
    pair = pile([name, date], width=own.width, gap=0)
    return Piece(width=width, height=pair.height, marks=pair.at(room.base * 0.35, 0))


def _fitting(text: str, room: Room, scales: tuple[float, ...], *, weight: str = "SemiBold") -> float:
    """Return the largest scale at which the text stands on one line, the least when it does at none."""
    fits = (scale for scale in scales if width_of(text, weight, scale * room.base) < room.width)
    return next(fits, scales[-1])


def _slot(slot: Slot, room: Room) -> Piece:
    side = room.base * 2.3 if slot.icon else 0
    own = replace(room, width=room.width - side)
    hours = replace(own, path=f"{room.path}.hours").text(
        slot.hours, scale=0.92, weight="SemiBold", colour=room.palette.main
    )
    text = replace(own, path=f"{room.path}.text").text(slot.text, scale=1.04, weight="SemiBold")
    pair = pile([hours, text], width=own.width, gap=0)
    height = max(pair.height, side)
    marks: list[Mark] = list(pair.at(0, (height - pair.height) / 2))
    if slot.icon:
        marks += icon(
            slot.icon, room.width - room.base, height / 2, size=room.base * 2, colour=room.palette.main
        )
    return Piece(width=room.width, height=height, marks=tuple(marks))

"""Composes what stands around the blocks: head with crest, commune, title, lead; foot with source and date."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from newsroom.infographics.colours import LINE, PAPER, SURFACE, Palette
from newsroom.infographics.design import Design
from newsroom.infographics.formats import Format
from newsroom.infographics.icons import drum_star
from newsroom.infographics.room import SMALL, Room, pile
from newsroom.infographics.sheet import Emblem, Mark, Piece, Rect, Ring
from newsroom.infographics.type_setting import Setting, TooWide

TITLES_ON_TOP = (2.6, 2.4, 2.2, 2.0, 1.85, 1.7)
CLOSE_TITLES = (2.4, 2.2, 2.0, 1.85, 1.7)
TITLES_BESIDE = (2.5, 2.3, 2.1, 1.9, 1.75, 1.6, 1.45)
MORE = "Xem đủ trên trang của xã"
SIDE = 0.35  # of the width


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What is drawn first, and the box that is left for the blocks."""

    marks: tuple[Mark, ...]
    left: float
    top: float
    width: float
    bottom: float
    palette: Palette


def head_on_top(
    design: Design, format_: Format, *, base: float, palette: Palette, dense: bool = False
) -> Frame:
    """Return the frame of an upright page."""
    edge, width = format_.edge, format_.width - 2 * format_.edge
    room = Room(width=width, base=base, palette=palette, on_colour=True)
    name = _commune(design, room)
    title = _title(
        design, room, CLOSE_TITLES if dense else TITLES_ON_TOP, most_lines=1 if dense else 2
    ).piece(colour=SURFACE, width=width, path="title")
    lead = replace(room, path="lead").text(design.lead, scale=1.04)
    words = pile([name, title, lead], width=width, gap=base * (0.3 if dense else 0.5))
    space = base * (0.6 if dense else 0.95)
    height = words.height + 2 * space
    foot = _foot(design, replace(room, on_colour=False))
    bottom = format_.height - edge * 0.6 - foot.height
    marks: list[Mark] = [
        Rect(x=0, y=0, width=format_.width, height=height, fill=palette.main),
        *_rings(format_.width - edge, 0, radius=height * 0.95, palette=palette),
        Rect(x=0, y=height, width=format_.width, height=format_.height - height, fill=PAPER),
        *words.at(edge, space),
        *foot.at(edge, bottom),
    ]
    return Frame(
        marks=tuple(marks),
        left=edge,
        top=height + base * (0.45 if dense else 0.7),
        width=width,
        bottom=bottom - base * (0.35 if dense else 0.55),
        palette=palette,
    )


def head_on_side(
    design: Design,
    format_: Format,
    *,
    base: float,
    palette: Palette,
    figure: Callable[[Room], Piece] | None,
) -> Frame | None:
    """Return the frame of a wide page, its head at the left with the big number in it; None when that is too tall."""
    edge, side = format_.edge, round(format_.width * SIDE)
    room = Room(width=side - 1.75 * edge, base=base, palette=palette, on_colour=True)
    name, foot = _commune(design, room), _foot_beside(design, room)
    title = _title(design, room, TITLES_BESIDE, most_lines=4)
    pieces = [
        title.piece(colour=SURFACE, width=room.width, path="title"),
        replace(room, path="lead").text(design.lead, scale=1.0),
    ]
    if figure is not None:
        pieces.append(figure(room))
    middle = pile(pieces, width=room.width, gap=base * 0.8)
    free = format_.height - 2 * edge - name.height - foot.height - middle.height
    if free < 1.4 * base:
        return None
    marks: list[Mark] = [
        Rect(x=0, y=0, width=side, height=format_.height, fill=palette.main),
        *_rings(side, format_.height, radius=side * 0.72, palette=palette),
        Rect(x=side, y=0, width=format_.width - side, height=format_.height, fill=PAPER),
        *name.at(edge, edge),
        *middle.at(edge, edge + name.height + free / 2),
        *foot.at(edge, format_.height - edge - foot.height),
    ]
    left = side + edge
    return Frame(
        marks=tuple(marks),
        left=left,
        top=edge,
        width=format_.width - edge - left,
        bottom=format_.height - edge,
        palette=palette,
    )


def head_on_panel(design: Design, format_: Format, *, base: float, palette: Palette) -> Frame:
    """Return the frame of a panel: the title in a bar."""
    edge, space = max(2.0, format_.edge * 0.5), base * 0.35
    room = Room(width=format_.width - 2 * edge, base=base, palette=palette, on_colour=True)
    title = _title(design, room, (1.5, 1.3, 1.15, 1.0), most_lines=1)
    height = title.height + 2 * space
    marks: tuple[Mark, ...] = (
        Rect(x=0, y=0, width=format_.width, height=height, fill=palette.main),
        *title.words(format_.width / 2, space, colour=SURFACE, anchor="m", path="title"),
    )
    return Frame(
        marks=marks,
        left=edge,
        top=height + space,
        width=room.width,
        bottom=format_.height - edge,
        palette=palette,
    )


def _title(design: Design, room: Room, scales: tuple[float, ...], *, most_lines: int) -> Setting:
    """Return the title at the largest scale in few lines; at the smallest, in as many as it takes."""
    own = replace(room, path="title")
    for scale in scales[:-1]:
        try:
            setting = own.set(design.title, scale=scale, weight="ExtraBold", strict=True)
        except TooWide:
            continue
        alone = len(setting.lines) > 2 and " " not in setting.lines[-1]
        if len(setting.lines) <= most_lines and not alone:
            return setting
    return own.set(design.title, scale=scales[-1], weight="ExtraBold")


def _commune(design: Design, room: Room) -> Piece:
    """Return the crest, or the star of the drum, and the commune's name beside it."""
    size = room.base * 1.75
    left = size + room.base * 0.5
    name = design.look.commune[:1].upper() + design.look.commune[1:]
    text = replace(room, path="look.commune", width=room.width - left).set(
        name, scale=0.92, weight="SemiBold"
    )
    height = max(size, text.height)
    middle = height / 2
    crest: Mark = drum_star(size / 2, middle, radius=size / 2, colour="#F3D48A")
    if design.look.crest:
        crest = Emblem(x=0, y=middle - size / 2, size=size, data=design.look.crest)
    words = text.words(left, middle - text.height / 2, colour=SURFACE, path="look.commune")
    return Piece(width=room.width, height=height, marks=(crest, *words))


def _foot(design: Design, room: Room) -> Piece:
    """Return a line, the source at the left and the date at the right."""
    rule = Rect(x=0, y=0, width=room.width, height=max(1.0, room.base / 16), fill=LINE)
    marks: list[Mark] = [rule]
    top = room.base * 0.4
    date = _small(design.date, replace(room, path="date"))
    left = room.width - (date.width + room.base if date else 0)
    source = _small(_source(design), replace(room, path="source", width=left))
    height = 0.0
    if date:
        marks += date.words(room.width, top, colour=room.soft, anchor="r", path="date")
        height = date.height
    if source:
        marks += source.words(0, top, colour=room.soft, path="source")
        height = max(height, source.height)
    return Piece(width=room.width, height=top + height, marks=tuple(marks))


def _foot_beside(design: Design, room: Room) -> Piece:
    pieces = [
        replace(room, path="source").text(_source(design), scale=SMALL, colour=SURFACE),
        replace(room, path="date").text(design.date, scale=SMALL, colour=SURFACE),
    ]
    return pile(pieces, width=room.width, gap=0)


def _source(design: Design) -> str:
    said = [f"Nguồn: {design.source}"] if design.source else []
    return ". ".join([*said, MORE] if design.more else said)


def _small(text: str, room: Room) -> Setting | None:
    return room.set(text, scale=SMALL) if text.strip() else None


def _rings(x: float, y: float, *, radius: float, palette: Palette) -> list[Mark]:
    """Return the motif of the house: the rings of sound that are the rings of a bronze drum."""
    rings = ((0.3, 0.016), (0.36, 0.007), (0.58, 0.007), (0.64, 0.016), (0.92, 0.007), (1.0, 0.018))
    return [
        Ring(x=x, y=y, radius=radius * share, colour=palette.motif, width=max(1.0, radius * width))
        for share, width in rings
    ]

"""One design in, files out: a PNG at any format, pages for a panel, an A4 PDF; and what does not fit."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from newsroom.infographics import paper, picture
from newsroom.infographics.design import Agenda, Block, Design, IconList, Steps
from newsroom.infographics.formats import A4, FORMATS, Format, panel
from newsroom.infographics.layout import TooLong, fitted, lay_out

RECIPE = "infographic-1"
"""Names how designs are drawn; changed when the same design would come out differently."""


def png(design: Design, format_: Format) -> bytes:
    """Return the picture as a PNG file; raises TooLong."""
    return picture.png(picture.draw(fitted(design, format_)))


def pdf(design: Design) -> bytes:
    """Return one A4 page, its text as text; raises TooLong."""
    return paper.pdf(fitted(design, A4), title=design.title, author=design.look.commune)


def refusals(design: Design, formats: Iterable[Format] = FORMATS) -> list[TooLong]:
    """Return what does not fit, one for each format that refuses."""
    found = []
    for format_ in formats:
        try:
            fitted(design, format_)
        except TooLong as refusal:
            found.append(refusal)
    return found


def panel_pages(design: Design, *, width: int, height: int) -> tuple[bytes, ...]:
    """Return PNG pages for a panel of these pixels, to be shown one after the other; raises TooLong.

    Each page has the title and as many whole blocks as can be read in passing.
    """
    format_ = panel(width, height)
    return tuple(picture.png(picture.draw(lay_out(page, format_))) for page in _pages(design, format_))


def _pages(design: Design, format_: Format) -> list[Design]:
    pages: list[Design] = []
    held: tuple[Block, ...] = ()
    for block in chain.from_iterable(_parts(each) for each in design.blocks):
        try:
            lay_out(replace(design, blocks=(*held, block)), format_)
            held = (*held, block)
        except TooLong:
            pages += [replace(design, blocks=held)] if held else []
            held = (block,)
    return [*pages, replace(design, blocks=held)]


def _parts(block: Block) -> Iterable[Block]:
    """Yield the parts of a block that may stand on pages of their own."""
    if isinstance(block, Steps):
        yield from (
            Steps(items=(item,), first=block.first + number) for number, item in enumerate(block.items)
        )
    elif isinstance(block, IconList):
        yield from (replace(block, items=(item,)) for item in block.items)
    elif isinstance(block, Agenda):
        yield from (Agenda(days=(replace(day, slots=(slot,)),)) for day in block.days for slot in day.slots)
    else:
        yield block


__all__ = ["RECIPE", "TooLong", "panel_pages", "pdf", "png", "refusals"]

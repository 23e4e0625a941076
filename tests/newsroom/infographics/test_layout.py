"""No text is ever cut, overlaps another or leaves the page: measured on pages of random long Vietnamese."""

import random
from itertools import combinations, pairwise
from typing import Any

import pytest

from newsroom.infographics.colours import contrast, palette
from newsroom.infographics.design import Design, IconList, Item, Look, Notice
from newsroom.infographics.formats import CARD, FORMATS, PORTRAIT, Format, panel
from newsroom.infographics.layout import COMPOSERS, TooLong, fitted, lay_out, texts_of
from newsroom.infographics.rendering import panel_pages, refusals
from newsroom.infographics.sheet import Sheet, Words
from newsroom.infographics.type_setting import FINE, font, neat, pixels, set_text
from tests.newsroom.infographics import specimens

Box = tuple[float, float, float, float]
NEAR = 1.0  # pixels by which two boxes of ink may come into one another: rounding


def ink(words: Words) -> Box:
    """Return the box of the pixels that are drawn for a line."""
    drawn = font(words.weight, pixels(words.size))
    left, top, right, bottom = drawn.getbbox(words.text, anchor=f"{words.anchor}s")
    return words.x + left / FINE, words.y + top / FINE, words.x + right / FINE, words.y + bottom / FINE


def lines_of(sheet: Sheet) -> list[Words]:
    return [mark for mark in sheet.marks if isinstance(mark, Words)]


def meet(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > NEAR and down > NEAR


def faults(sheet: Sheet) -> list[str]:
    """Return what a reader would stumble over."""
    lines = lines_of(sheet)
    boxes = [(words, ink(words)) for words in lines]
    found = [
        f"off the page: {words.text}"
        for words, (left, top, right, bottom) in boxes
        if left < 0 or top < 0 or right > sheet.width or bottom > sheet.height
    ]
    found += [
        f"meet: {one.text} / {other.text}" for (one, a), (other, b) in combinations(boxes, 2) if meet(a, b)
    ]
    least = min(words.size for words in lines)
    if least < sheet.letter - 0.5:
        found.append(f"letters of {least} pixels under {sheet.letter}")
    return found


def said(sheet: Sheet, path: str) -> str:
    return " ".join(words.text for words in lines_of(sheet) if words.path == path)


def missing(sheet: Sheet, design: Design) -> list[str]:
    """Return the texts of the design that are not on the page, word for word."""
    drawn = " ".join(words.text for words in lines_of(sheet))
    return [text for text, path in shown_texts(design) if neat(text) not in drawn]


def shown_texts(design: Design) -> list[tuple[str, str]]:
    names = (".icon", ".tone", ".unit", ".moments")
    inside = [
        pair for pair in texts_of(design.blocks, "blocks") if not any(name in pair[1] for name in names)
    ]
    return [(design.title, "title"), (design.lead, "lead"), (design.source, "source"), *inside]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_cut_or_overlaps_whatever_is_written(seed: int) -> None:
    chance = random.Random(seed)
    design = specimens.design(chance)
    format_ = FORMATS[seed % len(FORMATS)]

    try:
        sheet = lay_out(design, format_)
    except TooLong as refusal:
        assert refusal.text and refusal.path and refusal.format is format_
        return

    assert faults(sheet) == []
    assert missing(sheet, design) == []
    assert sheet.letter >= format_.least - 0.01


@pytest.mark.parametrize("number", range(len(COMPOSERS)))
def test_every_block_stands_alone_on_every_format(number: int) -> None:
    block = specimens.blocks(random.Random(7))[number]
    design = Design(
        title="Ễnh ương Ậm ừ", blocks=(block,), look=specimens.LOOK, source="UBND xã", date="21/11/2026"
    )

    for format_ in FORMATS:
        sheet = lay_out(design, format_)
        assert faults(sheet) == [] and missing(sheet, design) == [], format_.name


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.code)
def test_what_is_too_long_is_refused_and_named(format_: Format) -> None:
    long = "Chỉ dẫn này dài quá sức một tấm hình nên không thể vừa. " * 110
    design = Design(
        title="Ngắn", look=specimens.LOOK, blocks=(Notice(text=long), IconList(items=(Item(title="Một"),)))
    )

    with pytest.raises(TooLong) as refusal:
        lay_out(design, format_)

    assert refusal.value.path == "blocks.0.text"
    assert refusal.value.text == long


def test_a_word_wider_than_the_page_is_refused_not_broken() -> None:
    word = "a" * 120
    design = Design(title="Ngắn", look=specimens.LOOK, blocks=(Notice(text=f"Từ {word} dài"),))

    with pytest.raises(TooLong) as refusal:
        lay_out(design, PORTRAIT)

    assert refusal.value.text == word


def test_a_share_card_leaves_whole_blocks_out_and_says_so() -> None:
    items = tuple(
        Item(title=f"Việc thứ {number} cần làm", text="Giải thích thêm một câu cho rõ.")
        for number in range(9)
    )
    design = Design(
        title="Chín việc cần làm", look=specimens.LOOK, source="UBND xã", date="21/11/2026",
        blocks=(IconList(items=items[:3]), IconList(items=items[3:]), Notice(text="Gọi trưởng thôn")),
    )  # fmt: skip

    sheet = fitted(design, CARD)

    drawn = said(sheet, "source")
    assert drawn.endswith("Xem đủ trên trang của xã")
    shown = {words.path.split(".")[1] for words in lines_of(sheet) if words.path.startswith("blocks.0")}
    assert shown == {"0"} and faults(sheet) == []
    assert [refusal.format for refusal in refusals(design)] == []


@pytest.mark.parametrize("text", ["KỂ CHUYỆN NGƯỜI TỐT, VIỆC TỐT Ở THÔN ĐÔNG HỒ", "Ậ Ễ Ỗ Ẫ Ỵ Ợ g ộ ị " * 6])
def test_stacked_marks_never_touch_the_line_above(text: str) -> None:
    setting = set_text(text, size=40, weight="Bold", width=330)
    lines = setting.words(0, 0, colour="#000000")

    assert len(lines) > 2
    for above, below in pairwise(lines):
        assert ink(above)[3] < ink(below)[1]


@pytest.mark.parametrize(("width", "height"), [(384, 192), (640, 320), (1366, 768), (320, 480)])
def test_a_panel_gets_pages_of_its_own_pixels(width: int, height: int) -> None:
    chance = random.Random(3)
    design = Design(
        title="Lịch tiêm chủng", lead="Trạm Y tế xã", look=specimens.LOOK, source="Trạm Y tế",
        blocks=(specimens.blocks(chance)[4], Notice(text="Mang sổ tiêm chủng")),
    )  # fmt: skip

    pages = panel_pages(design, width=width, height=height)

    assert len(pages) >= 1
    sizes: set[Any] = {png[16:24] for png in pages}
    assert sizes == {width.to_bytes(4, "big") + height.to_bytes(4, "big")}
    with pytest.raises(ValueError, match="a panel of"):
        panel(20, 20)


@pytest.mark.parametrize("colour", ["#A8201A", "#FFD200", "#FFFFFF", "#274C7A"])
def test_white_can_be_read_on_any_colour_of_a_commune(colour: str) -> None:
    look = Look(commune="xã", colour=colour)

    assert contrast(palette(look, "commune").main, "#FFFFFF") >= 4.5

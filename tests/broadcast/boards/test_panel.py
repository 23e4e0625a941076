import itertools
import unicodedata

import pytest
from PIL import Image, ImageDraw

from broadcast.boards.panel import ALIKE, LEAST_LETTER, TextTooLong, _font, ink_of, panel_picture, set_text

BASES, TOPS, TONES = "AĂÂEÊIOÔƠUƯY", ("",), ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
CAPITALS = [unicodedata.normalize("NFC", base + tone) for base, tone in itertools.product(BASES, TONES)]
SIZES = [(128, 32), (192, 96), (320, 160), (1920, 1080), (64, 16)]


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    box = picture.convert("L").getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("size", SIZES[:3])
def test_no_mark_of_any_capital_is_clipped(size: tuple[int, int]) -> None:
    for text in [*CAPITALS, "Đ", "ỄẬỖ", "QUỸ", "gỵ"]:
        picture = panel_picture([text], size=size)
        letter = set_text([text], size=size).letter
        wide = Image.new("L", (size[0] + 8 * letter, size[1] + 8 * letter))
        ImageDraw.Draw(wide).text((4 * letter, 4 * letter), text, font=_font(letter), fill=255, anchor="ls")

        left, top, right, bottom = ink_box(picture)
        box = ink_box(wide)

        assert (right - left, bottom - top) == (box[2] - box[0], box[3] - box[1]), text
        assert left >= 1 and top >= 1 and right <= size[0] - 1 and bottom <= size[1] - 1, text
        shown = picture.convert("L").crop((left, top, right, bottom))
        assert shown.tobytes() == wide.crop(box).tobytes(), text


def test_lines_with_stacked_marks_never_touch() -> None:
    setting = set_text(["KỂ CHUYỆN NGƯỜI TỐT", "VIỆC TỐT Ở THÔN ĐÔNG HỒ ẬỖỄ"], size=(320, 96))

    for above, below in itertools.pairwise(setting.rows):
        assert above.y + above.ink.bottom < below.y + below.ink.top


@pytest.mark.parametrize("size", SIZES)
def test_the_picture_has_exactly_the_panel_s_pixels(size: tuple[int, int]) -> None:
    assert panel_picture(["Lũ về"], size=size).size == size
    assert panel_picture(["Lũ về"], size=size, one_bit=True).mode == "1"


@pytest.mark.parametrize("size", SIZES[:4])
def test_letters_are_the_largest_that_fit(size: tuple[int, int]) -> None:
    lines = ["Tiêm phòng dại", "8 giờ thứ Bảy"]

    setting = set_text(lines, size=size, margin=1)

    bigger = setting.letter + max(2, setting.letter // 50)
    rows = [row.text for row in setting.rows]
    inks = [ink_of(text, bigger) for text in rows]
    assert max(ink.width for ink in inks) > size[0] - 2 or sum(ink.height for ink in inks) > size[1] * 0.85


def test_a_long_line_wraps_between_words() -> None:
    setting = set_text(["Mời bà con thôn Đông đi tiêm phòng dại cho chó mèo"], size=(192, 96))

    assert len(setting.rows) > 1
    assert " ".join(row.text for row in setting.rows) == "Mời bà con thôn Đông đi tiêm phòng dại cho chó mèo"


def test_a_text_too_long_to_be_legible_is_refused_and_the_line_named() -> None:
    with pytest.raises(TextTooLong) as refusal:
        panel_picture(
            ["Ngắn", "Một dòng dài quá mức mà bảng nhỏ không thể nào hiện cho rõ được"], size=(128, 32)
        )

    assert refusal.value.line.startswith("Một dòng dài")
    assert "Một dòng dài" in str(refusal.value)


def test_a_word_wider_than_the_panel_is_refused() -> None:
    with pytest.raises(TextTooLong):
        panel_picture(["nghiêngnghiêngnghiêngnghiêng"], size=(64, 64))


@pytest.mark.parametrize("letter", [each for each in range(LEAST_LETTER, 25) if each not in ALIKE])
def test_no_two_letters_look_alike_in_two_colours(letter: int) -> None:
    looks: dict[bytes, str] = {}
    for text in CAPITALS + [each.lower() for each in CAPITALS]:
        canvas = Image.new("1", (64, 64))
        ImageDraw.Draw(canvas).text((10, 45), text, font=_font(letter), fill=255, anchor="ls")
        look = canvas.tobytes()
        assert look not in looks, (text, looks.get(look))
        looks[look] = text


def test_a_panel_of_sixteen_rows_carries_stacked_marks() -> None:
    assert panel_picture(["ỄẬỖ"], size=(64, 16)).size == (64, 16)


def test_decomposed_text_is_composed_first() -> None:
    text = "Ễ Ậ Ỗ"

    apart = panel_picture([unicodedata.normalize("NFD", text)], size=(128, 32))

    assert apart.tobytes() == panel_picture([text], size=(128, 32)).tobytes()


def test_no_text_gives_the_ground_alone() -> None:
    assert panel_picture(["", "  "], size=(64, 32)).convert("L").getbbox() is None

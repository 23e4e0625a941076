import io
import itertools
import unicodedata

import pytest
from PIL import Image, ImageDraw, ImageSequence

from broadcast.boards.panel import ALIKE, LEAST_LETTER, _write, one_row, set_text
from broadcast.boards.scrolling import TooMuchText, gif, strip

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = [
    unicodedata.normalize("NFC", base + tone) for base, tone in itertools.product("AĂÂEÊIOÔƠUƯY", TONES)
]
ALPHABET = [*VOWELS, *"BCDĐGHKLMNPQRSTVX"]
LETTERS = [*ALPHABET, *(each.lower() for each in ALPHABET), *"0123456789"]


def alike(looks: dict[str, bytes]) -> list[tuple[str, str]]:
    return [pair for pair in itertools.combinations(looks, 2) if looks[pair[0]] == looks[pair[1]]]


def test_on_sixteen_rows_no_two_vietnamese_letters_look_alike() -> None:
    looks = {}
    for letter in LETTERS:
        row = one_row(letter, height=16)
        looks[letter] = Image.new("1", (32, 16))
        looks[letter].paste(row, (0, 0))

    assert len(looks) == 2 * 89 + 10
    assert alike({letter: picture.tobytes() for letter, picture in looks.items()}) == []


@pytest.mark.parametrize("size", [each for each in range(LEAST_LETTER, 41) if each not in ALIKE])
def test_nor_do_they_at_any_small_size_of_letters(size: int) -> None:
    shapes = {}
    for letter in LETTERS:
        picture = Image.new("1", (64, 64))
        _write(ImageDraw.Draw(picture), (20, 45), letter, size)
        shapes[letter] = picture.tobytes()

    assert alike(shapes) == []


@pytest.mark.parametrize("text", ["ỄẬỖ", "Tiêm phòng"])
def test_a_panel_of_sixteen_rows_takes_one_of_these_sizes(text: str) -> None:
    assert LEAST_LETTER <= set_text([text], size=(128, 16)).letter <= 16


@pytest.mark.parametrize("text", ["ỄẬỖ", "gỵ", "KỂ CHUYỆN", "lúa"])
def test_a_strip_has_the_panel_s_rows_and_nothing_is_clipped(text: str) -> None:
    letters = strip([text], height=16)

    higher = one_row(text, height=17)  # the same size of letters, one row more to stick out into
    assert letters.size == (higher.width, 16)
    assert _ink(letters) == _ink(higher)


def _ink(picture: Image.Image) -> int:
    return sum(1 for pixel in picture.tobytes() for bit in range(8) if pixel >> bit & 1)


def test_a_running_text_enters_from_the_right_and_leaves_to_the_left() -> None:
    film = Image.open(io.BytesIO(gif(["Lũ về"], size=(64, 16))))

    frames = []
    for frame in ImageSequence.Iterator(film):
        frames.append(frame.convert("L").getbbox())

    assert film.size == (64, 16)
    assert frames[0] is None
    assert film.info["loop"] == 0
    lefts = [box[0] for box in frames if box]
    assert lefts[0] >= 60 and lefts[-1] == 0
    assert frames[-1] is None or frames[-1][2] <= 2


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(TooMuchText):
        strip(["Lũ " * 4000], height=16)


def test_no_text_is_a_dark_panel() -> None:
    assert strip(["", " "], height=16).getbbox() is None
    assert Image.open(io.BytesIO(gif([], size=(64, 16)))).size == (64, 16)

import pytest

from broadcast.boards.frames import check, reading_seconds


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [([], 6), (["Ngắn"], 6), (["x" * 72], 6), (["x" * 73], 7), (["x" * 60, "y" * 60], 10)],
)
def test_reading_takes_a_second_for_twelve_characters(lines: list[str], seconds: int) -> None:
    assert reading_seconds(lines) == seconds


def test_many_short_words_take_half_a_second_each() -> None:
    assert reading_seconds(["ở đê có lũ"] * 4) == 8
    assert reading_seconds(["a b c d e f g h"] * 3) == 12


def test_composed_and_decomposed_text_take_the_same_time() -> None:
    assert reading_seconds(["e\u0302\u0303" * 80]) == reading_seconds(["ễ" * 80])


def test_a_good_board_text_gets_no_hint() -> None:
    assert check(["Tiêm phòng dại cho chó, mèo", "8 giờ Thứ Bảy tại nhà văn hoá thôn"]) == ()


def test_too_many_words_are_told_with_the_line() -> None:
    [hint] = check(["Ngắn thôi", "một hai ba bốn năm sáu bảy tám chín mười"])

    assert "Dòng 2 có 10 từ" in hint


def test_more_than_two_lines_and_no_text_are_told() -> None:
    assert "3 dòng" in check(["a", "b", "c"])[0]
    assert "chưa có chữ" in check(["", " "])[0]

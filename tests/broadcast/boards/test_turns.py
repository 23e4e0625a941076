from datetime import UTC, datetime, timedelta

import pytest

from broadcast.boards.frames import reading_seconds
from broadcast.boards.panel import TextTooLong
from broadcast.boards.panel_pictures import SECONDS
from broadcast.boards.turns import Notice, pages, turn_at

START = datetime(2026, 11, 22, tzinfo=UTC)
LONG = "Mời bà con thôn Đông đi tiêm phòng dại cho chó, mèo tại nhà văn hoá thôn"


def test_what_fits_stands_together_and_what_does_not_is_turned_over_without_loss() -> None:
    assert list(pages(("Lũ về", "Lên đình"), size=(192, 96))) == [("Lũ về", "Lên đình")]

    turned = list(pages((LONG, "Lên đình"), size=(96, 16)))

    assert len(turned) > 2
    assert " ".join(line for page in turned for line in page) == f"{LONG} Lên đình"


def test_a_word_that_the_panel_cannot_carry_is_refused() -> None:
    with pytest.raises(TextTooLong):
        list(pages(("nghiêng" * 8,), size=(32, 16)))


def test_every_text_has_its_turn_for_as_long_as_it_is_read() -> None:
    texts = [("Lũ về",), (LONG,)]
    size = (320, 160)
    whole = sum(reading_seconds(text) for text in texts)

    notices = [Notice(lines=text) for text in texts]
    seen = [turn_at(notices, size=size, now=START + timedelta(seconds=second)) for second in range(whole)]

    assert [sum(turn.lines == text for turn in seen) for text in texts] == [reading_seconds(t) for t in texts]
    assert all(1 <= turn.seconds_left <= reading_seconds(turn.lines) for turn in seen)


def test_without_texts_the_panel_is_dark() -> None:
    assert turn_at([], size=(64, 16), now=START).lines == ()


def test_a_picture_stands_before_its_words() -> None:
    notices = [Notice(lines=("Lũ về",), picture="ab")]
    whole = SECONDS + reading_seconds(("Lũ về",))

    seen = [turn_at(notices, size=(320, 160), now=START + timedelta(seconds=each)) for each in range(whole)]

    assert sorted({(turn.picture, turn.lines) for turn in seen}) == [("", ("Lũ về",)), ("ab", ())]
    assert sum(turn.picture == "ab" for turn in seen) == SECONDS

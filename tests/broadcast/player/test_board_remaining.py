"""How long it is to a moment, in the words of a board."""

from datetime import timedelta

import pytest

from broadcast.player.board.ranges import wanted_part
from broadcast.player.board.remaining import remaining


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (timedelta(days=30), "30 ngày"),
        (timedelta(days=3, hours=4, seconds=1), "3 ngày 5 giờ"),
        (timedelta(days=2, seconds=1), "2 ngày 1 giờ"),
        (timedelta(days=2), "2 ngày"),
        (timedelta(days=1, hours=14, minutes=29, seconds=5), "1 ngày 14 giờ 30 phút"),
        (timedelta(hours=23, minutes=59, seconds=1), "1 ngày"),
        (timedelta(hours=1), "1 giờ"),
        (timedelta(seconds=61), "2 phút"),
        (timedelta(seconds=60), "1 phút"),
        (timedelta(seconds=59.2), "1 phút"),
        (timedelta(seconds=1), "1 giây"),
        (timedelta(seconds=-5), "0 giây"),
    ],
)
def test_it_never_promises_less_than_there_is(wait: timedelta, said: str) -> None:
    assert " ".join(f"{each['figure']} {each['unit']}" for each in remaining(wait)) == said


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=90-500", (90, 99)),
        ("bytes=5-5", (5, 5)),
        ("bytes=100-", None),
        ("bytes=9-3", None),
        ("bytes=-5", None),
        ("bytes=0-1,5-6", None),
        ("pages=1-2", None),
    ],
)
def test_what_cannot_be_read_as_one_range_is_the_whole(header: str, part: tuple[int, int] | None) -> None:
    assert wanted_part(header, 100) == part

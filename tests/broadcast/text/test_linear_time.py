"""Text put together at random from what rules look for: four times as long takes about four times as long."""

import random
import time

import pytest

from broadcast.text import read

PARTS = (
    "1", "12", "2026", "111", "0", "/", "-", ".", ",", ":", " ", "(", ")", "'", '"', "°", "%", "&", "+", "x", "|",
    "\n", "_", "*", "ngày ", "từ ", "đến ", "tháng ", "số ", "quý ", "thứ ", "lúc ", "h", "giờ ", "phút", "kg", "m2",
    "đồng", "triệu ", "/năm", "UBND", "HĐND", "TT", "QĐ", "KT.", "A/H5N1", "IV", "XX", "N.V.", "vn", "www.", "@",
    "http://",
    "++",
    "--", "||", "Km ", "QL", "xã ", "các ", "và ", "Ộ", "uỷ ", "\u00ad", "…", "½", "trận ", "tỷ số ", "điểm ", "đ",
)  # fmt: skip
LENGTH = 1_200
SEEDS = range(40)


def seconds(text: str) -> float:
    """Processor time of one reading."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


def growth(piece: str) -> float:
    """How many times longer four times the text takes."""
    short = piece * (LENGTH // len(piece))
    once = max(seconds(short), 0.01)
    return seconds(short * 4) / once


@pytest.mark.parametrize("seed", SEEDS)
def test_time_grows_with_the_length_only(seed: int) -> None:
    chance = random.Random(seed)
    piece = "".join(chance.choices(PARTS, k=chance.randint(1, 7)))

    # A busy machine may spoil one measurement, not three: a slow rule is slow each time.
    assert min(growth(piece) for _ in range(3)) < 9

"""Twice the text takes about twice the time, also for text made to hurt."""

import time

import pytest

from broadcast.text import read

HOSTILE = {
    "strokes and figures": "1/", "dots and figures": "1.", "dashes and figures": "1-", "commas and figures": "1,",
    "capitals": "TT ", "one endless word in capitals": "AB", "joined capitals": "HĐND-", "brackets": "(UBND)", "bars": "| ",
    "blanks": " ", "dashes": "-", "stops": ".", "at signs": "a@", "domains": "a.vn.", "quotes": "'", "figures": "7",
    "small letters": "a", "numbers of documents": "số 1/", "dates": "ngày 1/1, ", "emoji": "🎉", "marks": "\u0301", "lines": "\n",
    "Roman": "IV, ", "table rules": "|--", "days": "ngày ", "blank days": "ngày. ", "units": "1kg/", "dots of leaders": "số ...",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_only(piece: str) -> None:
    short = piece * (8_000 // len(piece))

    once = _seconds(short)
    eight = _seconds(short * 8)

    assert eight < max(once, 0.01) * 8 * 4


def _seconds(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started

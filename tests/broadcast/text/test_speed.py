"""Four times the text takes about four times the time, also for text made to hurt."""

import time

import pytest

from broadcast.text import read

HOSTILE = {
    "strokes and figures": "1/", "dots and figures": "1.", "dashes and figures": "1-",
    "commas and figures": "1,",
    "capitals": "TT ", "one endless word in capitals": "AB", "joined capitals": "HĐND-",
    "brackets": "(UBND)", "bars": "| ",
    "blanks": " ", "dashes": "-", "stops": ".", "at signs": "a@", "domains": "a.vn.", "quotes": "'",
    "figures": "7",
    "small letters": "a", "numbers of documents": "số 1/", "dates": "ngày 1/1, ", "emoji": "🎉",
    "marks": "\u0301", "lines": "\n",
    "Roman": "IV, ", "table rules": "|--", "days": "ngày ", "blank days": "ngày. ", "units": "1kg/",
    "grouped": "111,", "spaced": "111 ", "codes": "a1B2", "weekdays": "T2 - ", "cells": "a|",
    "initials": "N.V.", "dots of leaders": "số ...",
}  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_only(piece: str) -> None:
    short = piece * (1_500 // len(piece))

    once = _seconds(short)
    four = _seconds(short * 4)

    assert four < max(once, 0.02) * 4 * 3


def _seconds(text: str) -> float:
    """The best of three: a busy machine must not look like a slow rule."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started

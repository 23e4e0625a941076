"""Waiting for something to become true, and saying what did not."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LOOK_EVERY_S = 0.25


def until(look: Callable[[], Found | None], *, within_s: float, what: str) -> Found:
    """Return the first answer that is neither None nor False; raises AssertionError when time is up."""
    deadline = time.monotonic() + within_s
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {within_s:.0f} s: {what}"
        time.sleep(LOOK_EVERY_S)
    return found

"""Tells a person at a terminal how far long work is; log files and timers hear nothing."""

from typing import Protocol


class Screen(Protocol):
    """What is written to."""

    def isatty(self) -> bool:
        """Whether a person looks at it."""

    def write(self, msg: str, *, ending: str) -> None:
        """Write."""


class Percent:
    """Counts bytes and writes the percentage whenever it has risen by one."""

    def __init__(self, screen: Screen, *, total: int) -> None:
        self._screen, self._total = screen, max(total, 1)
        self._done, self._shown = 0, -1

    def __call__(self, count: int) -> None:
        """Take note of so many more bytes."""
        self._done += count
        percent = min(100, self._done * 100 // self._total)
        if percent > self._shown and self._screen.isatty():
            self._screen.write(f"\r{percent} %", ending="\n" if percent == 100 else "")
            self._shown = percent

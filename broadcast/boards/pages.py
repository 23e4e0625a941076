"""A PDF page by page for the boards: drawn by a process of its own under limits, each page with its reading time."""

import json
import math
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WALL_SECONDS = 240
MOST_PAGES = 20
LETTERS_A_SECOND = 18  # somebody who stands before the board reads like on paper
LEAST_SECONDS, MOST_SECONDS = 12, 60
SCANNED_SECONDS = 30
"""For a page whose letters cannot be counted."""
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


class PagesRefused(Exception):
    """The PDF cannot be shown page by page; ``code`` says why: too_many, locked, damaged, too_heavy."""

    def __init__(self, code: str, *, pages: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.pages = pages


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A page as a picture, and for how many seconds it is read."""

    picture: Path
    seconds: int


def look(source: Path) -> tuple[int, ...]:
    """Return for how many seconds each page of a PDF would stand; raises PagesRefused."""
    return tuple(map(seconds_for, _ask_worker(source)))


def draw(source: Path, *, folder: Path) -> tuple[Drawn, ...]:
    """Draw every page into ``folder``; raises PagesRefused."""
    letters = _ask_worker(source, str(folder))
    return tuple(
        Drawn(picture=folder / f"{number}.webp", seconds=seconds_for(count))
        for number, count in enumerate(letters, start=1)
    )


def seconds_for(letters: int) -> int:
    """Return for how long a page with so many letters stands; whoever needs longer waits until it comes again."""
    if not letters:
        return SCANNED_SECONDS
    return min(MOST_SECONDS, max(LEAST_SECONDS, math.ceil(letters / LETTERS_A_SECOND)))


def _ask_worker(source: Path, *folder: str) -> list[int]:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "broadcast.boards.page_worker", str(source), *folder],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=WALL_SECONDS,
            cwd=_ROOT,
            env={**environment, "PYTHONPATH": str(_ROOT)},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PagesRefused("too_heavy") from None
    if done.returncode:
        raise PagesRefused("too_heavy" if done.returncode < 0 else "damaged")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "refused" in answer:
        raise PagesRefused(answer["refused"], pages=answer.get("pages", 0))
    return list(answer["letters"])

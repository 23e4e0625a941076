"""A drill (diễn tập) says so: before, in the middle and after its words, on every board frame, in its title."""

from collections.abc import Sequence

SENTENCE = "Đây là diễn tập. Không phải tình huống thật."
MARK = "DIỄN TẬP"
TITLE_PREFIX = f"{MARK}: "
LONG = 6  # sentences' worth of lines, or
LONG_CHARACTERS = 500  # so many characters: half a minute, after which nobody remembers how it began
MOST_LINES = 2


def title(written: str) -> str:
    """Return the title with the mark in front, once."""
    return written if written.startswith(TITLE_PREFIX) else TITLE_PREFIX + written


def script(written: str) -> str:
    """Return the script with the sentence before and after, and in the middle of a long one."""
    lines = [line for line in written.splitlines() if line.strip() and line.strip() != SENTENCE]
    if len(lines) > 1 and (len(lines) >= LONG or sum(map(len, lines)) >= LONG_CHARACTERS):
        middle = len(lines) // 2
        lines = [*lines[:middle], SENTENCE, *lines[middle:]]
    return "\n".join([SENTENCE, *lines, SENTENCE])


def board_lines(written: Sequence[str]) -> list[str]:
    """Return the board's lines with the mark alone on the first: it is on the frame whatever follows."""
    lines = [line for line in written if line.strip() and line != MARK]
    return [MARK, *lines[: MOST_LINES - 1]]

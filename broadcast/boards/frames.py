"""Rules for a text that is read at ten metres by a person passing: how long, how many words."""

import math
import unicodedata
from collections.abc import Sequence

CHARACTERS_A_SECOND = 12
WORDS_A_SECOND = 2  # syllables, as Vietnamese writes them; signs are read more slowly than books
LEAST_SECONDS = 6
MOST_LINES = 2
MOST_WORDS = 9  # in a line
MOST_SECONDS = 15  # a person walks past a board in about so long

HINTS = {
    "empty": "Bảng tin chưa có chữ. Viết một hoặc hai dòng ngắn.",
    "lines": "Bảng tin có {count} dòng. Rút còn nhiều nhất hai dòng để người đi đường kịp đọc.",
    "seconds": "Cần khoảng {count} giây để đọc hết, người đi đường không kịp. Rút ngắn để đọc xong trong {most} giây.",
    "words": "Dòng {number} có {count} từ. Rút còn 7 đến 9 từ để chữ đủ to.",
}


def reading_seconds(lines: Sequence[str]) -> int:
    """Return the seconds that a person needs to read ``lines``: 12 characters and 2 words a second, 6 s at least."""
    characters = sum(len(unicodedata.normalize("NFC", " ".join(line.split()))) for line in lines)
    words = sum(len(line.split()) for line in lines)
    return max(LEAST_SECONDS, math.ceil(characters / CHARACTERS_A_SECOND), math.ceil(words / WORDS_A_SECOND))


def check(lines: Sequence[str]) -> tuple[str, ...]:
    """Return what a writer of board texts should change, as Vietnamese sentences; empty when all is well."""
    written = [(number, line.split()) for number, line in enumerate(lines, start=1) if line.strip()]
    if not written:
        return (HINTS["empty"],)
    hints = []
    if len(written) > MOST_LINES:
        hints.append(HINTS["lines"].format(count=len(written)))
    for number, words in written:
        if len(words) > MOST_WORDS:
            hints.append(HINTS["words"].format(number=number, count=len(words)))
    seconds = reading_seconds(lines)
    if seconds > MOST_SECONDS:
        hints.append(HINTS["seconds"].format(count=seconds, most=MOST_SECONDS))
    return tuple(hints)

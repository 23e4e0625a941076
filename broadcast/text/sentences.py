"""Cut spoken text into sentences for synthesis; a paragraph always ends one."""

import re

ENDS = re.compile(r"(?<=[.!?;])[\"')\]]*\s+|(?<=:)\s*\n\s*")
CLOSED = re.compile(r"[.!?;:]\s*\Z")
LONGEST = 400  # characters; beyond that a sentence is cut at a comma or a blank


def sentences(spoken: str) -> list[str]:
    """Spoken text as sentences in order; nothing but blanks is lost."""
    pieces: list[str] = []
    for paragraph in _paragraphs(spoken):
        for piece in ENDS.split(paragraph):
            pieces.extend(_bounded(" ".join(piece.split())))
    return [piece for piece in pieces if any(char.isalnum() for char in piece)]


def _paragraphs(spoken: str) -> list[str]:
    """Lines, except that one broken in mid-sentence goes on: the next begins with a small letter."""
    paragraphs: list[str] = []
    for line in spoken.splitlines():
        text = line.strip()
        if not text:
            continue
        if (
            paragraphs
            and text[0].islower()
            and not CLOSED.search(paragraphs[-1])
            and not paragraphs[-1].endswith(",")
        ):
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
    return paragraphs


def _bounded(sentence: str) -> list[str]:
    cut: list[str] = []
    while len(sentence) > LONGEST:
        place = max(sentence.rfind(", ", 0, LONGEST) + 1, 0) or sentence.rfind(" ", 0, LONGEST)
        place = place if place > 0 else LONGEST
        cut.append(sentence[:place].strip())
        sentence = sentence[place:].strip()
    return [*cut, sentence]

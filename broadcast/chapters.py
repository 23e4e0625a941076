"""Which sentences of a programme begin something new, and what that is called in the chapters of its sound."""

from collections.abc import Sequence

from broadcast import text

_MOST_CHARACTERS = 60


def titles(spoken: str, sentences: Sequence[str]) -> list[str]:
    """Return for each sentence the title of the paragraph that it begins, "" where it begins none.

    A single paragraph needs no chapters.
    """
    openings = {first for line in spoken.splitlines() for first in text.sentences(line)[:1]}
    found = [_short(sentence) if sentence in openings else "" for sentence in sentences]
    return found if sum(map(bool, found)) > 1 else [""] * len(sentences)


def _short(sentence: str) -> str:
    if len(sentence) <= _MOST_CHARACTERS:
        return sentence.rstrip(".;:, ")
    return sentence[: _MOST_CHARACTERS + 1].rpartition(" ")[0].rstrip(".;:, ") + "…"

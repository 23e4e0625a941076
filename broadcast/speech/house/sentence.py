"""A sentence as phrases: cut where a speaker breathes, each word as its syllables."""

import re
from dataclasses import dataclass

from broadcast.speech.house.foreign import syllables_of
from broadcast.speech.house.phrase import MOST_SYLLABLES
from broadcast.speech.house.syllables import Syllable

_CLOSING = re.compile(r"([,.:;?!…])(?=[\s\"”’')\]]|$)")
_SIGNS = {"…": "."}


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """The syllables of a phrase and the sign that closes it, one of ``, . : ; ? !``"""

    syllables: tuple[Syllable, ...]
    closing: str


def phrases_of(sentence: str) -> list[Phrase]:
    """Return the phrases of a sentence (NFC); none when it holds neither letter nor digit."""
    parts = [*_CLOSING.split(sentence), ""]
    found: list[Phrase] = []
    for text, sign in zip(parts[::2], parts[1::2], strict=True):
        said = [each for word in _words(text) for each in syllables_of(word)]
        pieces = _breaths(said)
        found += [Phrase(syllables=tuple(piece), closing=",") for piece in pieces[:-1]]
        found += [
            Phrase(syllables=tuple(piece), closing=_SIGNS.get(sign, sign) or ".") for piece in pieces[-1:]
        ]
    return found


def _words(text: str) -> list[str]:
    return re.split(r"[^\w]+", text)


def _breaths(said: list[Syllable]) -> list[list[Syllable]]:
    """Return the syllables in pieces of about the same length, each short enough for one breath."""
    count = -(-len(said) // MOST_SYLLABLES)
    return [said[len(said) * part // count : len(said) * (part + 1) // count] for part in range(count)]

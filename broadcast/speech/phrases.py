"""Cuts text where a speaker would breathe: into sentences, and into pieces that an engine can take."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_PHRASE_END = re.compile(r"(?<=[,;:.!?…–—])\s+")


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a spoken text: cut after . ! ? … and at line ends."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


def phrases_of(sentence: str) -> list[str]:
    """Return a sentence cut where a speaker would breathe; a piece without any word stays with the one before."""
    phrases: list[str] = []
    for piece in _PHRASE_END.split(sentence.strip()):
        if phrases and not any(sign.isalnum() for sign in piece):
            phrases[-1] += f" {piece}"
        elif piece:
            phrases.append(piece)
    return phrases


def packed(text: str, most: int) -> list[str]:
    """Return ``text`` in pieces of at most ``most`` characters, of whole phrases wherever a phrase fits."""
    pieces: list[str] = []
    for phrase in _PHRASE_END.split(text.strip()):
        for part in _shortened(phrase, most):
            if pieces and len(pieces[-1]) + 1 + len(part) <= most:
                pieces[-1] += " " + part
            else:
                pieces.append(part)
    return [piece for piece in pieces if piece]


def _shortened(phrase: str, most: int) -> list[str]:
    """Return a phrase in pieces of about equal length, cut between words: no piece is one lonely word."""
    if len(phrase) <= most:
        return [phrase]
    count = -(-len(phrase) // most)
    middle = len(phrase) * (count // 2) // count
    cut = _nearest_space(phrase, middle)
    if cut is None:
        return [phrase[:most], *_shortened(phrase[most:], most)]
    return _shortened(phrase[:cut], most) + _shortened(phrase[cut + 1 :], most)


def _nearest_space(phrase: str, middle: int) -> int | None:
    spaces = [at for at, sign in enumerate(phrase) if sign == " " and 0 < at < len(phrase) - 1]
    return min(spaces, key=lambda at: abs(at - middle), default=None)

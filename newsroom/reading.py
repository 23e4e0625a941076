"""A script beside the way it will be read aloud, sentence by sentence, with its questions and what changed."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from newsroom.changes import Piece
from newsroom.ready import Question, SpokenText, Stretch


class Outdated(Exception):
    """The script changed since the question was shown, so the answer may no longer fit its place."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A run of the script; ``changed``: the voice says something else than what is written.

    ``pieces``: what is said, cut where it differs from the version approved before; empty without one.
    """

    number: int
    start: int
    end: int
    written: str
    spoken: str
    changed: bool = False
    asked: bool = False
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """What is heard between two rests of the voice."""

    number: int
    words: tuple[Word, ...]

    @property
    def spoken(self) -> str:
        """What is said, as one can have it said alone."""
        return " ".join("".join(word.spoken for word in self.words).split())


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with the words around it, so that it can be answered without searching; ``word`` is its place."""

    question: Question
    before: str
    after: str
    word: int
    times: int


Paragraph = tuple[Sentence, ...]
AROUND = 60
STEP = 5  # seconds to which lengths are rounded: nobody reads more exactly
_RESTS = re.compile(r"[.!?;][\"”’')\]]*\s*\Z")


def paragraphs(text: SpokenText, compared: Sequence[Piece] = ()) -> list[Paragraph]:
    """Return the script's paragraphs in sentences; ``compared`` are the pieces of ``text.spoken``."""
    found: list[Paragraph] = []
    sentences: list[Sentence] = []
    words: list[Word] = []
    number = 0
    for word, ends_sentence, ends_paragraph in _cut(text, _shared(text.stretches, compared)):
        if word is not None:
            words.append(word)
        if words and (ends_sentence or ends_paragraph):
            sentences.append(Sentence(number=number, words=tuple(words)))
            words, number = [], number + 1
        if sentences and ends_paragraph:
            found.append(tuple(sentences))
            sentences = []
    return found


def _cut(text: SpokenText, shares: list[tuple[Piece, ...]]) -> Iterator[tuple[Word | None, bool, bool]]:
    """Yield each word, and whether a sentence and a paragraph end with it."""
    asked = {(question.start, question.end) for question in text.questions}
    for number, stretch in enumerate(text.stretches):
        written = text.written[stretch.start : stretch.end]
        if _is_break(stretch, written):
            yield None, True, True
            continue
        following = text.stretches[number + 1].spoken if number + 1 < len(text.stretches) else "\n"
        is_asked = (stretch.start, stretch.end) in asked
        said_otherwise = stretch.changed and written != stretch.spoken and any(map(str.isalnum, written))
        word = Word(
            number=number,
            start=stretch.start,
            end=stretch.end,
            written=written,
            spoken=stretch.spoken,
            changed=said_otherwise or is_asked,
            asked=is_asked,
            pieces=shares[number],
        )
        parted = stretch.spoken[-1:].isspace() or following[:1].isspace()
        rests = parted and bool(_RESTS.search(stretch.spoken))
        yield word, rests, number + 1 == len(text.stretches)


def _is_break(stretch: Stretch, written: str) -> bool:
    return not stretch.changed and "\n" in written and not written.strip()


def _shared(stretches: Sequence[Stretch], compared: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    """Share the pieces out among the stretches; what is gone goes to the next stretch that says something."""
    shares: list[tuple[Piece, ...]] = []
    queue = list(compared)
    for stretch in stretches:
        left, own = len(stretch.spoken), list[Piece]()
        if not stretch.spoken.strip():
            own, queue = [], _without(queue, left)
        else:
            while queue and (left or queue[0].is_gone):
                piece = queue.pop(0)
                own.append(piece if piece.is_gone else Piece(kind=piece.kind, text=piece.text[:left]))
                if not piece.is_gone and len(piece.text) > left:
                    queue.insert(0, Piece(kind=piece.kind, text=piece.text[left:]))
                left -= 0 if piece.is_gone else len(own[-1].text)
        shares.append(tuple(own))
    if shares and queue:
        shares[-1] = (*shares[-1], *queue)
    return shares


def _without(queue: list[Piece], length: int) -> list[Piece]:
    """Drop that many characters of what is said, and keep what is gone for later."""
    gone: list[Piece] = []
    while queue and length:
        piece, queue = queue[0], queue[1:]
        if piece.is_gone:
            gone.append(piece)
        elif len(piece.text) > length:
            queue, length = [Piece(kind=piece.kind, text=piece.text[length:]), *queue], 0
        else:
            length -= len(piece.text)
    return [*gone, *queue]


# ------------------------------------------------------------------ questions


def questions(text: SpokenText) -> list[Asked]:
    """Return the open questions in the order of the script, each with its surroundings."""
    numbers = {stretch.start: number for number, stretch in enumerate(text.stretches)}
    written = [question.written for question in text.questions]
    return [
        Asked(
            question=question,
            before=_tail(text.written[max(0, question.start - AROUND) : question.start]),
            after=_head(text.written[question.end : question.end + AROUND]),
            word=numbers.get(question.start, 0),
            times=written.count(question.written),
        )
        for question in text.questions
    ]


def _tail(before: str) -> str:
    line = before.rpartition("\n")[2]
    return line if len(line) < AROUND else "… " + line.partition(" ")[2]


def _head(after: str) -> str:
    line = after.partition("\n")[0]
    return line if len(line) < AROUND else line.rpartition(" ")[0] + " …"


def digest(script: str) -> str:
    """Return what a form carries along, to notice that the script changed meanwhile."""
    return hashlib.sha256(script.encode()).hexdigest()[:16]


def asked_at(text: SpokenText, *, shown: str, start: int, end: int) -> Question:
    """Return the question that was open at this place of the script that was shown, or raise ``Outdated``."""
    open_questions = {(question.start, question.end): question for question in text.questions}
    question = open_questions.get((start, end))
    if shown != digest(text.written) or question is None:
        raise Outdated
    return question


# ------------------------------------------------------------------ how long


def in_words(seconds: int) -> str:
    """Return a length as people say it."""
    minutes, rest = divmod(max(STEP, STEP * round(seconds / STEP)), 60)
    if not minutes:
        return _("about %(seconds)s seconds") % {"seconds": rest}
    if not rest:
        return _("about %(minutes)s min") % {"minutes": minutes}
    return _("about %(minutes)s min %(seconds)s seconds") % {"minutes": minutes, "seconds": rest}


def seconds_of(text: SpokenText) -> Callable[[str], float]:
    """Return what tells how long a sentence of this script takes; to be asked in the script's order.

    The whole is known, and how much of it is said for each stretch: no sentence needs to be read again.
    """
    per_character = text.seconds / (len(text.spoken) or 1)
    place = 0

    def tell(sentence: str) -> float:
        nonlocal place
        start = text.written.find(sentence, place)
        if start < 0:
            return len(sentence) * per_character
        place = start + len(sentence)
        return per_character * sum(_said_within(each, start, place) for each in text.stretches)

    return tell


def _said_within(stretch: Stretch, start: int, end: int) -> float:
    """Return how many spoken characters of a stretch belong to this part of the script."""
    shared = min(end, stretch.end) - max(start, stretch.start)
    return len(stretch.spoken) * max(0, shared) / ((stretch.end - stretch.start) or 1)

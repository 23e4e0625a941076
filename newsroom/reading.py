"""A script beside the way it will be read aloud, paragraph by paragraph, and the editor's answers to its questions."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsroom.ready import Question, SpokenText


class Outdated(Exception):
    """The script changed since the question was shown, so the answer may no longer fit its place."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A run of the script; ``spoken`` differs from ``written`` where the voice says something else."""

    written: str
    spoken: str
    changed: bool = False
    asked: bool = False


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question with the words around it, so that it can be answered without searching."""

    question: Question
    before: str
    after: str


Paragraph = tuple[Word, ...]
AROUND = 60


def paragraphs(text: SpokenText) -> list[Paragraph]:
    """Return the script's paragraphs, cut where the voice says something else than what is written."""
    found, line = list[Paragraph](), list[Word]()
    for word in _spaced(_words(text)):
        first, *rest = [word] if word.changed else _lines(word)
        line.append(first)
        for part in rest:
            found.append(tuple(line))
            line = [part]
    found.append(tuple(line))
    return [paragraph for paragraph in found if any(word.written or word.spoken for word in paragraph)]


def _lines(word: Word) -> list[Word]:
    pairs = zip(word.written.split("\n"), word.spoken.split("\n"), strict=True)
    return [Word(written=written, spoken=spoken) for written, spoken in pairs]


def _words(text: SpokenText) -> Iterator[Word]:
    asked = {(question.start, question.end) for question in text.questions}
    place = 0
    for start, end, spoken in text.changed:
        if start > place:
            yield _plain(text.written[place:start])
        written = text.written[start:end]
        changed = written != spoken or (start, end) in asked
        yield Word(written=written, spoken=spoken, changed=changed, asked=(start, end) in asked)
        place = max(place, end)
    yield _plain(text.written[place:])


def _plain(words: str) -> Word:
    return Word(written=words, spoken=words)


def _spaced(words: Iterable[Word]) -> Iterator[Word]:
    """Keep two words apart that were only kept apart by a figure or a sign, as the voice does."""
    last = ""
    for word in words:
        if last.isalpha() and word.spoken[:1].isalpha():
            yield replace(word, spoken=" " + word.spoken)
        else:
            yield word
        last = word.spoken[-1:] or last


def questions(text: SpokenText) -> list[Asked]:
    """Return the open questions in the order of the script, each with its surroundings."""
    return [
        Asked(
            question=question,
            before=_tail(text.written[max(0, question.start - AROUND) : question.start]),
            after=_head(text.written[question.end : question.end + AROUND]),
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


def answered(text: SpokenText, *, shown: str, start: int, end: int, choice: str) -> str:
    """Return the script with one questioned word written out as chosen, or raise ``Outdated``."""
    open_questions = {(question.start, question.end): question for question in text.questions}
    question = open_questions.get((start, end))
    if shown != digest(text.written) or question is None or choice not in (question.best, *question.choices):
        raise Outdated
    return text.written[:start] + choice + text.written[end:]

"""Read a script with what people decided about it: the commune's words, and this story's own readings."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from broadcast.text import Question, Reading, Span
from broadcast.text import read as read_text
from broadcast.text.shadow import fold, fold_tones

ASKED = "Từ điển ghi chữ này có nhiều cách đọc; hãy chọn theo nội dung bài."
DECISION = "decision"
FIRST_STAND_IN = 0xE000  # a private character stands in for words that must be said exactly as typed


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How ``written`` is said in one story; with ``before`` or ``after`` only where these stand beside it."""

    written: str
    spoken: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Doubtful:
    """A word with several readings, the best first; ``always``: ask even where the reader could decide."""

    choices: tuple[str, ...]
    always: bool


@dataclass(frozen=True, kw_only=True)
class Words:
    """The dictionary as a reading wants it, by written form: what is replaced, what is asked."""

    replaced: Mapping[str, str] = field(default_factory=dict)
    doubtful: Mapping[str, Doubtful] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a decision applies: in the script, and in the text that was read in its stead."""

    start: int
    end: int
    said_from: int
    said_to: int
    spoken: str


def read(script: str, *, words: Words, decisions: Sequence[Decision] = ()) -> Reading:
    """Read ``script``: a story's decision wins over the dictionary, the dictionary over the reader."""
    written = unicodedata.normalize("NFC", script)
    own = {**words.replaced, **{key: each.choices[0] for key, each in words.doubtful.items() if each.always}}
    found = sorted(_found(written, decisions))
    if not found:
        return _asked(read_text(written, dictionary=own), words)
    substitute, places, stand_ins = _substituted(written, found)
    reading = _asked(read_text(substitute, dictionary={**own, **stand_ins}), words)
    return _put_back(reading, written, places)


def same(text: str) -> str:
    """Return the form under which two spellings of one word meet: NFC, one kind of dash, old tone marks moved."""
    return fold_tones(fold(unicodedata.normalize("NFC", text)))


# ------------------------------------------------------------------ where a decision applies


def _found(written: str, decisions: Sequence[Decision]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, spoken); a decision for one place goes before one for all, a longer word before a shorter."""
    folded = same(written)
    if len(folded) != len(written):
        return
    taken: list[tuple[int, int]] = []
    for decision in sorted(decisions, key=lambda each: (not (each.before or each.after), -len(each.written))):
        for start, end in _occurrences(folded, decision):
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                yield start, end, unicodedata.normalize("NFC", decision.spoken.strip())


def _occurrences(folded: str, decision: Decision) -> Iterator[tuple[int, int]]:
    word, before, after = same(decision.written), same(decision.before), same(decision.after)
    place = folded.find(word) if word else -1
    while place >= 0:
        end = place + len(word)
        if (
            _is_whole(folded, place, end)
            and folded[:place].endswith(before)
            and folded.startswith(after, end)
            and not unicodedata.combining(folded[end : end + 1] or " ")
        ):
            yield place, end
        place = folded.find(word, end)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or figure goes on at either side."""
    left = text[start].isalnum() and text[start - 1 : start].isalnum() if start else False
    right = text[end - 1].isalnum() and text[end : end + 1].isalnum()
    return not (left or right)


# ------------------------------------------------------------------ reading with it


def _substituted(written: str, found: list[tuple[int, int, str]]) -> tuple[str, list[_Place], dict[str, str]]:
    """Write the decided words out; those that the reader would change again hide behind a private character."""
    text, places, stand_ins, last = "", list[_Place](), dict[str, str](), 0
    for start, end, spoken in found:
        text += written[last:start]
        said = spoken if _is_plain(spoken) else _stand_in(written, len(stand_ins))
        if said != spoken:
            stand_ins[said] = spoken
        places.append(
            _Place(start=start, end=end, said_from=len(text), said_to=len(text + said), spoken=spoken)
        )
        text += said
        last = end
    return text + written[last:], places, stand_ins


@lru_cache(maxsize=4096)
def _is_plain(spoken: str) -> bool:
    return bool(spoken) and read_text(spoken).spoken == spoken and not read_text(spoken).spans


def _stand_in(written: str, number: int) -> str:
    free = (chr(code) for code in range(FIRST_STAND_IN, 0xF8FF) if chr(code) not in written)
    return next(char for at, char in enumerate(free) if at == number)


def _put_back(reading: Reading, written: str, places: list[_Place]) -> Reading:
    """Return the reading with all places counted in the script that people see."""
    spans = [*_outside(reading.spans, places), *(_decided(place) for place in places)]
    merged = sorted(spans, key=lambda span: (span.start, -span.end))
    own = [_counted(span, written, places) for span in merged]
    questions = tuple(
        replace(question, start=start, end=end, written=written[start:end])
        for question in reading.questions
        if not _touches(question.start, question.end, places)
        for start, end in [_origin(question.start, question.end, places)]
    )
    return Reading(written=written, spoken=reading.spoken, spans=tuple(own), questions=questions)


def _outside(spans: Sequence[Span], places: list[_Place]) -> Iterator[Span]:
    return (span for span in spans if not _touches(span.start, span.end, places))


def _touches(start: int, end: int, places: list[_Place]) -> bool:
    return any(start < place.said_to and place.said_from < end for place in places)


def _decided(place: _Place) -> Span:
    return Span(start=place.said_from, end=place.said_to, written="", spoken=place.spoken, rule=DECISION)


def _counted(span: Span, written: str, places: list[_Place]) -> Span:
    start, end = _origin(span.start, span.end, places)
    return replace(span, start=start, end=end, written=written[start:end])


def _origin(start: int, end: int, places: list[_Place]) -> tuple[int, int]:
    """Return where characters of the text that was read stand in the script."""
    shift = 0
    for place in places:
        if (place.said_from, place.said_to) == (start, end):
            return place.start, place.end
        if place.said_to <= start:
            shift = place.end - place.said_to
    return start + shift, end + shift


# ------------------------------------------------------------------ words that are asked


def _asked(reading: Reading, words: Words) -> Reading:
    """Ask about the dictionary's doubtful words, and offer its readings where the reader asks."""
    if not words.doubtful:
        return reading
    questions = [_widened(question, words) for question in reading.questions]
    open_at = {question.start for question in questions}
    for span in reading.spans:
        doubtful = words.doubtful.get(same(span.written))
        if span.rule == "dictionary" and doubtful and doubtful.always and span.start not in open_at:
            questions.append(
                Question(
                    start=span.start,
                    end=span.end,
                    written=span.written,
                    best=span.spoken,
                    choices=doubtful.choices,
                    reason=ASKED,
                )
            )
    return replace(reading, questions=tuple(sorted(questions, key=lambda each: each.start)))


def _widened(question: Question, words: Words) -> Question:
    doubtful = words.doubtful.get(same(question.written))
    if doubtful is None:
        return question
    return replace(question, choices=tuple(dict.fromkeys((*question.choices, *doubtful.choices))))

"""A shorter script proposed by choosing sentences: none is changed, none invented, their order stays."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsroom.scripting.composing import GREETING, REPEAT, SIGN_OFF
from newsroom.scripting.cutting import sentences, words_in
from newsroom.scripting.signals import signals

TWO_MINUTES = 120  # seconds
HEADING_WORDS = 25
_NUMBERED = re.compile(r"(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s")
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "và của các những cho với trong trên là có được về tại từ đến theo này để đã sẽ không một khi do bị ra vào",
    )
)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A shorter script; ``fits`` is false where what may not be left out is longer by itself."""

    script: str
    seconds: int
    fits: bool
    kept: int
    left_out: int


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    place: int
    line: int
    text: str
    seconds: float
    stays: bool
    worth: float


def two_minutes(
    script: str, *, seconds_of: Callable[[str], float], limit: int = TWO_MINUTES
) -> Proposal | None:
    """Propose a version of at most ``limit`` seconds; None when the script is short enough already.

    Greeting, headline and sign-off stay, and every sentence with a time, a deadline or the place of a duty. The room
    that is left goes to the sentences that share most words with the headline and stand nearest to the beginning.
    """
    found = _weighed(script, seconds_of)
    if sum(each.seconds for each in found) <= limit:
        return None
    chosen = {each.place for each in found if each.stays}
    total = sum(each.seconds for each in found if each.stays)
    fits = total <= limit
    for each in sorted(found, key=lambda one: (-one.worth, one.place)):
        if each.place not in chosen and each.worth > 0 and total + each.seconds <= limit:
            chosen.add(each.place)
            total += each.seconds
    kept = [each for each in found if each.place in chosen]
    return Proposal(
        script=_joined(kept),
        seconds=round(total),
        fits=fits,
        kept=len(kept),
        left_out=len(found) - len(kept),
    )


def _weighed(script: str, seconds_of: Callable[[str], float]) -> list[_Sentence]:
    lines = script.split("\n")
    headline = 1 if lines[0] == GREETING and len(lines) > 1 else 0
    subject = _words(lines[headline])
    found: list[_Sentence] = []
    for at, line in enumerate(lines):
        for text in sentences(line):
            frame = at <= headline or line == SIGN_OFF
            once_more = line.startswith(REPEAT)
            found.append(
                _Sentence(
                    place=len(found),
                    line=at,
                    text=text,
                    seconds=seconds_of(text),
                    stays=frame or (signals(text).must_stay and not once_more),
                    worth=0 if once_more or _is_heading(text) else _worth(text, subject, at / len(lines)),
                )
            )
    return found


def _is_heading(text: str) -> bool:
    """A short numbered line announces what follows, and says nothing without it."""
    return bool(_NUMBERED.match(text)) and words_in(text) <= HEADING_WORDS


def _worth(text: str, subject: frozenset[str], depth: float) -> float:
    """Between 0 and 3: words shared with the headline, nearness to the beginning, somebody's duty."""
    own = _words(text)
    shared = len(own & subject) / (len(own) ** 0.5 or 1)
    return 0.001 + min(shared, 1.0) + (1.0 - depth) + 0.5 * signals(text).duty


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.lower()) if word not in EMPTY_WORDS)


def _joined(kept: list[_Sentence]) -> str:
    lines: dict[int, list[str]] = {}
    for each in kept:
        lines.setdefault(each.line, []).append(each.text)
    return "\n".join(" ".join(texts) for texts in lines.values())

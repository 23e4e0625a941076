"""A whole script spoken by the first of a chain that speaks all of it, within its time and its requests."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from broadcast.speech.cache import SentenceCache
from broadcast.speech.delivery import Delivery
from broadcast.speech.phrases import phrases_of
from broadcast.speech.script import Line
from broadcast.speech.voice import (
    Clip,
    Voice,
    VoiceError,
    VoiceUnavailable,
    is_speakable,
)

Cast = Sequence[Voice]
"""One voice, or two that take turns."""
Progress = Callable[[int, int], None]

_WORDLESS_S = 0.3
_CHARACTERS_HEARD_A_S = 12.0
_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A clip for each line, who spoke ("one+other" where two took turns), why others were left (Vietnamese)."""

    clips: tuple[Clip, ...]
    voice: str
    fallbacks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What one cast may use for one script; the last of a chain has all the time it needs."""

    most_s: float = 900.0
    most_sent: int = 400
    """Sentences that are sent to a service, which may cost money; those it spoke before are not."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How a script is spoken."""

    delivery: Delivery = field(default_factory=Delivery)
    budget: Budget = field(default_factory=Budget)
    cache: SentenceCache | None = None
    progress: Progress | None = None
    clock: Callable[[], float] = time.monotonic


class NobodySpoke(VoiceUnavailable):
    """No voice could speak the script; ``reasons`` name each, ``sentence`` is where the last one stopped."""

    def __init__(self, reasons: Sequence[str], sentence: str = "") -> None:
        super().__init__(" ".join(reasons) or "Chưa chọn giọng đọc nào.")
        self.reasons, self.sentence = tuple(reasons), sentence


class _OverBudget(VoiceUnavailable):
    """The script as a whole took too long, or too many requests."""


class _Left(Exception):
    """A cast was left, at this line."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(reason)
        self.reason, self.sentence = reason, sentence


def spoken_by(casts: Sequence[Cast], lines: Sequence[Line], terms: Terms | None = None) -> Spoken:
    """Return the script as the first of ``casts`` that can speaks it; raise ``NobodySpoke`` when none can."""
    asked = terms or Terms()
    left: list[str] = []
    sentence = ""
    for rank, cast in enumerate(casts):
        is_last = rank + 1 == len(casts)
        budget = replace(asked.budget, most_s=float("inf") if is_last else _time_for(lines, asked.budget))
        try:
            clips = _Attempt(cast, replace(asked, budget=budget)).clips(lines)
        except _Left as fault:
            left.append(fault.reason)
            sentence = fault.sentence
            continue
        return Spoken(clips=clips, voice="+".join(voice.name for voice in cast), fallbacks=tuple(left))
    raise NobodySpoke(left, sentence)


def _time_for(lines: Sequence[Line], budget: Budget) -> float:
    """Return the seconds that a voice may take: never less than twice as long as the words are heard."""
    return max(budget.most_s, 2 * sum(len(line.words) for line in lines) / _CHARACTERS_HEARD_A_S)


class _Attempt:
    """One cast speaks, and stops at its first fault."""

    def __init__(self, cast: Cast, terms: Terms) -> None:
        self._cast, self._terms = cast, terms
        self._deadline = terms.clock() + terms.budget.most_s
        self._sent = 0

    def clips(self, lines: Sequence[Line]) -> tuple[Clip, ...]:
        made: list[Clip] = []
        for line in lines:
            voice = self._cast[line.turn % len(self._cast)]
            try:
                made.append(self._line(voice, line.words))
            except VoiceError as fault:
                where = f"câu {len(made) + 1}/{len(lines)}: “{_shortened(line.words)}”"
                raise _Left(f"{voice.label}: {fault} ({where})", line.words) from fault
            if self._terms.progress:
                self._terms.progress(len(made), len(lines))
        return tuple(made)

    def _line(self, voice: Voice, words: str) -> Clip:
        """Return a line's sound; one of signs without any word is a moment of silence."""
        if self._terms.clock() > self._deadline:
            raise _OverBudget("Đọc cả bài mất quá nhiều thời gian.")
        if not is_speakable(words):
            return _silence(_WORDLESS_S, 22_050)
        pace = self._terms.delivery.pace
        if pace.phrase_s is None:
            return self._sound(voice, words, pace.rate)
        phrases = [self._sound(voice, phrase, pace.rate) for phrase in phrases_of(words)]
        return _joined(phrases, gap_s=pace.phrase_s)

    def _sound(self, voice: Voice, words: str, rate: float) -> Clip:
        cache = self._terms.cache
        kept = cache.load(voice, words, rate) if cache else None
        if kept is not None:
            return kept
        if voice.leaves_machine:
            self._sent += 1
            if self._sent > self._terms.budget.most_sent:
                raise _OverBudget("Đã gửi đi đủ số câu cho phép của một bản thu.")
        clip = voice.speak(words, rate=rate)
        if cache:
            cache.keep(clip, voice, words, rate)
        return clip


def _joined(clips: Sequence[Clip], *, gap_s: float) -> Clip:
    rate = clips[0].rate
    gap = _silence(gap_s, rate).samples
    pieces = [piece for clip in clips for piece in (gap, clip.samples)]
    return Clip(samples=np.concatenate(pieces[1:]), rate=rate)


def _silence(seconds: float, rate: int) -> Clip:
    return Clip(samples=np.zeros(int(rate * seconds), dtype=np.int16), rate=rate)


def _shortened(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"

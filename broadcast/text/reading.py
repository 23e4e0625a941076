"""What a reading is: the spoken text, which rule read which characters, and what is left to a person."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Span:
    """One stretch of the NFC-normalised text that one rule read; ``spoken`` is empty for silence."""

    start: int
    end: int
    written: str
    spoken: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A stretch a person must settle; ``best`` is said meanwhile, ``reason`` is for people."""

    start: int
    end: int
    written: str
    best: str
    choices: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A written text (NFC) beside the complete best way to say it."""

    written: str
    spoken: str
    spans: tuple[Span, ...]
    questions: tuple[Question, ...]

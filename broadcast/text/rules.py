"""What a rule is: a pattern, what must stand left and right of it, and how its match is spoken."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from broadcast.text.letters import spelt_alike
from broadcast.text.lexicon import Lexicon

LEFT_REACH = 90  # characters a rule may look back
RIGHT_REACH = 80


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A best reading that a person should look at; ``reason`` is a key of REASONS."""

    spoken: str
    choices: tuple[str, ...] = ()
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A match in its surroundings. ``last_rule`` ended at ``last_end``: the reading just before this one."""

    match: re.Match[str]
    text: str
    lexicon: Lexicon
    last_rule: str
    last_end: int

    def __getitem__(self, group: int | str) -> str:
        return self.match[group] or ""

    @property
    def whole(self) -> str:
        return self.match[0]

    @property
    def before(self) -> str:
        start = self.match.start()
        return self.text[max(0, start - LEFT_REACH) : start]

    @property
    def after(self) -> str:
        end = self.match.end()
        return self.text[end : end + RIGHT_REACH]

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Does ``pattern`` end right where the match starts?"""
        start = self.match.start()
        return bool(pattern.search(self.text, max(0, start - LEFT_REACH), start))

    def precedes(self, pattern: re.Pattern[str]) -> bool:
        """Does ``pattern`` start right where the match ends?"""
        return bool(pattern.match(self.text, self.match.end()))


@dataclass(frozen=True, kw_only=True)
class Part:
    """Only ``text`` up to ``end`` was read, less or more than the pattern matched."""

    spoken: str
    end: int


Answer = str | Doubt | Part | None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """``starts``: "9" digits, "a" letters, "." anything else. ``read`` may decline with None."""

    name: str
    starts: str
    pattern: re.Pattern[str]
    read: Callable[[Found], Answer]
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None

    def match(self, text: str, place: int) -> re.Match[str] | None:
        """The match at ``place`` with both contexts satisfied, or None."""
        found = self.pattern.match(text, place)
        if not found:
            return None
        if self.left and not self.left.search(text, max(0, place - LEFT_REACH), place):
            return None
        if self.right and not self.right.match(text, found.end()):
            return None
        return found


def rule(
    name: str,
    pattern: str,
    read: Callable[[Found], Answer],
    *,
    starts: str = "9",
    left: str = "",
    right: str = "",
) -> Rule:
    """A rule from plain pattern texts; ``left`` is anchored at its end, both sides ignore case."""
    return Rule(
        name=name,
        starts=starts,
        pattern=re.compile(pattern),
        read=read,
        left=re.compile(rf"(?:{spelt_alike(left)})\Z", re.IGNORECASE) if left else None,
        right=re.compile(spelt_alike(right), re.IGNORECASE) if right else None,
    )


def silent(_found: Found) -> Answer:
    """Read by saying nothing."""
    return ""

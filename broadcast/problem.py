"""One thing that needs a person: what is wrong, and the one thing to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One sentence about what is wrong, and the one thing to do about it."""

    sentence: str
    urgent: bool = False
    action: str = ""
    url: str = ""

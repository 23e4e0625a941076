"""One sense of an ambiguous token, with what must stand beside it."""

import re
from dataclasses import dataclass

from broadcast.text.letters import spelt_alike


@dataclass(frozen=True, kw_only=True)
class Sense:
    """``left`` ends at the token, ``right`` starts after it; a missing side is no condition."""

    spoken: str
    left: re.Pattern[str] | None = None
    right: re.Pattern[str] | None = None


def sense(spoken: str, *, left: str = "", right: str = "") -> Sense:
    return Sense(
        spoken=spoken,
        left=re.compile(rf"(?<!\w)(?:{spelt_alike(left)})[^\w\n.;!?]*\Z", re.IGNORECASE) if left else None,
        right=re.compile(rf"[^\w\n,.;!?]*(?:{spelt_alike(right)})") if right else None,
    )

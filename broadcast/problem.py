"""One thing that needs a person: what is wrong, the one thing to do about it, and until when it should be done."""

from dataclasses import dataclass
from datetime import UTC, datetime

NO_HURRY = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One sentence about what is wrong, and the one thing to do about it; ``until``: from when on it does harm.

    ``for_operators``: what is to be done is theirs alone; others are told and led nowhere.
    """

    sentence: str
    urgent: bool = False
    action: str = ""
    url: str = ""
    until: datetime | None = None
    for_operators: bool = False

    @property
    def urgency(self) -> tuple[bool, datetime]:
        """By this problems are sorted: urgent ones first, then what does harm soonest."""
        return not self.urgent, self.until or NO_HURRY

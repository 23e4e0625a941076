"""How a script is delivered, whichever voice speaks: who takes turns, how fast, where it pauses, for which ears."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

SLOWEST, FASTEST = 0.6, 1.4
LONGEST_PAUSE_S = 3.0


class Profile(StrEnum):
    """Whom the words have to reach."""

    NORMAL = "normal"
    ECHO_SAFE = "echo-safe"
    """Several horns within earshot of one another: slower, and silent after each phrase until the echo has gone."""
    EMERGENCY = "emergency"
    """Slower, and time after each sentence to take it in."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """What the profile makes of a delivery: seconds of silence, and a rate of which 1 is the engine's own best.

    ``phrase_s`` None: commas are the engine's affair; else each phrase is spoken by itself, that much apart.
    """

    rate: float
    phrase_s: float | None
    sentence_s: float
    paragraph_s: float


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What a station, or one take, asks of a voice.

    ``second_voice`` takes turns with the voice asked for: item by item where an empty line parts items, else
    paragraph by paragraph. ``comma_pause_s`` 0 leaves commas to the engine.
    """

    second_voice: str = ""
    rate: float = 1.0
    comma_pause_s: float = 0.0
    sentence_pause_s: float = 0.55
    paragraph_pause_s: float = 0.9
    profile: Profile = Profile.NORMAL

    def __post_init__(self) -> None:
        """Refuse what no listener could follow; raises ``ValueError``."""
        pauses = (self.comma_pause_s, self.sentence_pause_s, self.paragraph_pause_s)
        if not SLOWEST <= self.rate <= FASTEST:
            raise ValueError(f"the rate lies between {SLOWEST} and {FASTEST}")
        if not all(0 <= pause <= LONGEST_PAUSE_S for pause in pauses):
            raise ValueError(f"a pause lasts at most {LONGEST_PAUSE_S} s")

    @classmethod
    def from_row(cls, kept: Mapping[str, Any]) -> Self:
        """Return what ``as_row`` gave; what a later version added has its default."""
        known = {field.name for field in fields(cls)}
        given = {name: value for name, value in kept.items() if name in known}
        return cls(**(given | {"profile": Profile(given.get("profile", Profile.NORMAL))}))

    def as_row(self) -> dict[str, Any]:
        """Return the delivery as a JSON column keeps it."""
        return asdict(self) | {"profile": self.profile.value}

    @property
    def pace(self) -> Pace:
        """The silences and the rate that result."""
        comma = self.comma_pause_s or None
        if self.profile == Profile.ECHO_SAFE:
            return Pace(
                rate=self.rate * 0.88,
                phrase_s=max(self.comma_pause_s, 0.45),
                sentence_s=max(self.sentence_pause_s, 0.9),
                paragraph_s=max(self.paragraph_pause_s, 1.6),
            )
        if self.profile == Profile.EMERGENCY:
            return Pace(
                rate=self.rate * 0.9,
                phrase_s=comma,
                sentence_s=max(self.sentence_pause_s, 1.0),
                paragraph_s=max(self.paragraph_pause_s, 1.4),
            )
        return Pace(
            rate=self.rate,
            phrase_s=comma,
            sentence_s=self.sentence_pause_s,
            paragraph_s=self.paragraph_pause_s,
        )

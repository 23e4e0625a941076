"""The words that the planner, the manifest and the devices share: priorities, kinds, authorities."""

from dataclasses import dataclass
from enum import StrEnum


class Priority(StrEnum):
    """Thông tư 39/2020: thông thường, ưu tiên, khẩn cấp."""

    NORMAL = "normal"
    PRIORITY = "priority"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 comes first."""
        return _RANKS[self]


_RANKS = {Priority.URGENT: 0, Priority.PRIORITY: 1, Priority.NORMAL: 2}


class Kind(StrEnum):
    """What an item on the air is."""

    OPENING = "opening"
    PROGRAMME = "programme"
    CLOSING = "closing"
    EMERGENCY = "emergency"
    SIGNAL = "signal"

    @property
    def on_the_wire(self) -> "Kind":
        """What the device is told: an opening, of a time signal; older ones refuse words they do not know."""
        return Kind.OPENING if self is Kind.SIGNAL else self


class Form(StrEnum):
    """What a programme is, which decides when it may go out (a day of mourning has no music)."""

    BULLETIN = "bulletin"
    MUSIC = "music"
    RECORDED = "recorded"
    RELAY = "relay"
    CHIME = "chime"
    LIVE = "live"


class Cut(StrEnum):
    """Where an emergency may cut into an item. It never waits for long: khẩn cấp is heard at once."""

    ANYWHERE = "anywhere"
    SENTENCE = "sentence"
    NEVER = "never"


class Resume(StrEnum):
    """What becomes of an item that was cut off.

    RERUN: the device plays it again, whatever the cause (not after a loss of power: it would be heard twice).
    AFTER_EMERGENCY: the station plans it again, and only when an emergency cut it off; the device does nothing.
    """

    NEVER = "never"
    RERUN = "rerun"
    AFTER_EMERGENCY = "after_emergency"

    @property
    def is_planned_again(self) -> bool:
        """Whether the planner gives it another airing."""
        return self is not Resume.NEVER

    @property
    def on_the_wire(self) -> "Resume":
        """What the device is told."""
        return Resume.NEVER if self is Resume.AFTER_EMERGENCY else self


class AuthorityKind(StrEnum):
    """Why something may be heard or shown (DESIGN, invariant 1)."""

    REVISION = "revision"
    STANDING = "standing"
    LIVE = "live"
    UPSTREAM = "upstream"
    EMERGENCY = "emergency"


@dataclass(frozen=True, kw_only=True)
class Authority:
    """What stands behind an item: ``id`` is the number of its link in the evidence chain, ``sha256`` that link's."""

    kind: AuthorityKind
    id: str
    sha256: str

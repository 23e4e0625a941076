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


class Resume(StrEnum):
    """What becomes of an item that an emergency interrupted."""

    NEVER = "never"
    RERUN = "rerun"


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

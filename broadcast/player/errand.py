"""What the loops of a box share: who it is, what it holds, whom it asks, what it has to tell."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from broadcast.player.answers import NoAnswer
from broadcast.player.cache import Cache
from broadcast.player.held import Holder
from broadcast.player.ledger import Ledger
from broadcast.player.loudness import Loudness
from broadcast.player.moments import Clock
from broadcast.player.problems import Problems
from broadcast.player.remote import BOARD, LOUDSPEAKER, Remote
from broadcast.player.screening import Screening
from broadcast.player.station import Station

POLL = 15.0  # seconds between two looks for a newer manifest
JITTER = 0.2
LONGEST = 300.0  # seconds between two tries, however often the station failed


@dataclass(kw_only=True)
class Errand:
    """What every loop works with."""

    station: Station
    holder: Holder
    ledger: Ledger
    cache: Cache
    problems: Problems
    clock: Clock
    kind: str  # loudspeaker, board
    name: str
    poll_s: float = POLL
    remote: Remote = field(default_factory=Remote)
    broker_ca: Path | None = None  # believed for the broker instead of what the system believes
    loudness: Loudness = field(init=False)
    screening: Screening = field(init=False)

    def __post_init__(self) -> None:
        """Read how loud the box was told to be, and how to show."""
        self.loudness = Loudness(self.holder.folder)
        self.screening = Screening(self.holder.folder)

    @property
    def abilities(self) -> tuple[str, ...]:
        """What this box can be told from afar."""
        return BOARD if self.kind == "board" else LOUDSPEAKER

    def percent(self) -> int | None:
        """Return how loud it is now; None on a board."""
        if self.kind == "board":
            return None
        manifest = self.holder.manifest
        timezone = manifest.timezone if manifest else "UTC"
        return self.loudness.percent(self.clock.now(), timezone=timezone)


def jitter() -> float:
    """Return a factor near 1: boxes of a commune shall not all ask in the same second."""
    return random.uniform(1 - JITTER, 1 + JITTER)


def pause_after(fault: Exception, *, failures: int, poll_s: float) -> float:
    """Return the seconds before the next try, longer after each failure.

    A station that answers with an error is spared for minutes. Where nobody answers a box goes on at its usual pace:
    that burdens nobody, and it hears of a recall within one poll of the line's return.
    """
    longest = poll_s if isinstance(fault, NoAnswer) else LONGEST
    return min(longest, poll_s / 3 * 2 ** min(failures, 10)) * jitter()

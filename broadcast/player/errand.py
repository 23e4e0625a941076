"""What the loops of a box share: who it is, what it holds, whom it asks, what it has to tell."""

import random
from dataclasses import dataclass

from broadcast.player.cache import Cache
from broadcast.player.held import Holder
from broadcast.player.ledger import Ledger
from broadcast.player.moments import Clock
from broadcast.player.problems import Problems
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


def jitter() -> float:
    """Return a factor near 1: boxes of a commune shall not all ask in the same second."""
    return random.uniform(1 - JITTER, 1 + JITTER)

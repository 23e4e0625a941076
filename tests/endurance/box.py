"""The program of a box with a clock that others turn: ``python -m tests.endurance.box FILE OPTIONS``.

``FILE`` holds by how many seconds the machine's time of day is wrong. ``LOAXA_SABOTAGE`` switches a guard off, to see
that the verdict finds what the guard prevents.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from broadcast.plan.envelope import read_envelope
from broadcast.player import __main__ as program
from broadcast.player.held import Holder
from broadcast.player.ledger import Ledger, Outcome
from broadcast.player.station import Station


def turn_clock(wrong: Path) -> None:
    """Let the machine's time of day be wrong by what the file says, whoever asks for it here."""
    right = time.time

    def told() -> float:
        return right() + float(wrong.read_text() or 0)

    time.time = told


def without_guard() -> None:
    """Forget what was played."""

    def nothing(self: Ledger) -> dict[str, Outcome]:
        return {}

    Ledger.settled = nothing  # type: ignore[method-assign]


def without_receipts() -> None:
    """Say that receipts were sent, and send every second one only."""
    send = Station.send_receipts

    def half(self: Station, receipts: Sequence[Mapping[str, Any]]) -> list[str]:
        send(self, receipts[::2])
        return [str(each["id"]) for each in receipts]

    Station.send_receipts = half  # type: ignore[method-assign]


def without_recalls() -> None:
    """Take no plan that names a recall."""
    offer = Holder.offer

    def offered(self: Holder, envelope: bytes, *, now: datetime) -> bool:
        return b'"revoked":[]' in read_envelope(envelope).payload and offer(self, envelope, now=now)

    Holder.offer = offered  # type: ignore[method-assign]


SABOTAGE: Mapping[str, Callable[[], None]] = {
    "guard": without_guard,
    "receipts": without_receipts,
    "recalls": without_recalls,
}


def main() -> int:
    """Be the box."""
    turn_clock(Path(sys.argv.pop(1)))
    if sabotage := os.environ.get("LOAXA_SABOTAGE"):
        SABOTAGE[sabotage]()
    return program.main()


if __name__ == "__main__":
    sys.exit(main())

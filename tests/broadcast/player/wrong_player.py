"""A player with one fault that it does not know of: ``python -m tests.broadcast.player.wrong_player FAULT OPTIONS``."""

import json
import sys
from collections.abc import Callable
from typing import Any

from broadcast.plan.envelope import read_envelope
from broadcast.plan.manifest import Manifest
from broadcast.player import trust
from broadcast.player.__main__ import main
from broadcast.player.cache import Cache
from broadcast.player.polling import Poller


def ignores_recalls() -> None:
    """It takes no plan that recalls anything."""
    take = Poller._take

    def deaf(poller: Poller, envelope: bytes) -> None:
        if not json.loads(read_envelope(envelope).payload)["revoked"]:
            take(poller, envelope)

    Poller._take = deaf  # type: ignore[assignment,method-assign]


def believes_anyone() -> None:
    """It proves no signature of plans and orders."""

    def believed(envelope: bytes, _context: str, keys: Any) -> Any:
        return read_envelope(envelope).payload, keys.keys[0]

    trust._listed = believed  # type: ignore[assignment]


def knows_no_night() -> None:
    """It sounds whatever the plan lists, also in quiet hours."""
    Manifest.is_quiet = lambda *_given: False  # type: ignore[method-assign]


def starts_downloads_anew() -> None:
    """It throws away what came before the line broke."""
    Cache.started = lambda *_given: 0  # type: ignore[method-assign]


FAULTS: dict[str, Callable[[], None]] = {
    each.__name__: each for each in (ignores_recalls, believes_anyone, knows_no_night, starts_downloads_anew)
}

if __name__ == "__main__":
    FAULTS[sys.argv.pop(1)]()
    sys.exit(main())

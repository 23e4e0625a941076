"""The loop that hands receipts over until the station has them, and tells how the box is."""

import threading
from dataclasses import dataclass
from typing import Any

from broadcast.player import SOFTWARE, health
from broadcast.player.answers import StationError
from broadcast.player.errand import LONGEST, Errand
from broadcast.player.flights import Flights
from broadcast.player.moments import wire

MOST = 200  # receipts in one call
HEARTBEAT = 60.0  # seconds between heartbeats when nothing happens
PROBLEMS = 20


@dataclass(kw_only=True)
class Reporter:
    """Sends receipts and heartbeats; ``flights`` is None on a board."""

    errand: Errand
    flights: Flights | None
    failures: int = 0
    batch: int = MOST

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop; news goes out at once."""
        news = self.errand.problems.news
        while not stop.is_set():
            news.clear()
            self.round()
            if self.failures:  # the poller says when the station is there again: that is news, too
                news.wait(min(LONGEST, self.errand.poll_s / 3 * 2 ** min(self.failures - 1, 10)))
            else:
                news.wait(HEARTBEAT)

    def round(self) -> bool:
        """Send everything there is; False when the station could not be told."""
        if not self.errand.holder.identity.is_claimed:
            return True
        try:
            self._send_receipts()
            self.errand.station.heartbeat(self.fields())
        except StationError:
            self.failures += 1
            self.batch = max(1, self.batch // 2)  # one indigestible receipt must not hold up all others
            return False
        self.failures, self.batch = 0, MOST
        return True

    def fields(self) -> dict[str, Any]:
        """Return the heartbeat as the protocol writes it."""
        manifest, chain = self.errand.holder.manifest, self.errand.holder.identity.chain
        version = {"epoch": manifest.epoch, "counter": manifest.counter} if manifest else None
        return {
            "now": wire(self.errand.clock.now()),
            "playing": self.flights.sounding() if self.flights else None,
            "manifest": version,
            "chain": dict(chain) if chain else None,
            "disk_free_bytes": self.errand.cache.free_bytes(),
            "volume": self.errand.percent(),
            "temperature_c": health.temperature_c(),
            "running_since": wire(health.STARTED),
            "abilities": list(self.errand.abilities),
            "software": SOFTWARE,
            "problems": self.errand.problems.current()[:PROBLEMS],
        }

    def _send_receipts(self) -> None:
        ledger, clock = self.errand.ledger, self.errand.clock
        while pending := ledger.pending(self.batch):
            settled = self.errand.station.send_receipts(pending)
            mine = {receipt["id"] for receipt in pending}.intersection(settled)
            ledger.delivered(mine, now=clock.now())
            if not mine:
                return

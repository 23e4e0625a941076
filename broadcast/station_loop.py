"""The station's loop: once a second, under a lease in the database, it plans, releases and settles."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone

from broadcast import broker, heartbeats, pipeline
from broadcast.models import Lease, Manifest

log = logging.getLogger(__name__)

LEASE = "station"
LEASE_FOR = timedelta(seconds=15)
TICK_S = 1.0
WAKE_EVERY = timedelta(seconds=20)
SWEEP_EVERY = timedelta(seconds=8)


@transaction.atomic
def take_lease(holder: str, *, now: datetime) -> bool:
    """Take or keep the lease; False when another loop holds it."""
    Lease.objects.get_or_create(name=LEASE, defaults={"holder": holder, "expires_at": now})
    row = Lease.objects.select_for_update().get(name=LEASE)
    if row.holder != holder and row.expires_at > now:
        return False
    row.holder, row.expires_at = holder, now + LEASE_FOR
    row.save()
    return True


def give_back(holder: str) -> None:
    """Let go of the lease, so that the next loop need not wait for it to run out."""
    Lease.objects.filter(name=LEASE, holder=holder).delete()


class Loop:
    """One station loop; ``tick`` is public so that tests and demos can drive it without waiting."""

    def __init__(self, holder: str, *, clock: Callable[[], datetime] = timezone.now) -> None:
        self.holder = holder
        self.clock = clock
        self._last_wake: datetime | None = None
        self._swept_at: datetime | None = None
        self._marks: tuple[object, ...] = ()

    def tick(self) -> int:
        """Do one round; return how many manifests were signed."""
        now = self.clock()
        if not take_lease(self.holder, now=now):
            return 0
        signed = self._sweep(now)
        self._wake_workers(now)
        heartbeats.beat(heartbeats.STATION, now=now, signed=len(signed))
        return len(signed)

    def _sweep(self, now: datetime) -> list[Manifest]:
        """Sweep at once when somebody did something, else every few seconds."""
        marks = pipeline.signs_of_change()
        if marks == self._marks and self._swept_at is not None and now - self._swept_at < SWEEP_EVERY:
            return []
        signed = pipeline.sweep(now)
        self._marks, self._swept_at = marks, now
        return signed

    def _wake_workers(self, now: datetime) -> None:
        """Ask the workers for a sign of life, and with it for the takes that wait; tell the broker who may what."""
        if self._last_wake is None or now - self._last_wake >= WAKE_EVERY:
            pipeline.wake()
            broker.keep_access()
            self._last_wake = now

    def run(self, *, stopped: Callable[[], bool]) -> None:
        """Tick until ``stopped``; a fault is recorded and the next round tries again."""
        while not stopped():
            began = time.monotonic()
            try:
                self.tick()
            except DatabaseError:
                log.exception("the database did not answer; trying again")
                close_old_connections()
            except Exception:
                log.exception("a round of the station failed; trying again")
            time.sleep(max(0.05, TICK_S - (time.monotonic() - began)))
        give_back(self.holder)

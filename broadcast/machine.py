"""The computer on which the station runs: whether its programs live, and how much room is left on its disk."""

import errno
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from broadcast import heartbeats
from broadcast.models import Lease, Manifest

GIGABYTE = 2**30
LITTLE, VERY_LITTLE = 5 * GIGABYTE, 1 * GIGABYTE
LOW_PERCENT, FULL_PERCENT, REFUSED_PERCENT = 80, 90, 95


class NoRoom(OSError):
    """The disk is so full that nothing is made any more, so that what is on the air can go on."""

    def __init__(self) -> None:
        super().__init__(errno.ENOSPC, "nothing is recorded any more on a disk so full")


@dataclass(frozen=True, kw_only=True)
class Disk:
    """Room on the disk that holds the sound, in bytes; ``total`` is what we and others may fill together."""

    free: int
    total: int

    @property
    def free_gb(self) -> float:
        """The free room in gigabytes."""
        return self.free / GIGABYTE

    @property
    def used_percent(self) -> int:
        """How full it is, rounded down."""
        return 100 * (self.total - self.free) // self.total if self.total else 100

    @property
    def is_low(self) -> bool:
        """Whether somebody should make room in the next days."""
        return self.used_percent >= LOW_PERCENT or self.free < LITTLE

    @property
    def is_full(self) -> bool:
        """Whether somebody should make room today."""
        return self.used_percent >= FULL_PERCENT or self.free < VERY_LITTLE

    @property
    def refuses(self) -> bool:
        """Whether nothing is made any more: what is left belongs to plans, reports and the database."""
        return self.used_percent >= REFUSED_PERCENT


@dataclass(frozen=True, kw_only=True)
class Machine:
    """What can be said of it."""

    station: heartbeats.Pulse
    queue: heartbeats.Pulse
    disk: Disk
    last_plan: datetime | None
    holder: str


def disk() -> Disk:
    """Return the room where the sound is kept."""
    folder = Path(settings.BROADCAST_MEDIA)
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    return Disk(free=usage.free, total=usage.used + usage.free)


def check_room() -> None:
    """Raises NoRoom when the disk is too full to make anything on."""
    if disk().refuses:
        raise NoRoom


def machine(*, now: datetime) -> Machine:
    """Return how the computer and the station's programs are."""
    pulses = {pulse.name: pulse for pulse in heartbeats.pulses(now)}
    return Machine(
        station=pulses[heartbeats.STATION],
        queue=pulses[heartbeats.QUEUE],
        disk=disk(),
        last_plan=Manifest.objects.order_by("-issued_at").values_list("issued_at", flat=True).first(),
        holder=Lease.objects.filter(expires_at__gt=now).values_list("holder", flat=True).first() or "",
    )

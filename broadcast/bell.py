"""The station's side of the doorbell: who is let in, and the rings, lost without harm when its process is away."""

import socket
from contextlib import suppress
from uuid import UUID

from django.conf import settings

from broadcast import broker
from broadcast.doorbell import passes


def is_there() -> bool:
    """Whether this station has a doorbell: its devices then hear of news within a second or two."""
    return bool(settings.DOORBELL_PORT >= 0)


def offer(device: UUID, zone: int | None) -> dict[str, object] | None:
    """Return where a device may wait and the pass for it; None when this station has no doorbell.

    Port 0 is the web server's own: a proxy before it leads ``/api/device/v1/bell`` to the doorbell.
    """
    if not is_there() or zone is None:
        return None
    word = passes.make(settings.DOORBELL_SECRET, device=str(device), zone=str(zone))
    return {"port": settings.DOORBELL_PORT, "pass": word}


def ring_zone(zone: int, version: str) -> None:
    """Tell the boxes of a zone that there is a newer plan, named "epoch.counter"."""
    devices = broker.devices_of(zone) if broker.is_there() else ()
    _send(" ".join((f"zone {zone} {version}", *devices)))


def ring_device(device: UUID) -> None:
    """Tell one box that an order waits."""
    _send(f"device {device}")


def _send(words: str) -> None:
    """Send and forget: boxes poll anyway, so the bell may never hold up whoever rings it."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        line.sendto(words.encode(), str(settings.VAR / "doorbell.sock"))

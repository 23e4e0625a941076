"""Rings for the devices that wait at the doorbell: a datagram to its process, lost without harm when it is away."""

import socket
from contextlib import suppress
from uuid import UUID

from django.conf import settings


def ring_zone(zone: int, version: str) -> None:
    """Tell the boxes of a zone that there is a newer plan, named "epoch.counter"."""
    _send(f"zone {zone} {version}")


def ring_device(device: UUID) -> None:
    """Tell one box that an order waits."""
    _send(f"device {device}")


def _send(words: str) -> None:
    """Send and forget: boxes poll anyway, so the bell may never hold up whoever rings it."""
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        line.sendto(words.encode(), str(settings.VAR / "doorbell.sock"))

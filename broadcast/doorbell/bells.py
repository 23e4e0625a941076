"""Who waits for what, and who is woken: a ring that nobody heard is kept for whoever comes a moment later."""

import asyncio
from dataclasses import dataclass
from typing import TypeVar

MOST_KEPT = 50_000
Kept = TypeVar("Kept")


class Full(Exception):
    """As many wait as this process can bear."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A device that waits: ``held`` is the version of its zone's plan that it has, "epoch.counter" or empty."""

    device: str
    zone: str
    held: str


class Bells:
    """All who wait. One loop's own: no locks."""

    def __init__(self, *, most: int = 20_000) -> None:
        self._most = most
        self._waiting: dict[str, tuple[Visitor, asyncio.Future[bool]]] = {}
        self._zones: dict[str, set[str]] = {}
        self._newest: dict[str, str] = {}  # zone -> version last rung for
        self._told: dict[str, str] = {}  # device -> version it was woken for: nobody is woken twice for one
        self._missed: dict[str, None] = {}  # devices rung for while they were away

    def __len__(self) -> int:
        return len(self._waiting)

    async def wait(self, visitor: Visitor, *, seconds: float) -> bool:
        """Return True as soon as there is news for a device, False when there was none in that time."""
        if self._has_news(visitor):
            return True
        earlier = self._waiting.get(visitor.device)
        if earlier is None and len(self._waiting) >= self._most:
            raise Full
        if earlier is not None:
            _answer(earlier[1], False)
            self._leave(visitor.device)
        rung: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[visitor.device] = visitor, rung
        self._zones.setdefault(visitor.zone, set()).add(visitor.device)
        try:
            return await asyncio.wait_for(rung, seconds)
        except TimeoutError:
            return False
        finally:
            if self._waiting.get(visitor.device, (None, None))[1] is rung:
                self._leave(visitor.device)

    def ring_zone(self, zone: str, version: str) -> int:
        """There is a newer plan; return how many were woken."""
        _keep(self._newest, zone, version)
        devices = list(self._zones.get(zone, ()))
        for device in devices:
            visitor, rung = self._waiting[device]
            if self._has_news(visitor):
                _answer(rung, True)
        return len(devices)

    def ring_device(self, device: str) -> int:
        """An order waits for a device; return how many were woken: none, when it is away."""
        if device not in self._waiting:
            _keep(self._missed, device, None)
            return 0
        _answer(self._waiting[device][1], True)
        return 1

    def _has_news(self, visitor: Visitor) -> bool:
        if visitor.device in self._missed:
            del self._missed[visitor.device]
            return True
        newest = self._newest.get(visitor.zone, visitor.held)
        if newest in (visitor.held, self._told.get(visitor.device)):
            return False
        _keep(self._told, visitor.device, newest)
        return True

    def _leave(self, device: str) -> None:
        visitor, _rung = self._waiting.pop(device)
        others = self._zones[visitor.zone]
        others.discard(device)
        if not others:
            del self._zones[visitor.zone]


def _answer(rung: "asyncio.Future[bool]", news: bool) -> None:
    if not rung.done():
        rung.set_result(news)


def _keep(table: dict[str, Kept], name: str, value: Kept) -> None:
    """Keep a value, and forget the oldest when there are too many."""
    table.pop(name, None)
    table[name] = value
    if len(table) > MOST_KEPT:
        del table[next(iter(table))]

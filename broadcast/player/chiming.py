"""Sounds the chime that was ordered, when it may and never in the way of what is planned."""

from datetime import datetime, timedelta
from typing import Protocol

from broadcast.plan.manifest import AirItem
from broadcast.player import chime
from broadcast.player.held import Holder
from broadcast.player.loudness import scaled
from broadcast.player.moments import Clock
from broadcast.player.remote import Remote
from broadcast.player.sinks import Sink, SinkBroken
from broadcast.player.trust import is_in_force
from broadcast.player.words import say

ROOM = timedelta(seconds=15)  # nothing planned begins so soon after a chime


class Deck(Protocol):
    """What sounds, and by which plan."""

    holder: Holder
    sink: Sink
    clock: Clock
    remote: Remote

    def warm_in(self) -> float: ...
    def percent(self) -> int: ...


class Chimer:
    """One chime at a time; the thread that plays calls it while nothing else is to be done."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._ends = 0.0  # monotonic moment at which the last chime is over

    def turn(self, upcoming: AirItem | None) -> None:
        """Sound the chime that waits, refuse it, or leave it for later; ``upcoming`` is what is planned next."""
        wanted, now = self._deck.remote.chime, self._deck.clock.now()
        if wanted is None:
            return
        why = self._why_not(now)
        if not why and wanted.until is not None and now > wanted.until:
            why = "order_late"
        if not why:
            is_near = upcoming is not None and upcoming.starts_at - now < ROOM
            if is_near or self._deck.warm_in() > 0:
                return
            why = self._sound()
        self._deck.remote.settle(wanted.order, why)

    def give_way(self) -> None:
        """Break off a chime that still sounds: something that must be heard begins."""
        if self._deck.clock.monotonic() < self._ends:
            self._deck.sink.cut()
            self._ends = 0.0

    def _why_not(self, now: datetime) -> str:
        """Return why no chime may sound at ``now``, empty when it may."""
        manifest = self._deck.holder.manifest
        if manifest is None or not is_in_force(manifest, now):
            return "no_plan"
        is_quiet = manifest.is_quiet(now, now + timedelta(seconds=chime.LASTS + 1))
        return "quiet" if is_quiet else ""

    def _sound(self) -> str:
        """Sound it; return why it could not be heard, empty when it was."""
        deck = self._deck
        try:
            deck.sink.prepare()
            for block in scaled(iter((chime.samples(),)), deck.percent):
                deck.sink.write(block)
        except SinkBroken:
            return "no_sink"
        self._ends = deck.clock.monotonic() + deck.sink.ahead()
        say("chime")
        return ""

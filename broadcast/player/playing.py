"""The loop that makes the sound: by the box's own clock, from the disk, with or without a network."""

import itertools
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from broadcast.plan.loudness import MOST_PERCENT
from broadcast.plan.manifest import AirItem, Priority
from broadcast.player.amplifier import Amplifier
from broadcast.player.cache import Cache
from broadcast.player.chiming import Chimer
from broadcast.player.choice import Settle, Situation, Start, interruption, next_step
from broadcast.player.decoder import BrokenSound, blocks, limited
from broadcast.player.flights import Flight, Flights
from broadcast.player.held import Holder
from broadcast.player.ledger import Ledger, Receipt
from broadcast.player.loudness import Loudness, scaled
from broadcast.player.moments import Clock, from_wire
from broadcast.player.problems import Problems
from broadcast.player.relays import Relays
from broadcast.player.remote import Remote
from broadcast.player.sinks import Sink, SinkBroken
from broadcast.player.trust import is_clock_trusted
from broadcast.player.words import REASONS, say

LEAD = 0.8  # seconds of sound handed to the sink in advance: bridges the writing of the next intent
IDLE = 0.25  # seconds between two looks at the manifest while nothing changes
FINE = 0.02  # seconds before a start in which the loop sleeps without looking up


class Postponed(Exception):
    """The item that was about to begin may not, for now; nothing of it sounded."""


class Interrupted(Exception):
    """What is sounding must stop; ``code`` names the reason."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(kw_only=True)
class Deck:
    """What the loop works with."""

    holder: Holder
    ledger: Ledger
    cache: Cache
    sink: Sink
    clock: Clock
    problems: Problems
    loudness: Loudness | None = None  # None: everything as it was made
    amplifier: Amplifier | None = None
    remote: Remote = field(default_factory=Remote)

    def warm_in(self) -> float:
        """Have the amplifier switched on; return the seconds until it may be given sound."""
        return self.amplifier.ready_in() if self.amplifier else 0.0

    def percent(self, priority: Priority | None = None) -> int:
        """Return how loud an item of this priority is now."""
        manifest = self.holder.manifest
        if self.loudness is None or manifest is None:
            return MOST_PERCENT
        return self.loudness.percent(self.clock.now(), timezone=manifest.timezone, priority=priority)


class Playing:
    """Starts, joins, interrupts and accounts for every item; one thread runs it."""

    def __init__(self, deck: Deck, stop: threading.Event) -> None:
        self._deck = deck
        self._stop = stop
        self._chimer = Chimer(deck)
        self._relays = Relays(deck)
        self.flights = Flights(deck)

    def run(self) -> None:
        """Go on until told to stop; what sounds then is broken off and accounted for."""
        self._cut("interrupted_sink")  # left over when this loop failed and was started again
        while not self._stop.is_set():
            self.turn()
        self._relays.give_way()
        self._cut("interrupted_stop")

    @property
    def is_idle(self) -> bool:
        """Whether nothing sounds, a chime included."""
        return self.flights.last is None and self._deck.sink.ahead() <= 0

    def close(self) -> None:
        """Let the sink finish what it holds."""
        self._deck.sink.close()

    def turn(self) -> None:
        """Do the one thing that is due, or wait a moment."""
        deck = self._deck
        self.flights.land()
        self._watch_the_clock()
        try:
            self._heed_interruptions()
            step = next_step(self._situation())
            if isinstance(step, Settle):
                self._settle(step.item, step.outcome, step.reason)
            elif isinstance(step, Start):
                self._play(step)
            else:
                if self.flights.last is None:
                    self._relays.turn(step.item.starts_at if step.item else None)
                    if not self._relays.is_sounding:
                        self._chimer.turn(step.item)
                deck.sink.rest()
                self._pause(IDLE)
        except Interrupted as interrupted:
            self._cut(interrupted.code)
        except OSError as fault:
            deck.problems.report("disk_full", why=fault.strerror or "lỗi ghi")
            self._pause(IDLE)

    def _play(self, start: Start) -> None:
        """Open, write the intent down, wait for the moment, sound it block by block."""
        item = start.item
        sound = self._opened(item)
        if sound is None:
            return
        intent = self._intend(item)
        try:
            self._wait_for(start)
        except Postponed:
            self._deck.ledger.withdraw(intent)
            return
        except Interrupted:
            self._deck.ledger.withdraw(intent)
            raise
        self._sound(item, intent, sound)

    def _opened(self, item: AirItem) -> Iterator[bytes] | None:
        """Return the item's blocks with the first one decoded; None (and a receipt) when it cannot play."""
        path = self._deck.cache.verified(item.media)
        if path is None:
            self._pause(FINE)
            return None  # the worn file is gone: it is missing now, and is fetched or given up as such
        try:
            self._deck.sink.prepare()
            whole = limited(blocks(path), item.duration_ms)
            sound = scaled(whole, lambda: self._deck.percent(item.priority))
            first = next(sound, b"")
        except BrokenSound:
            self._settle(item, "failed", "media_broken")
            return None
        except SinkBroken as fault:
            self._deck.problems.report("no_sink", why=fault)
            self._settle(item, "failed", "no_sink")
            return None
        self._deck.problems.clear("no_sink")
        return itertools.chain((first,), sound)

    def _intend(self, item: AirItem) -> str:
        """Write the intent down; only an urgent item may sound without it. Raises OSError."""
        deck = self._deck
        begins = max(deck.clock.now(), item.starts_at)
        try:
            intent = deck.ledger.intend(
                airing=item.airing, media=item.media, planned=item.starts_at, now=begins
            )
        except OSError:
            if item.priority is Priority.URGENT:
                return str(uuid.uuid4())
            raise
        deck.problems.clear("disk_full")
        return intent

    def _wait_for(self, start: Start) -> None:
        """Return at the start, exactly; raises Postponed when the item's turn is taken meanwhile."""
        deck = self._deck
        while start.at is not None:
            left = (start.at - deck.clock.now()).total_seconds() - deck.sink.latency_s
            left = max(left, deck.warm_in())
            if left <= 0:
                return
            if left > FINE:
                deck.sink.rest()
                self._heed(start.item)
                self._pause(min(IDLE, left - FINE))
            else:
                self._stop.wait(left)
            if self._stop.is_set():
                raise Interrupted("interrupted_stop")

    def _heed(self, upcoming: AirItem) -> None:
        """Raise Postponed when ``upcoming`` may not begin, Interrupted when what sounds must stop."""
        self.flights.land()
        self._heed_interruptions()
        manifest = self._deck.holder.manifest
        if manifest is None or upcoming not in manifest.air or interruption(self._situation(), upcoming):
            raise Postponed

    def _sound(self, item: AirItem, intent: str, sound: Iterator[bytes]) -> None:
        deck, manifest = self._deck, self._deck.holder.manifest
        self._chimer.give_way()
        self._relays.give_way()
        begins = deck.clock.monotonic() + max(deck.sink.ahead(), deck.sink.latency_s)
        version = manifest.version if manifest else (0, 0)
        flight = Flight(item=item, intent=intent, version=version, begins=begins, ends=begins)
        try:
            for block in sound:
                self._wait_for_room()
                deck.sink.write(block)
                flight.ends = deck.clock.monotonic() + deck.sink.ahead()
                if flight is not self.flights.last:
                    self.flights.add(flight)
            flight.is_whole = True
        except (BrokenSound, SinkBroken):
            deck.sink.cut()
            self.flights.break_off("failed", "interrupted_sink")

    def _wait_for_room(self) -> None:
        """Return when the sink runs low; raises Interrupted when it must fall silent instead."""
        while True:
            self.flights.land()
            self._heed_interruptions()
            if self._stop.is_set():
                raise Interrupted("interrupted_stop")
            surplus = self._deck.sink.ahead() - LEAD
            if surplus <= 0:
                return
            self._pause(min(surplus, IDLE))

    def _heed_interruptions(self) -> None:
        situation = self._situation()
        for item in self.flights.items():
            code = interruption(situation, item)
            if code:
                raise Interrupted(code)

    def _cut(self, code: str) -> None:
        """Be silent, and account for what was sounding."""
        if self.flights.last is None:
            return
        self._deck.sink.cut()
        self.flights.break_off("partial", code)

    def _settle(self, item: AirItem, outcome: str, reason: str) -> None:
        now, manifest = self._deck.clock.now(), self._deck.holder.manifest
        receipt = Receipt(
            id=str(uuid.uuid4()),
            airing=item.airing,
            kind="air",
            outcome=outcome,
            started_at=now,
            ended_at=now,
            media=item.media,
            detail=REASONS[reason],
            version=manifest.version if manifest else None,
        )
        self._deck.ledger.close(receipt, planned=item.starts_at)
        say("withheld", title=item.title, reason=REASONS[reason])
        self._deck.problems.news.set()

    def _situation(self) -> Situation:
        deck, last = self._deck, self.flights.last
        return Situation(
            manifest=deck.holder.manifest,
            now=deck.clock.now(),
            settled=deck.ledger.settled(),
            busy=self.flights.airings(),
            has=deck.cache.has,
            after=last.item if last else None,
            since=_since(deck.holder.identity.claimed_at),
        )

    def _watch_the_clock(self) -> None:
        """Tell the desk why the box keeps silent although it holds a manifest."""
        manifest, now = self._deck.holder.manifest, self._deck.clock.now()
        troubles = {
            "clock_untrusted": manifest is not None and not is_clock_trusted(manifest, now),
            "manifest_over": manifest is not None and now >= manifest.valid_until,
        }
        for code, is_so in troubles.items():
            if is_so:
                self._deck.problems.report(code)
            else:
                self._deck.problems.clear(code)

    def _pause(self, seconds: float) -> None:
        """Wait, but look up at once when another manifest or a medium arrives."""
        with self._deck.holder.changed:
            self._deck.holder.changed.wait(max(0.001, seconds))


def _since(claimed_at: str) -> datetime | None:
    return from_wire(claimed_at) - timedelta(seconds=1) if claimed_at else None

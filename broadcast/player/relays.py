"""Sounds the streams of the plan: joined at any time, left at their end or when the plan lists them no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from broadcast.plan.manifest import Manifest
from broadcast.plan.streams import StreamItem
from broadcast.player.cache import Cache
from broadcast.player.decoder import BrokenSound, blocks
from broadcast.player.feed import Feed
from broadcast.player.held import Holder
from broadcast.player.ledger import Ledger, Receipt
from broadcast.player.loudness import scaled
from broadcast.player.moments import Clock
from broadcast.player.problems import Problems
from broadcast.player.sinks import Sink, SinkBroken
from broadcast.player.trust import is_in_force, is_recalled
from broadcast.player.words import REASONS, say

LEAD = 0.8  # seconds of sound handed to the sink in advance
AGAIN = 3.0  # seconds until an address is tried again
PATIENCE = 4.0  # seconds of silence after which what stands in for the stream is played
ROOM = timedelta(seconds=1.5)  # before an item of the plan begins, it has the air


class Deck(Protocol):
    """What sounds, and by which plan."""

    holder: Holder
    ledger: Ledger
    cache: Cache
    sink: Sink
    clock: Clock
    problems: Problems

    def warm_in(self) -> float: ...
    def percent(self) -> int: ...


@dataclass(kw_only=True)
class _Heard:
    """A stream that is joined: ``intent`` is there once something of it sounded; moments are monotonic seconds.

    ``last``: when it was joined, or last sounded. ``stand_in``: what is played while nothing comes, of which file.
    """

    item: StreamItem
    feed: Feed | None = None
    stand_in: tuple[str, Iterator[bytes]] | None = None
    tried: float = 0.0
    intent: str = ""
    began: datetime | None = None
    last: float


class Relays:
    """One stream at a time; the thread that plays calls it while nothing else is to be done."""

    def __init__(self, deck: Deck) -> None:
        self._deck = deck
        self._heard: _Heard | None = None

    @property
    def is_sounding(self) -> bool:
        """Whether a stream, or what stands in for it, is heard now."""
        return self._heard is not None and bool(self._heard.intent or self._heard.stand_in)

    def turn(self, upcoming: datetime | None) -> None:
        """Join, go on with, or leave the stream of this moment; ``upcoming`` is when the next item begins."""
        item = self._due(upcoming)
        if self._heard is not None and (item is None or item.airing != self._heard.item.airing):
            self._leave()
        if item is None:
            return
        if self._heard is None:
            self._heard = _Heard(item=item, last=self._deck.clock.monotonic())
        self._heard.item = item
        self._go_on(self._heard)

    def give_way(self) -> None:
        """Be silent: something that must be heard begins. It is joined again afterwards."""
        if self._heard is not None:
            self._leave()

    def _due(self, upcoming: datetime | None) -> StreamItem | None:
        manifest, now = self._deck.holder.manifest, self._deck.clock.now()
        if manifest is None or not is_in_force(manifest, now):
            return None
        if upcoming is not None and upcoming - now < ROOM:
            return None
        return next((item for item in manifest.streams if _may_sound(manifest, item, now)), None)

    def _go_on(self, heard: _Heard) -> None:
        deck, now = self._deck, self._deck.clock.monotonic()
        if deck.warm_in() > 0:
            return
        if heard.feed is None or (heard.feed.is_over and heard.tried + AGAIN <= now):
            heard.feed, heard.tried = Feed(heard.item.url), now
        try:
            deck.sink.prepare()
            while deck.sink.ahead() < LEAD and (block := heard.feed.take()) is not None:
                self._note(heard)
                self._write(block)
            self._stand_in(heard)
        except SinkBroken:
            self._leave()

    def _stand_in(self, heard: _Heard) -> None:
        """Play what stands in for a stream of which nothing has come for a while, again and again."""
        deck = self._deck
        wanted = heard.item.fallback if heard.last + PATIENCE <= deck.clock.monotonic() else None
        if heard.stand_in is not None and heard.stand_in[0] != wanted:
            heard.stand_in = None  # the stream is back, or a leader revoked the music
        if wanted is None:
            return
        while deck.sink.ahead() < LEAD:
            if heard.stand_in is None:
                path = deck.cache.verified(wanted)
                if path is None:
                    return
                heard.stand_in = wanted, blocks(path)
            try:
                block = next(heard.stand_in[1], None)
            except BrokenSound:
                deck.cache.path(wanted).unlink(missing_ok=True)
                block = None
            if block is None:
                heard.stand_in = None
                return  # at its end; the next turn begins it again
            self._write(block)

    def _write(self, block: bytes) -> None:
        for louder in scaled(iter((block,)), self._deck.percent):
            self._deck.sink.write(louder)

    def _note(self, heard: _Heard) -> None:
        deck = self._deck
        heard.last = deck.clock.monotonic()
        if not heard.intent:
            heard.began = deck.clock.now()
            heard.intent = deck.ledger.intend(
                airing=heard.item.airing, media=None, planned=heard.item.starts_at, now=heard.began
            )
            say("playing", title=heard.item.title)

    def _leave(self) -> None:
        """End it here and account for it; who never heard a sound of it says so when its time is over."""
        heard, deck = self._heard, self._deck
        self._heard = None
        if heard is None:
            return
        if heard.feed is not None:
            heard.feed.close()
        if heard.intent or deck.sink.ahead() > 0:
            deck.sink.cut()
        now = deck.clock.now()
        is_over = now >= heard.item.ends_at
        if heard.intent:
            is_whole = is_over and deck.clock.monotonic() - heard.last < AGAIN
            outcome, why = ("played", "") if is_whole else ("partial", REASONS["interrupted_stream"])
            self._close(heard, outcome, why)
        elif is_over:
            heard.intent, heard.began = deck.ledger.intend(
                airing=heard.item.airing, media=None, planned=heard.item.starts_at, now=now
            ), now  # fmt: skip
            self._close(heard, "failed", REASONS["no_stream"])

    def _close(self, heard: _Heard, outcome: str, why: str) -> None:
        manifest, now = self._deck.holder.manifest, self._deck.clock.now()
        receipt = Receipt(
            id=heard.intent,
            airing=heard.item.airing,
            kind="air",
            outcome=outcome,
            started_at=heard.began or now,
            ended_at=now,
            media=None,
            detail=why,
            version=manifest.version if manifest else None,
        )
        self._deck.ledger.close(receipt, planned=heard.item.starts_at)
        self._deck.problems.news.set()


def _may_sound(manifest: Manifest, item: StreamItem, now: datetime) -> bool:
    if not item.starts_at <= now < item.ends_at or item.airing in manifest.stopped:
        return False
    if is_recalled(manifest, kind=item.authority.kind, authority=item.authority.id):
        return False
    return not manifest.is_quiet(now, now + timedelta(seconds=1))

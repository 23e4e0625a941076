"""The box put together: state, loops and what they share, for a loudspeaker or a board."""

import fcntl
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TextIO

from broadcast.player import SOFTWARE
from broadcast.player.amplifier import Amplifier
from broadcast.player.board.server import BoardServer
from broadcast.player.cache import Cache
from broadcast.player.doorbell import Doorbell
from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader, wanted_media
from broadcast.player.files import sweep_leftovers
from broadcast.player.held import Holder
from broadcast.player.identity import device_key, identity_of
from broadcast.player.ledger import Ledger
from broadcast.player.moments import Clock, SystemClock
from broadcast.player.options import Options
from broadcast.player.playing import Deck, Playing
from broadcast.player.polling import Poller
from broadcast.player.problems import Problems
from broadcast.player.reporting import Reporter
from broadcast.player.said import Said
from broadcast.player.sinks import Sink, wav_folder
from broadcast.player.sinks.device import DeviceSink
from broadcast.player.sinks.wav import WavSink
from broadcast.player.station import Station
from broadcast.player.stream.mount import is_stream, mount_of
from broadcast.player.stream.sink import IcecastSink
from broadcast.player.subscription import Subscription
from broadcast.player.words import keep_copy, say

RESTART = 2.0  # seconds before a loop that failed is run again
CALM = timedelta(seconds=60)  # nothing planned begins so soon after a restart that was ordered
PRUNE = 60.0  # seconds between two looks for media that nobody needs any more


class AlreadyRunning(Exception):
    """Another process works in the same state directory."""


class Box:
    """One device, from its state directory; ``run`` returns when ``stop`` is set."""

    def __init__(self, options: Options, clock: Clock | None = None) -> None:
        self.options = options
        self.clock = clock or SystemClock()
        self.stop = threading.Event()
        self.is_restarting = False
        self._turnstile = _enter(options.state)
        sweep_leftovers(options.state)
        keep_copy(Said(options.state))
        self.problems = Problems()
        self.amplifier = Amplifier(options.amplifier, clock=self.clock, problems=self.problems)
        key = device_key(options.state)
        self.errand = Errand(
            station=Station(server=options.server, key=key),
            holder=Holder(options.state, identity_of(options.state, key)),
            ledger=Ledger(options.state / "journal.jsonl", now=self.clock.now()),
            cache=Cache(options.state / "media"),
            problems=self.problems,
            clock=self.clock,
            kind=options.kind,
            name=options.name,
            poll_s=options.poll_s,
            broker_ca=options.broker_ca,
        )
        self.errand.station.device = self.errand.holder.identity.device
        for airing in self.errand.ledger.recover():
            say("recovered", airing=airing)
        self.poller, self.downloader = Poller(self.errand), Downloader(self.errand)

    def run(self) -> None:
        """Work until told to stop."""
        say("started", software=SOFTWARE, server=self.options.server)
        playing, board = self._playing(), self._board()
        reporter = Reporter(errand=self.errand, flights=playing.flights if playing else None)
        loops: list[Callable[[], None]] = [
            lambda: self.poller.run(self.stop),
            lambda: self.downloader.run(self.stop),
            lambda: reporter.run(self.stop),
            lambda: Doorbell(self.errand).run(self.stop),
            lambda: Subscription(self.errand).run(self.stop),
            self._prune,
        ]
        if playing:
            loops += [playing.run, lambda: self._switch(playing)]
        if board:
            loops.append(lambda: board.run(self.stop))
        threads = [threading.Thread(target=self._keep_going, args=(loop,), daemon=True) for loop in loops]
        for thread in threads:
            thread.start()
        while not self.stop.wait(0.5):
            if self.errand.remote.restart.is_set() and self._is_calm(playing):
                self.is_restarting = True
                self.stop.set()
        self._end(threads, playing)

    def once(self) -> bool:
        """Claim or poll, fetch, report once; False when something of it is still missing."""
        self.poller.round()
        while self.downloader.fetch_next():
            pass
        is_told = Reporter(errand=self.errand, flights=None).round()
        problems = self.problems.current()
        is_complete = is_told and not problems and not self.downloader.missing()
        if is_complete and self.errand.holder.manifest:
            say("once_done")
            return True
        say("once_failed", why="; ".join(problems) or "đài chưa giao lịch phát cho máy này")
        return False

    def _is_calm(self, playing: Playing | None) -> bool:
        """Whether nothing sounds or is about to."""
        if playing is None:
            return True
        manifest, now = self.errand.holder.manifest, self.clock.now()
        starts = [item.starts_at for item in manifest.air] if manifest else []
        return playing.is_idle and not any(now <= each <= now + CALM for each in starts)

    def _switch(self, playing: Playing) -> None:
        """Keep the amplifier on while it is needed."""
        self.amplifier.run(
            self.stop,
            manifest=lambda: self.errand.holder.manifest,
            is_needed=lambda: not playing.is_idle,
        )

    def _playing(self) -> Playing | None:
        if self.options.board:
            return None
        sink = self._sink()
        deck = Deck(
            holder=self.errand.holder,
            ledger=self.errand.ledger,
            cache=self.errand.cache,
            sink=sink,
            clock=self.clock,
            problems=self.problems,
            loudness=self.errand.loudness,
            amplifier=self.amplifier,
            remote=self.errand.remote,
        )
        playing = Playing(deck, self.stop)
        if isinstance(sink, IcecastSink):
            sink.title_now = playing.flights.title
        return playing

    def _sink(self) -> Sink:
        name, folder = self.options.sink, wav_folder(self.options.sink)
        if is_stream(name):
            return IcecastSink(mount_of(name), self.clock, self.problems)
        return WavSink(folder, self.clock) if folder else DeviceSink(self.clock)

    def _board(self) -> BoardServer | None:
        if not self.options.board:
            return None
        return BoardServer(self.errand, port=self.options.port, screen=self.options.screen)

    def _prune(self) -> None:
        while not self.stop.wait(PRUNE):
            self.errand.cache.prune(wanted_media(self.errand.holder.manifest, kind=self.errand.kind))

    def _keep_going(self, loop: Callable[[], None]) -> None:
        """Run a loop again when it fails in a way nobody foresaw: a box on a pole has no keyboard."""
        while not self.stop.is_set():
            try:
                loop()
                self.problems.clear("loop_failed")
                return  # it had nothing to do here, or was told to stop
            except Exception as fault:  # noqa: BLE001 - recorded, told to the desk, and on it goes
                self.problems.report("loop_failed", why=f"{type(fault).__name__}: {fault}")
                self.stop.wait(RESTART)

    def _end(self, threads: list[threading.Thread], playing: Playing | None) -> None:
        self.problems.news.set()
        self.errand.remote.wake.set()
        with self.errand.holder.changed:
            self.errand.holder.changed.notify_all()
        for thread in threads:
            thread.join(timeout=2.0)
        if playing:
            playing.close()
        say("stopped")


def _enter(state: Path) -> TextIO:
    """Take the state directory for this process alone; raises AlreadyRunning."""
    state.mkdir(parents=True, exist_ok=True)
    turnstile = (state / "lock").open("w")
    try:
        fcntl.flock(turnstile, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        turnstile.close()
        raise AlreadyRunning(str(state)) from fault
    return turnstile

"""A loudspeaker that hears nothing of its station for seven days plays its plan, and tells every play once later."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from broadcast.player.cache import Cache
from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader
from broadcast.player.held import Holder
from broadcast.player.identity import device_key, identity_of
from broadcast.player.ledger import Ledger
from broadcast.player.moments import SystemClock
from broadcast.player.playing import Deck, Playing
from broadcast.player.polling import Poller
from broadcast.player.problems import Problems
from broadcast.player.reporting import Reporter
from broadcast.player.sinks.virtual import VirtualSink
from broadcast.player.station import Station as Client
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air

DAYS = 7
TIMES_A_DAY = ((5, 0), (5, 1), (11, 30), (17, 0), (17, 1), (17, 2))
FARTHEST_LEAP = 600.0


class Leaping(SystemClock):
    """A clock that runs on its own: waiting moves it, and far from any start it leaps."""

    def __init__(self, starts: list[datetime]) -> None:
        self.gone = 0.0
        self._starts = sorted(starts)
        self._origin = datetime.now(UTC)

    def now(self) -> datetime:
        return self._origin + timedelta(seconds=self.gone)

    def monotonic(self) -> float:
        return self.gone

    def wait(self, timeout: float | None = None) -> bool:
        """Let the time pass that the box would wait, and more when nothing is near."""
        ahead = [(start - self.now()).total_seconds() for start in self._starts]
        nearest = min((left for left in ahead if left > -10), default=FARTHEST_LEAP)
        leap = min(nearest - 2, FARTHEST_LEAP) if nearest > 2 else 0.0
        self.gone += max(timeout or 0.0, leap)
        return False


class Unhurried(threading.Event):
    """A stop that is never set; waiting for it moves the clock."""

    def __init__(self, clock: Leaping) -> None:
        super().__init__()
        self._clock = clock

    def wait(self, timeout: float | None = None) -> bool:
        return self._clock.wait(timeout)


class Box:
    """The box's own parts on a clock that leaps; ``boot`` is what follows a power cut."""

    def __init__(self, station: Station, folder: Path, clock: Leaping) -> None:
        self.station, self.folder, self.clock = station, folder, clock
        self.sink = VirtualSink(clock)
        self.boot()

    def boot(self) -> None:
        """Start from what is on the disk."""
        key = device_key(self.folder)
        self.errand = Errand(
            station=Client(server=self.station.url, key=key),
            holder=Holder(self.folder, identity_of(self.folder, key)),
            ledger=Ledger(self.folder / "journal.jsonl", now=self.clock.now()),
            cache=Cache(self.folder / "media"),
            problems=Problems(),
            clock=self.clock,
            kind="loudspeaker",
            name="Cụm loa thử",
            poll_s=0.3,
        )
        self.errand.station.device = self.errand.holder.identity.device
        self.errand.ledger.recover()
        self.poller, self.reporter = Poller(self.errand), Reporter(errand=self.errand, flights=None)
        deck = Deck(
            holder=self.errand.holder,
            ledger=self.errand.ledger,
            cache=self.errand.cache,
            sink=self.sink,
            clock=self.clock,
            problems=self.errand.problems,
        )
        self.playing = Playing(deck, Unhurried(self.clock))

    def fetch(self) -> None:
        """Poll once and fetch every medium."""
        self.poller.round()
        while Downloader(self.errand).fetch_next():
            pass

    def live_until(self, moment: datetime) -> None:
        """Play on, asking the silent station in vain now and then."""
        self.errand.holder.changed.wait = self.clock.wait  # type: ignore[method-assign]
        asked = self.clock.now()
        while self.clock.now() < moment:
            self.playing.turn()
            if self.clock.now() - asked > timedelta(hours=6):
                asked = self.clock.now()
                assert not self.reporter.round()


def week(media: str, begin: datetime) -> list[dict[str, Any]]:
    """Return six short items a day for seven days, none of them in the first hour."""
    first = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    starts = [
        first + timedelta(days=day, hours=hour, minutes=minute)
        for day in range(DAYS + 1)
        for hour, minute in TIMES_A_DAY
    ]
    end = begin + timedelta(days=DAYS, hours=-1)
    return [air(media, start, 200) for start in starts if begin + timedelta(hours=1) < start < end]


def test_seven_days_alone_every_item_is_played_and_told_once(
    station: Station, tmp_path: Path, record: Callable[[float, int], Recording]
) -> None:
    begin = datetime.now(UTC)
    items = week(station.add(record(0.2, 7)[0]), begin)
    clock = Leaping([datetime.fromisoformat(item["starts_at"]) for item in items])
    box = Box(station, tmp_path, clock)
    station.release(air=items)
    box.fetch()
    station.is_down = True

    for item in items[3::5]:  # the power fails a second after something was played, its grace not yet over
        box.live_until(datetime.fromisoformat(item["starts_at"]) + timedelta(seconds=1))
        box.boot()
    box.live_until(begin + timedelta(days=DAYS, minutes=-5))

    assert len(box.sink.stretches) == len(items)
    station.is_down, station.forget_answers = False, 2  # and even then two answers are lost
    station.skew = int(clock.gone)
    for _ in range(10):
        box.reporter.round()
    told = Counter(station.outcomes())
    assert told == Counter((item["airing"], "played") for item in items)
    assert box.errand.ledger.pending(1) == []

"""The loop that makes the sound, in this process, into a sink that remembers."""

import random
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader
from broadcast.player.playing import Deck, Playing
from broadcast.player.polling import Poller
from broadcast.player.sinks.virtual import VirtualSink
from tests.broadcast.player.boxes import Box, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air


@pytest.fixture
def sink(errand: Errand) -> VirtualSink:
    return VirtualSink(errand.clock)


@pytest.fixture
def playing(errand: Errand, sink: VirtualSink) -> Iterator[Playing]:
    stop = threading.Event()
    deck = Deck(
        holder=errand.holder,
        ledger=errand.ledger,
        cache=errand.cache,
        sink=sink,
        clock=errand.clock,
        problems=errand.problems,
    )
    playing = Playing(deck, stop)
    thread = threading.Thread(target=playing.run, daemon=True)
    thread.start()
    yield playing
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def take(errand: Errand) -> None:
    """Poll once and fetch every medium."""
    Poller(errand).round()
    while Downloader(errand).fetch_next():
        pass


def test_every_session_starts_within_a_tenth_of_a_second(
    station: Station,
    errand: Errand,
    playing: Playing,
    sink: VirtualSink,
    record: Callable[[float, int], Recording],
) -> None:
    sha256, begin = station.add(record(0.2, 7)[0]), datetime.now(UTC) + timedelta(seconds=1)
    items = [air(sha256, begin + timedelta(seconds=0.4 * number), 200) for number in range(8)]
    station.release(air=items)
    take(errand)

    until(lambda: len(errand.ledger.pending(99)) == 8, "all receipts")

    shift = errand.clock.now().timestamp() - errand.clock.monotonic()
    planned = [datetime.fromisoformat(item["starts_at"]).timestamp() for item in items]
    errors = [start + shift - plan for (start, _), plan in zip(sink.stretches, planned, strict=True)]
    assert max(map(abs, errors)) <= 0.1, errors
    assert playing.flights.last is None


def test_a_broken_sink_fails_the_item_with_its_reason(
    station: Station, errand: Errand, playing: Playing, sink: VirtualSink, mp3: Recording
) -> None:
    sink.is_broken = True
    station.release(air=[air(station.add(mp3[0]), datetime.now(UTC), 1500)])
    take(errand)

    until(lambda: errand.ledger.pending(1), "the receipt")

    [receipt] = errand.ledger.pending(9)
    assert (receipt["outcome"], receipt["detail"]) == ("failed", "Không mở được thiết bị âm thanh.")
    assert playing.flights.sounding() is None


def test_a_medium_that_is_no_sound_fails(
    station: Station, errand: Errand, playing: Playing, sink: VirtualSink
) -> None:
    station.release(air=[air(station.add(b"no sound at all" * 99), datetime.now(UTC), 1500)])
    take(errand)

    until(lambda: errand.ledger.pending(1), "the receipt")

    assert "không giải mã được" in errand.ledger.pending(1)[0]["detail"]
    assert playing.flights.last is None
    assert sink.stretches == []


def test_a_recorded_programme_that_is_revoked_falls_silent_and_the_next_item_is_heard(
    station: Station, errand: Errand, playing: Playing, record: Callable[[float, int], Recording]
) -> None:
    begin = datetime.now(UTC) + timedelta(seconds=0.5)
    standing = {"kind": "standing", "id": "21", "sha256": "ab" * 32}
    revoked = air(station.add(record(8.0, 4)[0]), begin, 8000, authority=standing)
    following = air(station.add(record(0.3, 5)[0]), begin + timedelta(seconds=1), 300)
    station.release(air=[revoked])
    take(errand)
    until(lambda: playing.flights.sounding() is not None, "the programme on the air")

    station.release(air=[following], stopped=[revoked["airing"]])
    take(errand)
    until(lambda: len(errand.ledger.pending(9)) == 2, "both receipts")

    said = {receipt["airing"]: receipt for receipt in errand.ledger.pending(9)}
    assert said[revoked["airing"]]["outcome"] == "partial"
    assert said[following["airing"]]["outcome"] == "played"


def is_past(moment: datetime) -> bool:
    return datetime.now(UTC) >= moment


def test_killed_at_any_moment_nothing_is_lost_and_nothing_sounds_twice(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    chance, session = random.Random(7), str(uuid.uuid4())
    sha256, begin = station.add(record(0.5, 8)[0]), datetime.now(UTC) + timedelta(seconds=1.5)
    items = [air(sha256, begin + timedelta(seconds=0.5 * each), 500, session=session) for each in range(10)]
    station.release(air=items)
    box.start()
    until(lambda: box.has_media(sha256))
    for _ in range(4):
        until(partial(is_past, datetime.now(UTC) + timedelta(seconds=chance.uniform(0.4, 1.4))))
        box.kill()
        box.start()

    until(lambda: len(station.outcomes()) == 10, "a receipt for every item")

    assert sorted(airing for airing, _ in station.outcomes()) == sorted(item["airing"] for item in items)
    assert {outcome for _, outcome in station.outcomes()} <= {"played", "partial"}
    begun = box.said().count("Đang phát: ")
    assert begun <= 10

"""The plan of a zone on a real Icecast: what listeners hear and read, and what the receipts say."""

import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from broadcast.player.errand import Errand
from broadcast.player.moments import SystemClock
from broadcast.player.playing import Deck, Playing
from broadcast.player.problems import Problems
from broadcast.player.sinks import RATE
from broadcast.player.stream import pump
from broadcast.player.stream.mount import mount_of
from broadcast.player.stream.sink import IcecastSink
from tests.broadcast.player.boxes import Box, offset, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air
from tests.broadcast.player.stream.conftest import address, listening
from tests.broadcast.player.test_playing import take
from tests.servers.icecast import Icecast


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the stream try again every moment."""
    monkeypatch.setattr(pump, "LONGEST", 0.1)


@pytest.fixture
def playing(errand: Errand, server: Icecast, request: pytest.FixtureRequest) -> Iterator[Playing]:
    """The loop that makes the sound, in this process, into a mount of the test's own."""
    stop = threading.Event()
    name = f"/{request.node.name}.mp3"
    sink = IcecastSink(mount_of(address(server, name)), errand.clock, errand.problems)
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
    playing.close()
    assert not thread.is_alive()


@contextmanager
def streaming(server: Icecast, path: str, *, title: Callable[[], str]) -> Iterator[IcecastSink]:
    sink = IcecastSink(mount_of(address(server, path)), SystemClock(), Problems())
    sink.title_now = title
    sink.prepare()
    try:
        yield sink
    finally:
        sink.close()


def title_read(server: Icecast, path: str) -> str:
    """Return the title that a listener of an MP3 mount is shown."""
    asked = urllib.request.Request(server.url(path), headers={"Icy-MetaData": "1"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        answer.read(int(answer.headers["icy-metaint"]))
        words = answer.read(answer.read(1)[0] * 16)
    return str(words.rstrip(b"\0").decode())


def test_listeners_hear_the_plan_and_true_silence_around_it(
    server: Icecast, station: Station, box: Box, mp3: Recording
) -> None:
    box.extra = ("--sink", address(server, "/thon-dong.mp3"))
    box.start()
    with listening(server, "/thon-dong.mp3") as listener:
        item = air(station.add(mp3[0]), datetime.now(UTC) + timedelta(seconds=1.2), 1500)
        station.release(air=[item])
        until(lambda: station.outcomes() == [(item["airing"], "played")], "the receipt")
        heard = len(listener.coded)
        until(lambda: len(listener.coded) > heard + 4_000, "silence after it")

    sound = listener.samples()
    at = offset(sound, mp3[1])
    part = sound[at : at + len(mp3[1])]
    assert np.corrcoef(part, mp3[1][: len(part)])[0, 1] > 0.9
    assert at > RATE // 2 and not sound[: at - RATE // 4].any()
    assert not sound[at + len(mp3[1]) + RATE // 4 :].any()
    assert box.stop() == 0


@pytest.mark.usefixtures("impatient")
def test_what_an_away_icecast_swallowed_is_told_and_the_stream_comes_back(
    server: Icecast, station: Station, errand: Errand, playing: Playing, record: Callable[..., Recording]
) -> None:
    long, short = station.add(record(1.2, 3)[0]), station.add(record(0.3, 4)[0])
    until(lambda: server.mounts(), "the mount")
    begin = datetime.now(UTC) + timedelta(seconds=0.3)
    items = [
        air(long, begin, 1200),
        air(short, begin + timedelta(seconds=1.3), 300),
        air(short, begin + timedelta(seconds=3), 300),
    ]
    station.release(air=items)
    take(errand)
    until(playing.flights.title, "the first item")

    server.stop()
    until(lambda: len(errand.ledger.pending(9)) == 2, "the receipts of both")
    assert "Icecast" in " ".join(errand.problems.current())
    server.start()

    until(lambda: len(errand.ledger.pending(9)) == 3, "the third receipt")
    receipts = {each["airing"]: each for each in errand.ledger.pending(9)}
    told = [receipts[item["airing"]] for item in items]
    assert [each["outcome"] for each in told] == ["partial", "failed", "played"]
    assert "mất kết nối" in told[0]["detail"]
    assert not errand.problems.current()


def test_the_title_is_read_in_vietnamese_letters(server: Icecast) -> None:
    titles = ["Bản tin sáng"]
    with streaming(server, "/titles.mp3?kbps=320", title=lambda: titles[0]):
        until(lambda: "/titles.mp3" in server.mounts(), "the mount")
        until(lambda: "Bản tin sáng" in title_read(server, "/titles.mp3"), "the title")

        titles[0] = "Thông báo cắt điện"

        until(lambda: "Thông báo cắt điện" in title_read(server, "/titles.mp3"), "the next title")


def test_an_opus_stream_carries_its_titles_and_goes_on_through_them(server: Icecast, mp3: Recording) -> None:
    titles = ["Bản tin sáng"]
    with (
        streaming(server, "/thon.opus", title=lambda: titles[0]) as sink,
        listening(server, "/thon.opus") as listener,
    ):
        until(lambda: "Bản tin sáng" in listener.coded.decode(errors="replace"), "the title")
        titles[0] = "Nhắc lịch tiêm"
        until(lambda: "Nhắc lịch tiêm" in listener.coded.decode(errors="replace"), "the next title")
        sink.write(mp3[1].tobytes())
        until(lambda: sink.ahead() == 0, "all is sent")
        heard = len(listener.coded)
        until(lambda: len(listener.coded) > heard + 500, "what was on its way")

    sound = listener.samples()
    at = offset(sound, mp3[1])
    assert np.corrcoef(sound[at : at + RATE], mp3[1][:RATE])[0, 1] > 0.7


def test_a_wrong_password_is_told_without_the_password(server: Icecast) -> None:
    problems = Problems()
    mount = mount_of(address(server, "/sai.mp3", password="bí-mật-sai"))
    sink = IcecastSink(mount, SystemClock(), problems)
    sink.prepare()

    until(problems.current, "the problem")
    sink.close()

    [said] = problems.current()
    assert "sai mật khẩu" in said and "bí-mật" not in said
    assert "bí-mật" not in repr(mount)

"""Orders from afar: louder, a chime, a restart, the log; each done once and answered."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from broadcast.plan.command import Action
from broadcast.plan.loudness import DayPart, Volume
from broadcast.player import chime
from broadcast.player.chiming import Chimer
from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader
from broadcast.player.loudness import Loudness, _scaled
from broadcast.player.playing import Deck, Playing
from broadcast.player.polling import Poller
from broadcast.player.remote import Remote
from broadcast.player.reporting import Reporter
from broadcast.player.said import LARGEST, Said
from broadcast.player.sinks import RATE
from broadcast.player.sinks.virtual import VirtualSink
from broadcast.player.words import REASONS
from tests.broadcast.player.boxes import Box, until
from tests.broadcast.player.station import Station, air


@pytest.fixture
def sink(errand: Errand) -> VirtualSink:
    return VirtualSink(errand.clock)


@pytest.fixture
def playing(errand: Errand, sink: VirtualSink) -> Iterator[Playing]:
    stop = threading.Event()
    deck = Deck(
        holder=errand.holder, ledger=errand.ledger, cache=errand.cache, sink=sink, clock=errand.clock,
        problems=errand.problems, loudness=errand.loudness, remote=errand.remote,
    )  # fmt: skip
    playing = Playing(deck, stop)
    thread = threading.Thread(target=playing.run, daemon=True)
    thread.start()
    yield playing
    stop.set()
    thread.join(5)


@pytest.fixture
def poller(station: Station, errand: Errand) -> Poller:
    """A box in service that holds a plan and has obeyed what there was to obey."""
    station.release()
    poller = Poller(errand)
    for _round in range(3):
        poller.round()
    assert errand.holder.manifest is not None
    station.told.clear()
    return poller


def told(station: Station) -> tuple[list[str], dict[str, str]]:
    """Return the orders reported as done, and the others with why."""
    done = [name for each in station.told for name in each["done"]]
    return done, {name: why for each in station.told for name, why in each.get("failed", {}).items()}


# ------------------------------------------------------------------ volume


def test_the_volume_follows_the_hours_of_the_commune() -> None:
    volume = Volume(percent=80, parts=(DayPart(start=time(20), until=time(6), percent=30),))
    hours = {hour: volume.at(datetime(2026, 11, 25, hour, 0)) for hour in (5, 6, 19, 20, 23)}  # noqa: DTZ001

    assert hours == {5: 30, 6: 80, 19: 80, 20: 30, 23: 30}
    assert volume.loudest == 80


def test_an_order_sets_the_volume_and_a_restart_keeps_it(
    station: Station, errand: Errand, poller: Poller
) -> None:
    order = station.order(Action.VOLUME, volume=Volume(percent=55))

    poller.round()

    assert told(station) == ([order], {})
    assert Reporter(errand=errand, flights=None).fields()["volume"] == 55
    assert Loudness(errand.holder.folder).percent(datetime.now(UTC), timezone="UTC") == 55


def test_a_full_card_leaves_the_order_waiting(
    station: Station, errand: Errand, poller: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_volume: Volume) -> None:
        raise OSError(28, "No space left on device")

    order = station.order(Action.VOLUME, volume=Volume(percent=55))
    with monkeypatch.context() as patch:
        patch.setattr(errand.loudness, "keep", full)
        poller.round()
    assert order in station.orders

    poller.round()

    assert told(station) == ([order], {})


@pytest.mark.parametrize(("percent", "heard"), [(100, 20_000), (50, 5_000), (0, 0)])
def test_samples_are_scaled_with_their_sign(percent: int, heard: int) -> None:
    block = b"".join(level.to_bytes(2, "little", signed=True) for level in (20_000, -20_000, 0))

    scaled = _scaled(block, percent)

    levels = [int.from_bytes(scaled[at : at + 2], "little", signed=True) for at in (0, 2, 4)]
    assert levels == [heard, -heard, 0]


def test_an_urgent_item_is_heard_at_the_loudest_of_the_day(
    station: Station, errand: Errand, playing: Playing, sink: VirtualSink, mp3: tuple[bytes, object]
) -> None:
    errand.loudness.keep(Volume(percent=0, parts=(DayPart(start=time(0), until=time(0, 1), percent=100),)))
    sha256 = station.add(mp3[0])
    begin = datetime.now(UTC) + timedelta(seconds=1)
    quiet, urgent = air(sha256, begin, 300), air(sha256, begin + timedelta(seconds=1), 300, priority="urgent")
    station.release(air=[quiet, urgent])
    _take(errand)

    until(lambda: len(sink.stretches) == 2 and not sink.ahead(), "both items")

    assert [any(samples) for _begin, samples in sink.stretches] == [False, True]


def _take(errand: Errand) -> None:
    Poller(errand).round()
    while Downloader(errand).fetch_next():
        pass


# ------------------------------------------------------------------ chime


def test_a_chime_sounds_once_and_is_answered(
    station: Station, errand: Errand, poller: Poller, playing: Playing, sink: VirtualSink
) -> None:
    order = station.order(Action.CHIME)

    poller.round()
    until(lambda: errand.remote.end_of(order) is not None, "the chime")
    poller.round()
    poller.round()

    assert told(station) == ([order], {})
    assert [bytes(samples) for _begin, samples in sink.stretches] == [chime.samples()]
    assert errand.remote.wake.is_set()


def test_a_chime_is_not_repeated_after_a_crash(station: Station, errand: Errand, poller: Poller) -> None:
    order = station.order(Action.CHIME)
    poller.round()
    errand.remote = Remote()  # the program was killed before the chime was reported

    poller.round()

    assert told(station) == ([], {order: REASONS["order_forgotten"]})
    assert errand.remote.chime is None


def test_no_chime_in_quiet_hours(
    station: Station, errand: Errand, poller: Poller, playing: Playing, sink: VirtualSink
) -> None:
    station.release(quiet=[{"from": "00:00", "until": "12:00"}, {"from": "12:00", "until": "00:00"}])
    order = station.order(Action.CHIME)

    poller.round()
    until(lambda: errand.remote.end_of(order) is not None, "the refusal")
    poller.round()

    assert told(station) == ([], {order: REASONS["quiet"]})
    assert sink.stretches == []


def test_a_chime_waits_for_what_is_planned(
    station: Station, errand: Errand, poller: Poller, sink: VirtualSink
) -> None:
    now = datetime.now(UTC)
    soon, later = (air(station.add(b"x"), now + timedelta(seconds=seconds), 500) for seconds in (8, 60))
    station.release(air=[soon, later])
    order = station.order(Action.CHIME)
    poller.round()
    deck = Deck(
        holder=errand.holder, ledger=errand.ledger, cache=errand.cache, sink=sink, clock=errand.clock,
        problems=errand.problems, remote=errand.remote,
    )  # fmt: skip
    chimer = Chimer(deck)
    manifest = errand.holder.manifest
    assert manifest is not None

    chimer.turn(manifest.air[0])
    waited = errand.remote.is_waiting(order) and not sink.stretches
    chimer.turn(manifest.air[1])

    assert waited
    assert errand.remote.end_of(order) == ""
    assert len(sink.stretches) == 1
    chimer.give_way()
    assert sink.ahead() < 1 / RATE  # nothing but a part of one sample


def test_an_order_that_comes_too_late_is_not_obeyed(station: Station, errand: Errand, poller: Poller) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    orders = [station.order(action, until=past) for action in (Action.CHIME, Action.RESTART)]

    poller.round()

    assert told(station) == ([], dict.fromkeys(orders, REASONS["order_late"]))
    assert errand.remote.chime is None
    assert not errand.remote.restart.is_set()


def test_a_board_has_no_chime(station: Station, errand: Errand, poller: Poller) -> None:
    errand.kind = "board"
    order = station.order(Action.CHIME)

    poller.round()

    assert told(station) == ([], {order: REASONS["order_not_ours"]})
    assert Reporter(errand=errand, flights=None).fields()["abilities"] == ["restart", "log", "screen"]


# ------------------------------------------------------------------ log and restart


def test_the_log_is_sent_from_its_end_in_whole_lines(errand: Errand) -> None:
    said = Said(errand.holder.folder)
    for number in range(LARGEST // 20):
        said.add(f"dòng {number:05d} của máy\n")

    last = said.last(1000)

    assert last.startswith("dòng")
    assert last.endswith(f"dòng {LARGEST // 20 - 1:05d} của máy\n")
    assert 900 < len(last) <= 1000


def test_a_real_box_restarts_itself_once_and_sends_its_log(station: Station, box: Box) -> None:
    station.release()
    box.start()
    until(lambda: "Đã nhận lịch phát" in box.said(), "the plan")
    restart = station.order(Action.RESTART)
    until(lambda: box.said().count("Máy bắt đầu chạy") == 2, "the second start")
    log = station.order(Action.LOG)
    until(lambda: any(log in each.get("answers", {}) for each in station.told), "the log")

    [answer] = [each["answers"][log] for each in station.told if log in each.get("answers", {})]
    assert answer.count("Máy bắt đầu chạy") == 2
    assert "khởi động lại" in answer
    assert restart in told(station)[0]
    assert box.process is not None
    assert box.process.poll() is None
    assert box.stop() == 0

"""The amplifier's switch: on before the sound, off after it, never in the way of it."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from broadcast.plan.manifest import parse
from broadcast.player.amplifier import HOLD, Amplifier, Switch
from broadcast.player.options import read_options
from broadcast.player.problems import Problems
from tests.broadcast.player.boxes import Box, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air


@dataclass
class HandClock:
    """A clock that stands until it is moved."""

    seconds: float = 1000.0
    began: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.began + timedelta(seconds=self.seconds - 1000)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def amplifier(tmp_path: Path, clock: HandClock) -> Amplifier:
    switch = Switch(on=f"mkdir {tmp_path}/on", off=f"rmdir {tmp_path}/on", lead_s=5)
    return Amplifier(switch, clock=clock, problems=Problems())


def is_on(tmp_path: Path) -> bool:
    return (tmp_path / "on").is_dir()


def plan(station: Station, starts_at: datetime) -> Any:
    fields = station.manifest(air=[air(station.add(b"x", "audio/mpeg"), starts_at, 1000)])
    return parse(json.dumps(fields).encode())


def test_it_is_on_in_time_and_off_some_time_after(
    station: Station, amplifier: Amplifier, clock: HandClock, tmp_path: Path
) -> None:
    manifest = plan(station, clock.now() + timedelta(seconds=60))
    states = []
    for second in range(0, 140, 2):
        clock.seconds = 1000 + second
        amplifier.look(manifest, is_needed=60 <= second <= 70)
        states.append(is_on(tmp_path))

    first, last = states.index(True) * 2, len(states) - 1 - states[::-1].index(True)
    assert 50 <= first <= 55
    assert 70 + HOLD <= last * 2 <= 76 + HOLD


def test_sound_that_comes_unannounced_waits_for_it_to_be_warm(
    amplifier: Amplifier, clock: HandClock, tmp_path: Path
) -> None:
    first = amplifier.ready_in()
    clock.seconds += 3

    assert (first, amplifier.ready_in(), is_on(tmp_path)) == (5.0, 2.0, True)
    clock.seconds += 3
    assert amplifier.ready_in() == 0.0


def test_a_command_that_fails_is_told_and_holds_nothing_up(clock: HandClock) -> None:
    problems = Problems()
    amplifier = Amplifier(
        Switch(on="/nowhere/relay on", off="false", lead_s=0), clock=clock, problems=problems
    )

    assert amplifier.ready_in() == 0.0
    assert "/nowhere/relay" in problems.current()[0]


def test_it_is_switched_off_at_the_end(amplifier: Amplifier, tmp_path: Path) -> None:
    amplifier.ready_in()
    stop = threading.Event()
    stop.set()

    amplifier.run(stop, manifest=lambda: None, is_needed=lambda: False)

    assert not is_on(tmp_path)


def test_without_commands_nothing_is_switched() -> None:
    options = read_options(["--server", "http://a", "--state", "/tmp/x"], {})
    given = read_options(
        ["--server", "http://a", "--state", "/tmp/x", "--amplifier-on", "relay 1"],
        {"LOAXA_AMPLIFIER_LEAD": "9"},
    )

    assert options.amplifier is None
    assert given.amplifier == Switch(on="relay 1", off="true", lead_s=9)


def test_a_real_box_switches_it_on_before_the_sound(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    sha256 = station.add(record(0.5, 1)[0])
    mark = box.folder / "switched"
    command = f"touch {mark}"
    starts_at = datetime.now(UTC) + timedelta(seconds=3)
    item = air(sha256, starts_at, 500)
    station.release(air=[item])
    box.start("--amplifier-on", command, "--amplifier-off", "true", "--amplifier-lead", "0.5")

    until(lambda: station.outcomes() == [(item["airing"], "played")], "the receipt")

    switched = datetime.fromtimestamp(mark.stat().st_mtime, UTC)
    assert switched < starts_at
    [receipt] = [each for each in station.receipts if each["kind"] == "air"]
    assert abs((datetime.fromisoformat(receipt["started_at"]) - starts_at).total_seconds()) < 0.1

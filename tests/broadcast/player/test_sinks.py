import wave
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import miniaudio
import pytest

from broadcast.player.moments import SystemClock
from broadcast.player.sinks import RATE, Sink
from broadcast.player.sinks.device import DeviceSink
from broadcast.player.sinks.virtual import VirtualSink
from broadcast.player.sinks.wav import KEPT, WavSink
from tests.broadcast.player.boxes import samples, until

SECOND = b"\x01\x02" * RATE


@dataclass
class HandClock:
    """A clock that goes only when it is turned."""

    seconds: float = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 22, 10, 0, 0, 12_000, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=["wav", "virtual"])
def sink(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Sink]:
    made = WavSink(tmp_path, clock) if request.param == "wav" else VirtualSink(clock)
    yield made
    made.close()


def test_sound_written_ahead_is_heard_in_time_and_cut_short(sink: Sink, clock: HandClock) -> None:
    sink.write(SECOND)
    sink.write(SECOND)
    assert sink.ahead() == pytest.approx(2.0)
    clock.seconds = 0.5
    assert sink.ahead() == pytest.approx(1.5)

    sink.cut()

    assert sink.ahead() == pytest.approx(0.0, abs=1e-4)


def test_a_file_is_named_by_the_moment_of_its_first_sample(tmp_path: Path, clock: HandClock) -> None:
    sink = WavSink(tmp_path, clock)
    sink.write(SECOND)
    path = tmp_path / "2026-11-22T10-00-00.012Z.wav"

    assert samples(path).tobytes() == SECOND  # whole while still open: a killed player leaves it so

    sink.close()
    assert samples(path).tobytes() == SECOND


def test_a_pause_becomes_silence_and_a_long_one_a_new_file(tmp_path: Path, clock: HandClock) -> None:
    sink = WavSink(tmp_path, clock)
    sink.write(SECOND)
    clock.seconds = 3.0
    sink.rest()
    sink.write(SECOND)
    clock.seconds = 7.5
    sink.write(SECOND)
    sink.close()

    first, second = sorted(tmp_path.glob("*.wav"))
    assert samples(first).tobytes() == SECOND + bytes(2 * len(SECOND)) + SECOND
    assert second.name == "2026-11-22T10-00-07.512Z.wav"


def test_what_is_cut_off_is_not_in_the_file(tmp_path: Path, clock: HandClock) -> None:
    sink = WavSink(tmp_path, clock)
    sink.write(SECOND)
    clock.seconds = 0.25
    sink.cut()
    [path] = tmp_path.glob("*.wav")
    assert len(samples(path)) == RATE // 4
    sink.write(SECOND)
    sink.close()

    assert len(samples(path)) == RATE // 4 + RATE


def test_only_the_newest_files_are_kept(tmp_path: Path, clock: HandClock) -> None:
    sink = WavSink(tmp_path, clock)
    (tmp_path / "mine.wav").write_bytes(b"")
    for number in range(KEPT + 3):
        clock.seconds = number * 10.0
        sink.write(b"\0\0")
        sink.close()

    kept = sorted(path.name for path in tmp_path.glob("2026*.wav"))
    assert len(kept) == KEPT
    assert kept[0] == "2026-11-22T10-00-30.012Z.wav"
    assert (tmp_path / "mine.wav").exists()
    with wave.open(str(tmp_path / kept[-1])) as file:
        assert file.getnframes() == 1


def test_the_device_takes_the_sound_in_real_time() -> None:
    sink = DeviceSink(SystemClock(), backends=[miniaudio.Backend.NULL])
    sink.prepare()
    began = SystemClock().monotonic()
    sink.write(SECOND[: RATE // 2 * 2])
    assert sink.ahead() > 0.4

    until(lambda: sink.ahead() == 0)

    assert 0.4 < SystemClock().monotonic() - began < 1.5
    sink.write(SECOND)
    sink.cut()
    until(lambda: sink.ahead() == 0, seconds=0.5)
    sink.close()

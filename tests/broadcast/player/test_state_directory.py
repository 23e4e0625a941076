"""The state directory as a technician finds it: broken files, rights, one program at a time."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests.broadcast.player.boxes import ROOT, Box, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air


@pytest.mark.parametrize("name", ["device.json", "manifest.json", "journal.jsonl", "device.key"])
def test_broken_state_files_are_set_aside(station: Station, box: Box, name: str) -> None:
    station.release()
    box.start()
    until(lambda: "Đã nhận lịch phát" in box.said() and station.heartbeats)
    box.kill()
    path = box.state / name
    path.write_bytes(path.read_bytes()[:20] + b"\xff\x00garbage\n")
    station.heartbeats.clear()
    box.start()

    until(lambda: "bị hỏng" in box.said(), "told")
    until(lambda: station.heartbeats, "at work again")
    assert list(box.state.glob(f"{name}.broken-*"))


def test_the_key_is_readable_by_its_owner_only(station: Station, box: Box) -> None:
    box.start()
    until(lambda: (box.state / "device.json").exists())

    assert (box.state / "device.key").stat().st_mode & 0o777 == 0o600


def test_once_fetches_reports_and_ends(station: Station, box: Box, mp3: Recording) -> None:
    item = air(station.add(mp3[0]), datetime.now(UTC) + timedelta(hours=1), 1500)
    station.release(air=[item])

    box.start("--once")

    assert box.process is not None and box.process.wait(15) == 0
    assert box.has_media(item["media"])
    assert station.heartbeats


def test_a_second_player_on_the_same_state_is_refused(station: Station, box: Box) -> None:
    box.start()
    until(lambda: "bắt đầu chạy" in box.said())
    command = [sys.executable, "-m", "broadcast.player", "--server", station.url, "--state", str(box.state)]

    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=15, check=False)

    assert second.returncode == 2
    assert "chương trình khác" in second.stderr

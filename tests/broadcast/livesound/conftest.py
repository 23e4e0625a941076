"""A talk of eight seconds, the process that hands it on, and a real box with its station."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.audio import ffmpeg
from broadcast.livesound.hall import Hall
from broadcast.livesound.pieces import Pieces
from tests.broadcast.doorbell.test_doorbell import Running
from tests.broadcast.player.conftest import box, station

__all__ = ["box", "station"]

TOKEN = "ab" * 32


@pytest.fixture(scope="session")
def webm() -> bytes:
    """Return eight seconds of a tone as a browser would send them."""
    made = ["-f", "lavfi", "-i", "sine=frequency=440:duration=8", "-c:a", "libopus", "-f", "webm", "pipe:1"]
    return subprocess.run([ffmpeg.binary(), "-v", "error", *made], capture_output=True, check=True).stdout


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Running]:
    with Running(tmp_path, hall=Hall(tmp_path / "live")) as running:
        yield running


@pytest.fixture
def talk(tmp_path: Path) -> Pieces:
    pieces = Pieces(tmp_path / "live", TOKEN)
    pieces.open()
    return pieces

"""The cast: a station that listens, a box, and recordings to play."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

from broadcast.player.cache import Cache
from broadcast.player.errand import Errand
from broadcast.player.held import Holder
from broadcast.player.identity import device_key, identity_of
from broadcast.player.ledger import Ledger
from broadcast.player.moments import SystemClock
from broadcast.player.problems import Problems
from broadcast.player.station import Station as Client
from tests.broadcast.player.boxes import Box, until
from tests.broadcast.player.station import Station

Recording = tuple[bytes, NDArray[np.int16]]


@pytest.fixture
def station() -> Iterator[Station]:
    station = Station()
    yield station
    station.close()


@pytest.fixture
def box(station: Station, tmp_path: Path) -> Iterator[Box]:
    box = Box(station.url, tmp_path)
    yield box
    if box.process is not None and box.process.poll() is None:
        box.kill()


@pytest.fixture
def errand(station: Station, tmp_path: Path) -> Errand:
    """What the loops of a box share, in this process."""
    key, clock = device_key(tmp_path), SystemClock()
    return Errand(
        station=Client(server=station.url, key=key),
        holder=Holder(tmp_path, identity_of(tmp_path, key)),
        ledger=Ledger(tmp_path / "journal.jsonl", now=clock.now()),
        cache=Cache(tmp_path / "media"),
        problems=Problems(),
        clock=clock,
        kind="loudspeaker",
        name="Cụm loa thử",
        poll_s=0.3,
    )


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Callable[[float, int], Recording]:
    """Return a maker of recordings: (seconds, seed) -> MP3 bytes and the samples that went in."""
    folder, made = tmp_path_factory.mktemp("recordings"), dict[tuple[float, int], Recording]()

    def make(seconds: float, seed: int = 1) -> Recording:
        if (seconds, seed) not in made:
            noise = np.random.default_rng(seed).standard_normal(round(seconds * 44_100))
            sound = (np.convolve(noise, np.ones(8) / 8, "same") * 9000).clip(-32000, 32000).astype("<i2")
            path = folder / f"{seed}-{seconds}.mp3"
            command = [
                imageio_ffmpeg.get_ffmpeg_exe(),
                "-v",
                "error",
                "-f",
                "s16le",
                "-ar",
                "44100",
                "-ac",
                "1",
            ]
            command += ["-i", "pipe:0", "-b:a", "96k", str(path)]
            subprocess.run(command, input=sound.tobytes(), check=True, timeout=60)
            made[seconds, seed] = path.read_bytes(), sound
        return made[seconds, seed]

    return make


@pytest.fixture
def mp3(record: Callable[[float, int], Recording]) -> Recording:
    """One second and a half of sound."""
    return record(1.5, 1)


# ------------------------------------------------------------------ boards


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def board(box: Box) -> str:
    """Start the box as a board; return where its page is."""
    box.extra = ("--board", "--port", "0")
    box.start()
    until(lambda: "Bảng tin mở tại" in box.said())
    return re.findall(r"http://127\.0\.0\.1:\d+/", box.said().split("Bảng tin mở tại")[1])[0]


@pytest.fixture
def page(browser: Browser, board: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.goto(board)
    yield page
    page.close()
    assert faults == []

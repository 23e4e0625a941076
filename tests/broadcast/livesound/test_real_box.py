"""A real box hears a live talk: from the pieces of a microphone to the samples at its sink."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from broadcast.livesound.pieces import Pieces
from tests.broadcast.doorbell.test_doorbell import Running
from tests.broadcast.livesound.conftest import TOKEN
from tests.broadcast.livesound.test_hall import cut
from tests.broadcast.player.boxes import Box, samples, until
from tests.broadcast.player.station import DIGEST, Station, wire


def stream(door: Running, **changes: Any) -> dict[str, Any]:
    item = {
        "airing": str(uuid.uuid4()),
        "session": str(uuid.uuid4()),
        "title": "Họp thôn",
        "starts_at": wire(datetime.now(UTC) - timedelta(seconds=1)),
        "duration_ms": 600_000,
        "url": f"http://127.0.0.1:{door.port}/api/device/v1/live/{TOKEN}.mp3",
        "fallback": None,
        "authority": {"kind": "live", "id": "17", "sha256": DIGEST},
    }
    return item | changes


def test_a_box_sounds_the_talk_and_falls_silent_when_the_plan_lists_it_no_more(
    door: Running, talk: Pieces, webm: bytes, station: Station, box: Box
) -> None:
    for number, piece in enumerate(cut(webm, 8)):
        talk.put(number, piece)
    item = stream(door)
    station.release(streams=[item])
    box.start()
    until(lambda: box.wavs() and box.wavs()[0].stat().st_size > 4 * 44_100, "two seconds are heard")

    station.release()
    until(lambda: station.outcomes(), "the receipt")

    assert station.outcomes() == [(item["airing"], "partial")]
    assert station.receipts[0]["media"] is None
    sound = samples(box.wavs()[0]).astype(float)
    assert np.sqrt((sound[11_025:33_075] ** 2).mean()) > 500
    spectrum = np.abs(np.fft.rfft(sound[11_025:33_075]))
    assert abs(2 * int(spectrum.argmax()) - 440) <= 6
    length = len(samples(box.wavs()[0]))
    box.stop()
    assert len(samples(box.wavs()[0])) == length


def test_what_never_sounded_is_told_when_its_time_is_over(door: Running, station: Station, box: Box) -> None:
    item = stream(door, duration_ms=4_000)
    station.release(streams=[item])
    box.start()

    until(lambda: station.outcomes(), "the receipt")

    assert station.outcomes() == [(item["airing"], "failed")]
    assert box.wavs() == []

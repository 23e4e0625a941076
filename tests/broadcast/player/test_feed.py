"""What a relay is fetched from: plain streams, AAC, and HLS as stations on the net send it; and what stands in."""

import subprocess
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest

from broadcast.player import foreign
from broadcast.player.feed import Feed, NoSound, answer_of
from broadcast.player.sinks import RATE
from tests.broadcast.player.boxes import Box, offset, samples, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import DIGEST, Station, wire

TONE_HZ = 440


class Handler(SimpleHTTPRequestHandler):
    """Sends files with the types that stations give them."""

    extensions_map = {
        ".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t", ".aac": "audio/aacp", ".mp3": "audio/mpeg",
        ".m4s": "video/iso.segment", ".mp4": "video/mp4", "": "text/plain",
    }  # fmt: skip

    def do_GET(self) -> None:
        """Answer, or lead elsewhere."""
        if self.path.startswith("/moved/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/moved"))
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "srv").mkdir()
    return tmp_path / "srv"


@pytest.fixture
def address(files: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=files))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def make(files: Path, *options: str) -> None:
    """Let ffmpeg write a tone of twelve seconds into ``files``."""
    tone = f"sine=frequency={TONE_HZ}:duration=12"
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", tone, *options],
        cwd=files,
        check=True,
    )


def make_hls(files: Path, *options: str) -> list[str]:
    """Cut the tone into segments of two seconds; return the playlist's lines, one for each segment."""
    make(files, "-c:a", "aac", "-f", "hls", "-hls_time", "2", "-hls_list_size", "0", *options, "all.m3u8")
    rows = (files / "all.m3u8").read_text().splitlines()
    return [f"{rows[i]}\n{rows[i + 1]}\n" for i in range(len(rows)) if rows[i].startswith("#EXTINF")]


def publish(files: Path, rows: list[str], *, first: int = 0, end: bool = False) -> None:
    """Write a playlist as it stands at one moment."""
    text = f"#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{first}\n"
    fresh = files / "live.new"
    fresh.write_text(text + "".join(rows[first:]) + ("#EXT-X-ENDLIST\n" if end else ""))
    fresh.replace(files / "live.m3u8")


def heard(feed: Feed) -> np.ndarray:
    """Take everything until the feed is over; return its samples."""
    blocks: list[bytes] = []

    def take() -> bool:
        while (block := feed.take()) is not None:
            blocks.append(block)
        return feed.is_over

    until(take, "the feed is over")
    return np.frombuffer(b"".join(blocks), np.int16)


def pitch(sound: np.ndarray) -> float:
    """Return the loudest frequency of the middle second."""
    middle = sound[len(sound) // 2 :][:RATE].astype(float)
    return float(np.abs(np.fft.rfft(middle)).argmax() * RATE / len(middle))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("tone.mp3", ("-c:a", "libmp3lame")),
        ("tone.aac", ("-c:a", "aac", "-f", "adts")),
        ("tone.ts", ("-c:a", "aac", "-f", "mpegts")),
    ],
)
@pytest.mark.parametrize("way", ["/", "/moved/"])
def test_a_plain_stream_is_heard(
    files: Path, address: str, name: str, options: tuple[str, ...], way: str
) -> None:
    make(files, *options, name)

    sound = heard(Feed(address + way + name))

    assert abs(len(sound) / RATE - 12) < 0.2
    assert abs(pitch(sound) - TONE_HZ) <= 2


@pytest.mark.parametrize("form", ["mpegts", "fmp4"])
def test_a_finished_playlist_is_heard_whole(files: Path, address: str, form: str) -> None:
    make_hls(files, "-hls_segment_type", form)

    sound = heard(Feed(f"{address}/all.m3u8"))

    assert abs(len(sound) / RATE - 12) < 0.3
    assert abs(pitch(sound) - TONE_HZ) <= 2


def test_a_live_playlist_is_joined_near_its_end_and_followed(files: Path, address: str) -> None:
    rows = make_hls(files)
    publish(files, rows[:4])
    feed = Feed(f"{address}/live.m3u8")
    until(feed.take, "the first sound")

    publish(files, rows, first=2, end=True)

    sound = heard(feed)
    assert abs(len(sound) / RATE - 10) < 0.4  # the first of the six segments was over
    assert abs(pitch(sound) - TONE_HZ) <= 2


def test_of_several_qualities_the_smallest_is_taken(files: Path, address: str) -> None:
    make_hls(files)
    (files / "many.m3u8").write_text(
        "#EXTM3U\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=256000\nnowhere.m3u8\n"
        "#EXT-X-STREAM-INF:BANDWIDTH=48000\nall.m3u8\n"
    )

    assert abs(len(heard(Feed(f"{address}/many.m3u8"))) / RATE - 12) < 0.3


def test_a_segment_that_is_gone_is_passed_over(files: Path, address: str) -> None:
    make_hls(files)
    (files / "all2.ts").unlink()

    assert abs(len(heard(Feed(f"{address}/all.m3u8"))) / RATE - 10) < 0.4


@pytest.mark.parametrize("text", ["", "<html>", "#EXTM3U\n", '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\n'])
def test_what_is_no_playlist_or_locked_is_not_heard(files: Path, address: str, text: str) -> None:
    rows = make_hls(files)
    locked = "KEY" in text
    (files / "bad.m3u8").write_text(text + ("".join(rows) + "#EXT-X-ENDLIST\n" if locked else ""))

    assert len(heard(Feed(f"{address}/bad.m3u8"))) == 0


def test_a_playlist_that_leads_out_of_the_web_is_not_followed(files: Path, address: str) -> None:
    make_hls(files)
    (files / "out.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://{files}/all0.ts\n#EXT-X-ENDLIST\n"
    )

    assert len(heard(Feed(f"{address}/out.m3u8"))) == 0


def test_what_began_with_certificates_does_not_go_on_without(files: Path, address: str) -> None:
    make_hls(files)
    with answer_of(f"{address}/all0.ts") as (_url, answer):
        assert answer.status == 200

    with pytest.raises(NoSound), answer_of(f"{address}/all0.ts", scheme="https"):
        raise AssertionError("it was followed")


def test_without_ffmpeg_only_what_the_box_knows_itself_is_heard(
    files: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(files, "-c:a", "aac", "-f", "adts", "tone.aac")
    make(files, "-c:a", "libmp3lame", "tone.mp3")
    monkeypatch.setattr(foreign, "decoder", lambda: None)

    assert len(heard(Feed(f"{address}/tone.aac"))) == 0
    assert len(heard(Feed(f"{address}/tone.mp3"))) > 0


def test_a_feed_that_is_closed_asks_for_nothing_more(files: Path, address: str) -> None:
    rows = make_hls(files)
    publish(files, rows[:3])
    feed = Feed(f"{address}/live.m3u8")
    until(feed.take, "the first sound")

    feed.close()

    until(lambda: feed.take() is None and feed.is_over, "it is over")


def relay(url: str, *, fallback: str | None, seconds: int = 600) -> dict[str, Any]:
    return {
        "airing": str(uuid.uuid4()),
        "session": str(uuid.uuid4()),
        "title": "Tiếp sóng Đài tỉnh",
        "starts_at": wire(datetime.now(UTC) - timedelta(seconds=1)),
        "duration_ms": seconds * 1000,
        "url": url,
        "fallback": fallback,
        "authority": {"kind": "standing", "id": "17", "sha256": DIGEST},
    }


def test_while_nothing_comes_something_else_is_heard_and_then_the_relay(
    files: Path, address: str, station: Station, box: Box, mp3: Recording
) -> None:
    music, played = mp3
    item = relay(f"{address}/live.m3u8", fallback=station.add(music))
    station.release(streams=[item])
    box.start()
    until(lambda: box.wavs() and box.wavs()[0].stat().st_size > 4 * 2 * RATE, "the music, more than once")

    publish(files, make_hls(files), end=True)
    until(lambda: "Đang phát" in box.said(), "the relay begins")
    begins = box.wavs()[0].stat().st_size
    until(lambda: box.wavs()[0].stat().st_size > begins + 5 * 2 * RATE, "the relay is heard")
    station.release()
    until(lambda: station.outcomes(), "the receipt")

    assert station.outcomes() == [(item["airing"], "partial")]
    sound = samples(box.wavs()[0])
    assert 0 <= offset(sound[: 2 * RATE], played[:RATE]) < RATE / 4
    assert abs(pitch(sound[-3 * RATE :]) - TONE_HZ) <= 2


def test_a_relay_that_never_came_failed_whatever_stood_in_for_it(
    address: str, station: Station, box: Box, mp3: Recording
) -> None:
    item = relay(f"{address}/none.m3u8", fallback=station.add(mp3[0]), seconds=8)
    station.release(streams=[item])
    box.start()

    until(lambda: station.outcomes(), "the receipt")

    assert station.outcomes() == [(item["airing"], "failed")]
    assert len(samples(box.wavs()[0])) > RATE


def test_music_that_was_revoked_is_not_played_to_its_end(
    address: str, station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    (revoked, _), (approved, expected) = record(60.0, 1), record(1.5, 2)
    item = relay(f"{address}/none.m3u8", fallback=station.add(revoked))
    station.release(streams=[item])
    box.start()
    until(lambda: box.wavs() and box.wavs()[0].stat().st_size > 2 * RATE, "the music is heard")

    other = station.add(approved)
    station.release(streams=[item | {"fallback": other}])
    until(lambda: box.has_media(other), "the other music is there")
    begins = box.wavs()[0].stat().st_size
    until(lambda: box.wavs()[0].stat().st_size > begins + 6 * 2 * RATE, "it has gone on for a while")
    box.stop()

    sound = samples(box.wavs()[0])[-4 * RATE :]
    place = offset(sound, expected[:RATE])
    assert np.corrcoef(sound[place : place + RATE], expected[:RATE])[0, 1] > 0.9

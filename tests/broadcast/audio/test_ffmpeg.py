"""What ffmpeg may not do for a stranger's file: reach out, open others, or run for ever."""

import http.server
import threading
from pathlib import Path

import pytest

from broadcast.audio import ffmpeg
from broadcast.audio.upload import BrokenAudio, from_upload
from tests.broadcast.audio.ebur128 import made_by_ffmpeg


class _Counting(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def test_a_playlist_does_not_make_us_fetch_anything(tmp_path: Path) -> None:
    asked: list[str] = []
    handler = type("Handler", (_Counting,), {"asked": asked})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        playlist = tmp_path / "list.mp3"
        address = f"http://127.0.0.1:{server.server_address[1]}/a.ts"
        playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{address}\n#EXT-X-ENDLIST\n")

        with pytest.raises(BrokenAudio):
            from_upload(playlist, directory=tmp_path / "out")

        server.shutdown()
        thread.join()
    assert asked == []


def test_a_concat_script_does_not_open_other_files(tmp_path: Path) -> None:
    made_by_ffmpeg(tmp_path / "secret.wav", "sine=440", "-t", "2")
    script = tmp_path / "recording.wav"
    script.write_text("ffconcat version 1.0\nfile secret.wav\n")

    with pytest.raises(BrokenAudio):
        from_upload(script, directory=tmp_path / "out")


def test_ffmpeg_is_ended_when_its_time_is_over() -> None:
    endless = ["-re", "-f", "lavfi", "-i", "sine=440", "-f", "null", "-"]

    with pytest.raises(ffmpeg.FfmpegFailed, match="no result"):
        ffmpeg.run(endless, limit_s=0.3)


def test_the_end_of_what_ffmpeg_said_is_told() -> None:
    with pytest.raises(ffmpeg.FfmpegFailed, match="No such file"):
        ffmpeg.run(["-i", "/no/such/file.wav", "-f", "null", "-"], limit_s=10)

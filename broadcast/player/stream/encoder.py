"""Samples in, MP3 or Opus out, in real time: one ffmpeg process, fed and read through pipes."""

import shutil
import subprocess
from contextlib import suppress

from broadcast.player.sinks import RATE
from broadcast.player.stream.mount import Mount

try:
    import imageio_ffmpeg
except ImportError:  # a box that streams may have Debian's ffmpeg instead
    imageio_ffmpeg = None

CODECS = {
    # No reservoir of bits: whoever joins, or joins again, decodes from the next frame on.
    "mp3": ["-c:a", "libmp3lame", "-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3"],
    "opus": [
        "-c:a",
        "libopus",
        "-ar",
        "48000",
        "-application",
        "audio",
        "-page_duration",
        "200000",
        "-f",
        "ogg",
    ],
}
END_WITHIN_S = 2.0


class NoEncoder(Exception):
    """There is no ffmpeg, or it did not begin."""


def program() -> str:
    """Return the path of an ffmpeg. Raises NoEncoder."""
    found = shutil.which("ffmpeg")
    if found:
        return found
    if imageio_ffmpeg is not None:
        with suppress(RuntimeError):
            return str(imageio_ffmpeg.get_ffmpeg_exe())
    raise NoEncoder("máy chưa có ffmpeg")


def command(mount: Mount, *, title: str) -> list[str]:
    """Return the words that start an encoder whose output is passed on as it comes."""
    given = ["-f", "s16le", "-ar", str(RATE), "-ac", "1", "-probesize", "32", "-i", "pipe:0"]
    told = ["-map_metadata", "-1", "-metadata", f"title={title}"]
    coded = [*CODECS[mount.form][:2], "-b:a", f"{mount.kbps}k", *CODECS[mount.form][2:]]
    quiet = ["-hide_banner", "-nostats", "-loglevel", "quiet", "-threads", "1", "-protocol_whitelist", "pipe"]
    return [program(), *quiet, *given, "-map", "0:a", *told, *coded, "-flush_packets", "1", "pipe:1"]


class Encoder:
    """One run of ffmpeg. One thread writes, another reads until the end."""

    def __init__(self, mount: Mount, *, title: str) -> None:
        try:
            self._process = subprocess.Popen(
                command(mount, title=title),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as fault:
            raise NoEncoder(fault.strerror or "ffmpeg không chạy được") from fault

    def write(self, samples: bytes) -> None:
        """Hand samples over. Raises OSError when ffmpeg is gone."""
        assert self._process.stdin is not None
        view = memoryview(samples)
        while view:
            view = view[self._process.stdin.write(view) :]

    def read(self) -> bytes:
        """Return what is ready, at least one byte; nothing at the end."""
        assert self._process.stdout is not None
        return self._process.stdout.read(1 << 14) or b""

    def finish(self) -> None:
        """No more samples: what is inside comes out, then the end."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()

    def kill(self) -> None:
        """End it at once; whoever reads comes to the end."""
        self._process.kill()

    def bury(self) -> None:
        """Wait for the end and let the pipes go; only when nobody reads or writes any more."""
        self.finish()
        try:
            self._process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

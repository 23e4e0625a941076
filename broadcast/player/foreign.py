"""Sound in forms that miniaudio does not know (AAC, MPEG-TS, MP4), through an ffmpeg of its own process."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress

from broadcast.player.decoder import BLOCK_FRAMES
from broadcast.player.sinks import FRAME, RATE

try:
    import imageio_ffmpeg
except ImportError:  # a box need not have it
    imageio_ffmpeg = None


def decoder() -> str | None:
    """Return the ffmpeg of this machine: the system's, or that of the package imageio-ffmpeg; None without one."""
    if found := shutil.which("ffmpeg"):
        return found
    with suppress(RuntimeError):
        return str(imageio_ffmpeg.get_ffmpeg_exe()) if imageio_ffmpeg else None
    return None


def decoded(pieces: Iterator[bytes], *, program: str) -> Iterator[bytes]:
    """Yield ``pieces`` as mono 16-bit blocks at the sinks' rate; whoever closes the iterator ends the process.

    ``pieces`` is read by a thread of its own, which closes with the process; what it raises ends the sound.
    """
    # What comes has no file names: nothing but the pipe may be opened.
    command = [
        program, "-v", "error", "-nostdin", "-protocol_whitelist", "pipe", "-probesize", "65536",
        "-analyzeduration", "2000000", "-i", "pipe:0", "-vn", "-ac", "1", "-ar", str(RATE), "-f", "s16le",
        "-flush_packets", "1", "pipe:1",
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    feeding = threading.Thread(target=_feed, args=(process, pieces), daemon=True)
    feeding.start()
    try:
        while block := process.stdout.read(BLOCK_FRAMES * FRAME):
            yield block[: len(block) // FRAME * FRAME]
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _feed(process: subprocess.Popen[bytes], pieces: Iterator[bytes]) -> None:
    assert process.stdin is not None
    # Whatever breaks here, the sound is over with it, and whoever wants more asks again.
    with suppress(Exception), process.stdin:
        for piece in pieces:
            process.stdin.write(piece)

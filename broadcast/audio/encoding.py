"""Makes the sound for devices again from a finished master, when the way of making it has changed."""

import tempfile
from pathlib import Path

from broadcast.audio import ffmpeg
from broadcast.audio.assembly import UNFINISHED
from broadcast.audio.segments import RATE


def device_sound(master: Path, *, directory: Path) -> Path:
    """Return an MP3 of the master in ``directory``; the caller names it by its content. Raises ``FfmpegFailed``."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        folder = Path(unfinished)
        pcm, mp3 = folder / "tape.pcm", folder / "device.mp3"
        ffmpeg.decode_file(master.resolve(), pcm, rate=RATE)
        ffmpeg.encode(pcm, rate=RATE, flac=folder / "again.flac", mp3=mp3)
        with tempfile.NamedTemporaryFile(dir=directory, suffix=".mp3", delete=False) as kept:
            return mp3.replace(kept.name)

"""Media files into blocks of samples, a little at a time, through miniaudio."""

from collections.abc import Iterator
from pathlib import Path

import miniaudio

from broadcast.player.sinks import FRAME, RATE

BLOCK_FRAMES = RATE // 20  # 50 ms: how long an urgent item may wait for a block to pass


class BrokenSound(Exception):
    """The file cannot be decoded."""


def blocks(path: Path) -> Iterator[bytes]:
    """Yield the sound of ``path`` as mono 16-bit blocks at the sinks' rate; raises BrokenSound."""
    try:
        stream = miniaudio.stream_file(
            str(path),
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            frames_to_read=BLOCK_FRAMES,
        )
        for samples in stream:
            yield samples.tobytes()
    except miniaudio.MiniaudioError as fault:
        raise BrokenSound(path.name) from fault


def limited(sound: Iterator[bytes], duration_ms: int) -> Iterator[bytes]:
    """Yield at most the planned length: a shorter plan than the medium means to stop there."""
    left = round(duration_ms * RATE / 1000) * FRAME
    for block in sound:
        if left <= 0:
            return
        yield block[:left]
        left -= len(block)

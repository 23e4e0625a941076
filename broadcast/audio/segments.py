"""pydub's segments, at the one rate and width of a programme (44.1 kHz, mono, 16 bits).

pydub is used for silence and for fades. What it would do badly is done elsewhere: joining with ``+`` copies
everything each time (a programme is joined on disk, in ``mastering``), its change of rate is linear
(``clip.resampled``), and encoding is ffmpeg's.
"""

import warnings

from broadcast.audio.clip import Samples, to_pcm

with warnings.catch_warnings():
    # audioop goes with Python 3.13 (audioop-lts takes its place), and pydub misses a system ffmpeg that we
    # never use.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

RATE = 44_100
_EDGE_MS = 5


def speech(samples: Samples) -> bytes:
    """Return a clip as bytes, its edges faded so that a cut never clicks."""
    segment = AudioSegment(data=to_pcm(samples).tobytes(), sample_width=2, frame_rate=RATE, channels=1)
    if len(segment) <= 2 * _EDGE_MS:
        return bytes(segment.raw_data)
    return bytes(segment.fade_in(_EDGE_MS).fade_out(_EDGE_MS).raw_data)


def silence(seconds: float) -> bytes:
    """Return silence as bytes."""
    return bytes(AudioSegment.silent(duration=seconds * 1000, frame_rate=RATE).raw_data)

"""pydub's segments: where clips meet, it makes the silence between them and fades their edges.

What it would do badly is done elsewhere: joining with ``+`` copies everything each time (a programme streams
into its files, see ``mastering``), its change of rate is linear (``clip.resampled``), it holds all in memory,
and encoding is ffmpeg's. So only the edges of a clip pass through it, never the whole.
"""

import warnings

import numpy as np

from broadcast.audio.clip import Samples, to_float, to_pcm

with warnings.catch_warnings():
    # audioop goes with Python 3.13 (audioop-lts takes its place), and pydub misses a system ffmpeg that we
    # never use.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

_FADE_MS = 5
_EDGE_S = 0.01


def faded(samples: Samples, rate: int) -> Samples:
    """Return a clip with 5 ms of fading at both ends, so that a cut never clicks."""
    edge = int(rate * _EDGE_S)
    if len(samples) < 2 * edge:
        return samples
    head, tail = _segment(samples[:edge], rate), _segment(samples[-edge:], rate)
    shaped = samples.copy()
    first, last = _samples(head.fade_in(_FADE_MS)), _samples(tail.fade_out(_FADE_MS))
    shaped[: len(first)] = first  # pydub counts in milliseconds: at 44.1 kHz it gives back a sample less
    shaped[len(shaped) - len(last) :] = last
    return shaped


def silence(seconds: float, rate: int) -> Samples:
    """Return silence."""
    return _samples(AudioSegment.silent(duration=seconds * 1000, frame_rate=rate))


def _segment(samples: Samples, rate: int) -> AudioSegment:
    return AudioSegment(data=to_pcm(samples).tobytes(), sample_width=2, frame_rate=rate, channels=1)


def _samples(segment: AudioSegment) -> Samples:
    return to_float(np.frombuffer(segment.raw_data, dtype=np.int16))

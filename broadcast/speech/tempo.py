"""Slower or faster at the same pitch, for engines that have one pace only."""

import numpy as np

from broadcast.audio import ffmpeg
from broadcast.speech.voice import Clip, VoiceUnavailable

_UNHEARD = 0.02
_LIMIT_S = 60
_SLOWEST, _FASTEST = 0.5, 2.0


def stretched(clip: Clip, rate: float) -> Clip:
    """Return the clip at ``rate`` times its speed; what differs by less than 2 % is left alone."""
    if abs(rate - 1) < _UNHEARD:
        return clip
    pcm = ["-f", "s16le", "-ar", str(clip.rate), "-ac", "1"]
    tempo = min(max(rate, _SLOWEST), _FASTEST)
    arguments = ["-loglevel", "error", "-protocol_whitelist", "pipe", *pcm, "-i", "pipe:0"]
    try:
        sound, _ = ffmpeg.run(
            [*arguments, "-af", f"atempo={tempo:.4f}", *pcm, "pipe:1"],
            given=clip.samples.tobytes(),
            limit_s=_LIMIT_S,
        )
    except ffmpeg.FfmpegFailed as fault:
        raise VoiceUnavailable("Không chỉnh được nhịp đọc.") from fault
    return Clip(samples=np.frombuffer(sound, dtype=np.int16), rate=clip.rate)

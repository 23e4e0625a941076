"""A voice without words, for tests and demonstrations: a quiet tone as long as the sentence would be."""

import numpy as np

from broadcast.audio.clip import Clip, to_pcm
from broadcast.speech.voice import words_of

RATE = 22_050
_SECONDS_PER_SIGN = 0.075
_LEVEL = 0.05


class SilentVoice:
    """Says nothing, at the pace of an announcer."""

    name = "silent"
    label = "Giọng thử (không lời)"
    version = "1"
    synthetic = True
    leaves_machine = False

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return a tone of 0.075 s for each character."""
        text = words_of(sentence)
        time = np.arange(int(len(text) * _SECONDS_PER_SIGN / rate * RATE)) / RATE
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * time)
        tone = _LEVEL * swell * np.sin(2 * np.pi * 330 * time)
        return Clip(samples=to_pcm(tone.astype(np.float32)), rate=RATE)

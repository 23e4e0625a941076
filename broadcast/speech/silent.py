"""A voice without words, for tests and demonstrations: a quiet tone as long as the sentence would be."""

import numpy as np

from broadcast.audio.clip import Clip, to_pcm
from broadcast.speech.voice import SentenceRefused, is_speakable, speakable

RATE = 22_050
_SECONDS_PER_SIGN = 0.075
_LEVEL = 0.05


class SilentVoice:
    """Says nothing, at the pace of an announcer."""

    name = "silent"
    label = "Giọng thử (không lời)"
    synthetic = True
    leaves_machine = False

    def speak(self, sentence: str) -> Clip:
        """Return a tone of 0.075 s for each character."""
        text = speakable(sentence)
        if not is_speakable(text):
            raise SentenceRefused("Câu này không có chữ để đọc.")
        time = np.arange(int(len(text) * _SECONDS_PER_SIGN * RATE)) / RATE
        swell = 0.6 + 0.4 * np.sin(2 * np.pi * 3 * time)
        tone = _LEVEL * swell * np.sin(2 * np.pi * 330 * time)
        return Clip(samples=to_pcm(tone.astype(np.float32)), rate=RATE)

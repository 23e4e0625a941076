"""The offline voice: espeak-ng in a worker process of its own, started when it is first needed."""

import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from broadcast.speech.child import Child, ChildFailed
from broadcast.speech.phrases import packed
from broadcast.speech.voice import Clip, SentenceRefused, VoiceUnavailable, words_of

WORDS_PER_MINUTE = 125
WORD_GAP = 3
VOLUME = 70  # at 100 the engine clips
MOST_CHARACTERS = 600
"""What is longer is given to the engine phrase by phrase: one very long call takes very much memory."""

_WORKER = Path(__file__).with_name("espeak_worker.py")
_LEAST_SAMPLES = 1000


class EspeakVoice:
    """Speaks Vietnamese without any network; robotic, but always there."""

    name = "espeak"
    label = "Giọng máy ngoại tuyến (espeak)"
    synthetic = True
    leaves_machine = False

    def __init__(
        self,
        *,
        accent: str = "vi",
        timeout_s: float = 20.0,
        idle_s: float = 60.0,
        command: Sequence[str] | None = None,
    ) -> None:
        """``accent``: ``vi``, ``vi-vn-x-central`` or ``vi-vn-x-south``. ``command``: another worker."""
        settings = (accent, WORD_GAP, VOLUME)
        engine = version("espeakng-loader")
        self.version = f"{engine} {WORDS_PER_MINUTE} {' '.join(map(str, settings))}"
        asked = (sys.executable, "-I", str(_WORKER), *map(str, settings), str(idle_s))
        self.child = Child(command or asked, timeout_s=timeout_s)

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return the sound at 22,050 Hz; a worker that dies or hangs is replaced once before giving up."""
        clips = [self._speak_piece(piece, rate) for piece in packed(words_of(sentence), MOST_CHARACTERS)]
        return Clip(samples=np.concatenate([clip.samples for clip in clips]), rate=clips[0].rate)

    def close(self) -> None:
        """End the worker; the next sentence starts another."""
        self.child.close()

    def _speak_piece(self, text: str, rate: float) -> Clip:
        request = json.dumps([text, round(WORDS_PER_MINUTE * rate)]).encode()
        try:
            hertz, payload = self.child.ask(request)
        except ChildFailed as fault:
            raise VoiceUnavailable("Giọng máy ngoại tuyến không chạy được trên máy chủ này.") from fault
        if not hertz or len(payload) < 2 * _LEAST_SAMPLES:
            raise SentenceRefused("Giọng máy ngoại tuyến không đọc được câu này.")
        return Clip(samples=np.frombuffer(payload, dtype=np.int16), rate=hertz)

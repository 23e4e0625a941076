"""The recogniser of the second hearing: viet-asr in a worker process of its own, where its wheel is installed."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from broadcast.audio.clip import Clip, resampled, to_float, to_pcm
from broadcast.speech.child import Child, ChildFailed
from broadcast.speech.second_hearing import HearingUnavailable

RATE = 16_000
BEHIND_S = 0.4
"""Silence behind the sentence: without it the last word is not heard."""

_WORKER = Path(__file__).with_name("recogniser_worker.py")
_NOT_INSTALLED = "Máy chủ này không có bộ nghe lại (gói viet-asr); xin người trực nghe lại bản thu."
_NOT_RUNNING = "Bộ nghe lại không chạy được trên máy chủ này; xin người trực nghe lại bản thu."


class VietAsr:
    """Hears Vietnamese; some 240 MB in a process that leaves when idle."""

    def __init__(self, *, idle_s: float = 60.0, command: Sequence[str] | None = None) -> None:
        """``command``: another worker."""
        own = (sys.executable, "-I", str(_WORKER), str(idle_s))
        self._is_own = command is None
        self._child = Child(command or own, timeout_s=120.0)

    def available(self) -> str | None:
        """Return why this machine cannot hear, a Vietnamese sentence; None when it can."""
        return _NOT_INSTALLED if self._is_own and find_spec("vietasr") is None else None

    def hear(self, clip: Clip) -> str:
        """Return the words of a clip, in small letters without signs."""
        if (reason := self.available()) is not None:
            raise HearingUnavailable(reason)
        sound = resampled(to_float(clip.samples), rate=clip.rate, to=RATE)
        behind = np.zeros(int(BEHIND_S * RATE), dtype=np.float32)
        try:
            status, words = self._child.ask(to_pcm(np.concatenate([sound, behind])).tobytes())
        except ChildFailed as fault:
            raise HearingUnavailable(_NOT_RUNNING) from fault
        if not status:
            raise HearingUnavailable(_NOT_RUNNING)
        return words.decode()

    def close(self) -> None:
        """End the worker; the next clip starts another."""
        self._child.close()

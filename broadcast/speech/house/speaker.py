"""The house voices: spoken offline by a small neural network to our own durations and melody."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcast.audio.clip import Clip, to_pcm
from broadcast.speech.child import Child, ChildFailed
from broadcast.speech.house import network, sound
from broadcast.speech.house.phrase import score
from broadcast.speech.house.sentence import Phrase, phrases_of
from broadcast.speech.voice import SentenceRefused, VoiceUnavailable, speakable

VERSION = "house-1"
"""Changes whenever the same words would sound otherwise: what is cached belongs to one version."""
THREADS = 2
SLOWEST, FASTEST = 0.6, 1.6

_HERE = Path(__file__).parent
_PREPARING_S = 180.0
_NOT_INSTALLED = "Máy chủ này chưa cài đủ gói cho giọng của hệ thống, nên giọng espeak đọc thay."
_NOT_PREPARED = "Gói của giọng hệ thống trên máy chủ này hỏng hoặc khác bản, nên giọng espeak đọc thay."
_NOT_RUNNING = "Giọng của hệ thống không chạy được trên máy chủ này, nên giọng espeak đọc thay."
_NOT_SPOKEN = "Giọng của hệ thống không đọc được câu này."


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who speaks: the style vector, and the pitch around which the tones move."""

    label: str
    style: str
    base_hz: float


PEOPLE = {
    "house-female": Person(label="Giọng nữ của hệ thống (ngoại tuyến)", style="style_F1.npy", base_hz=193.0),
    "house-male": Person(label="Giọng nam của hệ thống (ngoại tuyến)", style="style_M1.npy", base_hz=120.0),
}


class HouseVoice:
    """Speaks Vietnamese offline; needs about 400 MB in a process that leaves when idle."""

    synthetic = True
    leaves_machine = False

    def __init__(
        self,
        name: str = "house-female",
        *,
        accent: str = "north",
        rate: float = 1.0,
        folder: Path | None = None,
        idle_s: float = 60.0,
    ) -> None:
        """``accent``: ``north`` or ``south``; ``rate``: 1 is about 3.8 syllables a second; ``folder`` of parts."""
        self.name = name
        self.accent = accent
        self.rate = min(max(rate, SLOWEST), FASTEST)
        self._person = PEOPLE[name]
        self.label = self._person.label
        self._folder = folder or network.home()
        style = _HERE / "voices" / self._person.style
        worker = (sys.executable, "-I", str(_HERE / "worker.py"), str(self._folder), str(style))
        self._child = Child((*worker, str(THREADS), str(idle_s)), timeout_s=120.0)

    @property
    def worker_pid(self) -> int | None:
        """The process id of the running worker, None when there is none."""
        return self._child.pid

    def available(self) -> str | None:
        """Return why this machine cannot have the voice, a Vietnamese sentence; None when it can."""
        needed = network.RUNNING if network.is_prepared(self._folder) else network.PREPARING
        if network.missing(needed):
            return _NOT_INSTALLED
        return None

    def speak(self, sentence: str) -> Clip:
        """Return the sound at 24,000 Hz; the same sentence gives the same samples every time."""
        phrases = phrases_of(speakable(sentence))
        if not phrases:
            raise SentenceRefused("Câu này không có chữ để đọc.")
        self._prepare()
        sung = [(self._sing(each), each.closing) for each in phrases]
        samples = sound.limited(sound.joined(sung))
        if not len(samples):
            raise SentenceRefused(_NOT_SPOKEN)
        return Clip(samples=to_pcm(samples), rate=sound.RATE)

    def close(self) -> None:
        """End the worker; the next sentence starts another."""
        self._child.close()

    def _sing(self, phrase: Phrase) -> sound.Samples:
        asked = score(
            phrase.syllables,
            phrase.closing,
            accent=self.accent,
            base_hz=self._person.base_hz,
            rate=self.rate,
        )
        try:
            rate, payload = self._child.ask(asked.as_json())
        except ChildFailed as fault:
            raise VoiceUnavailable(_NOT_RUNNING) from fault
        if not rate:
            raise SentenceRefused(_NOT_SPOKEN)
        return np.frombuffer(payload, dtype=np.float32)

    def _prepare(self) -> None:
        """Cut the network if set-up has not done it: once, in a process of its own."""
        if (reason := self.available()) is not None:
            raise VoiceUnavailable(reason)
        if network.is_prepared(self._folder):
            return
        command = (sys.executable, "-m", "broadcast.speech.house.prepare", str(self._folder))
        try:
            done = subprocess.run(
                command, cwd=network.ROOT, capture_output=True, timeout=_PREPARING_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise VoiceUnavailable(_NOT_PREPARED) from fault
        if done.returncode:
            raise VoiceUnavailable(_NOT_PREPARED)

"""The house voices: spoken offline by a small neural network to our own durations and melody."""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcast.audio.clip import Clip, resampled, to_pcm
from broadcast.speech.child import Child, ChildFailed
from broadcast.speech.house import network, sound
from broadcast.speech.house.phrase import score
from broadcast.speech.house.prepare import hindrance, prepare
from broadcast.speech.house.sentence import Phrase, phrases_of
from broadcast.speech.voice import SentenceRefused, VoiceUnavailable, speakable

VERSION = "house-3"
"""Changes whenever a table of this package does and the same words sound otherwise: caches depend on it."""
THREADS = 2
SLOWEST, FASTEST = 0.6, 1.6

_HERE = Path(__file__).parent
_NOT_RUNNING = "Giọng của hệ thống không chạy được trên máy chủ này, nên giọng espeak đọc thay."
_NOT_SPOKEN = "Giọng của hệ thống không đọc được câu này."


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who speaks: the style vector, and the pitch around which the tones move."""

    label: str
    style: str
    base_hz: float
    tract: float = 1.0
    """Below 1 a longer vocal tract: the network sings higher and quicker by it, and that is played slower by it."""


PEOPLE = {
    "house-female": Person(label="Giọng nữ của hệ thống (ngoại tuyến)", style="style_F1.npy", base_hz=193.0),
    "house-male": Person(
        label="Giọng nam của hệ thống (ngoại tuyến)", style="style_M2.npy", base_hz=132.0, tract=0.93
    ),
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
        self.rate = rate
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

    @property
    def version(self) -> str:
        """Everything that makes the same words sound different."""
        return f"{VERSION} {network.WHOLE_SHA256[:12]} {self.accent} {self.rate:g}"

    def available(self) -> str | None:
        """Return why this machine cannot have the voice, a Vietnamese sentence; None when it can."""
        return hindrance(self._folder)

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return the sound at 24,000 Hz; the same sentence at the same rate gives the same samples every time."""
        phrases = phrases_of(speakable(sentence))
        if not phrases:
            raise SentenceRefused("Câu này không có chữ để đọc.")
        if (reason := prepare(self._folder)) is not None:
            raise VoiceUnavailable(reason)
        tract = self._person.tract
        pace = min(max(self.rate * rate, SLOWEST), FASTEST) / tract
        sung = [(self._sing(each, pace), each.closing) for each in phrases]
        joined = sound.joined(sung, rate=pace)
        samples = sound.limited(resampled(joined, rate=round(sound.RATE * tract), to=sound.RATE))
        if not len(samples):
            raise SentenceRefused(_NOT_SPOKEN)
        return Clip(samples=to_pcm(samples), rate=sound.RATE)

    def close(self) -> None:
        """End the worker; the next sentence starts another."""
        self._child.close()

    def _sing(self, phrase: Phrase, pace: float) -> sound.Samples:
        hertz = self._person.base_hz / self._person.tract
        asked = score(phrase.syllables, phrase.closing, accent=self.accent, base_hz=hertz, rate=pace)
        try:
            rate, payload = self._child.ask(asked.as_json())
        except ChildFailed as fault:
            raise VoiceUnavailable(_NOT_RUNNING) from fault
        if not rate:
            raise SentenceRefused(_NOT_SPOKEN)
        return np.frombuffer(payload, dtype=np.float32)

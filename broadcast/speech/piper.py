"""Voices of the Piper family from a folder on this machine: a neural model of some 60 MB, spoken by onnxruntime.

Why not the package ``piper-tts``: 34 MB under the GPL with a second espeak-ng inside, loaded into our own
process. What it does for Vietnamese is what ``piper_worker.py`` does in a process of its own.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcast.speech.child import Child, ChildFailed
from broadcast.speech.phrases import packed
from broadcast.speech.voice import Clip, SentenceRefused, VoiceUnavailable, words_of

PREFIX = "piper-"
MODEL, CONFIG, CARD = "model.onnx", "model.onnx.json", "voice.json"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
MOST_CHARACTERS = 300
"""A longer sentence is given in pieces: memory grows with the length."""

_WORKER = Path(__file__).with_name("piper_worker.py")
_THREADS = 2


@dataclass(frozen=True, kw_only=True)
class Card:
    """What is known of an installed model; it speaks only while its bytes are these."""

    name: str
    sha256: str
    sample_rate: int
    source: str


def installed(folder: Path | None) -> tuple[str, ...]:
    """Return the names of the voices that lie in ``folder``, as settings know them."""
    if folder is None or not folder.is_dir():
        return ()
    cards = [_card(path.parent) for path in sorted(folder.glob(f"*/{CARD}"))]
    return tuple(PREFIX + card.name for card in cards if card is not None)


def _card(folder: Path) -> Card | None:
    """Return what is known of the model in ``folder``, None when it is not one that was installed there."""
    try:
        card = Card(**json.loads((folder / CARD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return card if card.name == folder.name and NAME.fullmatch(card.name) else None


class PiperVoice:
    """Speaks offline with an installed model; needs about 200 MB in a process that leaves when idle."""

    synthetic = True
    leaves_machine = False

    def __init__(self, folder: Path, *, timeout_s: float = 90.0, idle_s: float = 60.0) -> None:
        """``folder`` is the one that ``install_voice`` made; raises ``KeyError`` when there is none."""
        card = _card(folder)
        if card is None:
            raise KeyError(f"no voice is installed in {folder}")
        self.name = PREFIX + card.name
        self.label = f"Giọng Piper {card.name} (ngoại tuyến)"
        self.version = card.sha256
        command = (sys.executable, "-I", str(_WORKER), str(folder), card.sha256, str(_THREADS), str(idle_s))
        self.child = Child(command, timeout_s=timeout_s)

    def speak(self, sentence: str, *, rate: float = 1.0) -> Clip:
        """Return the sound at the model's own rate; a worker that dies or hangs is replaced once."""
        clips = [self._speak_piece(piece, rate) for piece in packed(words_of(sentence), MOST_CHARACTERS)]
        return Clip(samples=np.concatenate([clip.samples for clip in clips]), rate=clips[0].rate)

    def close(self) -> None:
        """End the worker; the next sentence starts another."""
        self.child.close()

    def _speak_piece(self, text: str, rate: float) -> Clip:
        try:
            hertz, payload = self.child.ask(json.dumps([text, rate]).encode())
        except ChildFailed as fault:
            raise VoiceUnavailable(f"{self.label} không chạy được trên máy chủ này.") from fault
        if not hertz or not payload:
            raise SentenceRefused(f"{self.label} không đọc được câu này.")
        return Clip(samples=np.frombuffer(payload, dtype="<i2").astype(np.int16), rate=hertz)

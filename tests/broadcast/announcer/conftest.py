"""A programme with approved words, and an announcer who speaks."""

import wave
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
import pytest

from broadcast import announcer
from broadcast.audio.sentence import RATE
from broadcast.models import Programme, SentenceTake
from newsroom.models import User
from tests.broadcast.commune import Commune, person

WORDS = "Sáng thứ bảy toàn xã tổng vệ sinh. Mỗi nhà một người. Bắt đầu lúc bảy giờ."


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The announcer at the desk, with one programme."""

    programme: Programme
    announcer: User
    now: datetime

    def speak(self, number: int, *, level: float = 0.2, token: UUID | None = None) -> SentenceTake:
        """Record the sentence of that number."""
        line = announcer.lines(self.programme)[number - 1]
        return announcer.keep_sentence(
            line,
            self.programme,
            token=token or uuid4(),
            chunks=[voice(level=level)],
            person=self.announcer,
            now=self.now,
        )


def voice(*, level: float = 0.2, seconds: float = 1.0) -> bytes:
    """Return a WAV of something as loud as speech, with a moment of quiet before and after it."""
    samples = np.random.default_rng(5).normal(size=int(seconds * RATE)).clip(-3, 3) * level * 32768
    samples = np.pad(samples, RATE // 3)
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples.clip(-32768, 32767).astype("<i2").tobytes())
    return file.getvalue()


@pytest.fixture
def announcing(commune: Commune, now: datetime) -> Callable[..., Desk]:
    """Return a function that puts an announcer before a programme with these words."""

    def begin(words: str = WORDS) -> Desk:
        programme = commune.approved(now=now, title="Tổng vệ sinh", script=words)
        return Desk(programme=programme, announcer=person("chi-thu", "announcer"), now=now)

    return begin


@pytest.fixture
def desk(announcing: Callable[..., Desk]) -> Desk:
    """Return the announcer before three sentences."""
    return announcing()


@pytest.fixture
def kept(files: Path) -> Callable[[], int]:
    """Return a function that counts the files kept under their digests."""
    return lambda: len([path for path in (files / "broadcast").glob("??/*") if path.is_file()])

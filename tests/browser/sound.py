"""Finding a recording in what a loudspeaker played: normalised cross-correlation with its lossless master."""

import wave
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcast.audio import ffmpeg

RATE = 8_000  # Hz: enough for speech, and quick
SILENCE = 1e-6
Sound = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Where a recording lies in a file: when its first sample was heard, and how alike the two are (0 to 1)."""

    heard_at: datetime
    likeness: float


def master(path: Path, workshop: Path) -> Sound:
    """Return the samples of a FLAC master."""
    decoded = ffmpeg.decode_file(path, workshop / "master.pcm", rate=RATE)
    return _centred(np.frombuffer(decoded.pcm.read_bytes(), dtype="<i2"))


def played(path: Path) -> Sound:
    """Return the samples of a WAV file, band-limited to ``RATE``; the file may still be growing."""
    with wave.open(str(path)) as file:
        rate, samples = file.getframerate(), file.readframes(file.getnframes())
    sound = np.frombuffer(samples, dtype="<i2").astype(np.float64)
    length = len(sound) * RATE // rate
    spectrum = np.fft.rfft(sound)[: length // 2 + 1]
    return _centred(np.fft.irfft(spectrum, length)) if length else sound


def begun_at(path: Path) -> datetime:
    """Return the moment of a file's first sample, as its name says it."""
    stem = path.stem.partition("Z")[0]
    return datetime.strptime(stem, "%Y-%m-%dT%H-%M-%S.%f").replace(tzinfo=UTC)


def find(recording: Sound, path: Path) -> Hit | None:
    """Return where the file is most like the recording; None while the file is shorter than it."""
    sound = played(path)
    if len(sound) < len(recording):
        return None
    likeness = correlation(recording, sound)
    at = int(np.argmax(likeness))
    return Hit(heard_at=begun_at(path) + timedelta(seconds=at / RATE), likeness=float(likeness[at]))


def correlation(short: Sound, long: Sound) -> Sound:
    """Return the normalised correlation of ``short`` with every place of ``long`` where it fits."""
    size = len(long) + len(short)
    product = np.fft.irfft(np.fft.rfft(long, size) * np.conj(np.fft.rfft(short, size)), size)
    places = len(long) - len(short) + 1
    energy = np.concatenate([[0.0], np.cumsum(long**2)])
    under = energy[len(short) :] - energy[:places]
    scale = np.sqrt(np.maximum(under, 0.0) * float(np.sum(short**2)))
    return product[:places] / np.maximum(scale, SILENCE)


def _centred(sound: NDArray[np.generic]) -> Sound:
    samples = sound.astype(np.float64) / 32768.0
    return samples - samples.mean()

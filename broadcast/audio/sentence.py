"""Takes in one sentence that an announcer spoke: decoded, its ends cut, and what is wrong with its sound.

The file comes from a browser, so nothing in it is believed: only ffmpeg opens it, under limits.
"""

import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadcast.audio import ffmpeg
from broadcast.audio.clip import Clip, Samples, to_float
from broadcast.audio.loudness import amplitude, decibels

RATE = 48_000
MOST_SECONDS = 120
LEAST_SECONDS = 0.3
_DECODING_LIMIT_S = 30

REASONS = {
    "empty": "Câu vừa thu không có dữ liệu. Hãy thu lại câu này.",
    "not_audio": "Không đọc được âm thanh của câu vừa thu. Hãy thu lại câu này.",
    "silent": "Câu vừa thu không có tiếng. Kiểm tra micrô có bị tắt tiếng không rồi thu lại.",
    "too_short": "Câu vừa thu quá ngắn. Bấm thu, đọc hết câu rồi mới bấm dừng.",
    "too_long": f"Câu vừa thu dài hơn {MOST_SECONDS // 60} phút. Hãy thu lại riêng câu này.",
}
"""Why a sentence is refused, and what to do about it."""

QUIET, CLIPPED, NOISY = "quiet", "clipped", "noisy"
FLAWS = {
    QUIET: "Tiếng nhỏ: đọc to hơn hoặc ngồi gần micrô hơn.",
    CLIPPED: "Tiếng bị vỡ: ngồi xa micrô hơn một chút rồi thu lại.",
    NOISY: "Nghe rõ tiếng ồn xung quanh: đóng cửa, tắt quạt rồi thu lại.",
}
"""What may be wrong with a sentence that is kept all the same."""

_STEP = RATE // 50
_SILENT_BELOW = amplitude(-60)
_QUIET_BELOW_LOUDEST = amplitude(-40)
_OVER_NOISE = amplitude(6)
_MARGIN_S = 0.12  # of quiet that stays before the first and after the last word
_QUIET_DBFS = -38.0
_LEAST_OVER_NOISE_DB = 18.0
_FULL = 32_700
_MOST_FULL_SAMPLES = 24


class SentenceNotUsable(Exception):
    """The sound cannot be used; ``code`` is a key of ``REASONS``, the message is what the person reads."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(REASONS[code])


@dataclass(frozen=True, kw_only=True)
class SpokenSentence:
    """A usable sentence; ``flaws`` are keys of ``FLAWS``."""

    clip: Clip
    flaws: tuple[str, ...]


def take_in(path: Path) -> SpokenSentence:
    """Decode a browser's file and cut its ends, or raise ``SentenceNotUsable``; the file stays as it is."""
    if not path.stat().st_size:
        raise SentenceNotUsable("empty")
    samples = _decoded(path)
    if len(samples) > MOST_SECONDS * RATE:
        raise SentenceNotUsable("too_long")
    if len(samples) < LEAST_SECONDS * RATE:
        raise SentenceNotUsable("too_short")
    levels = _levels(to_float(samples))
    if levels.max() < _SILENT_BELOW:
        raise SentenceNotUsable("silent")
    loud = np.flatnonzero(levels > _threshold(levels))
    margin = int(_MARGIN_S * RATE)
    start, end = max(0, int(loud[0]) * _STEP - margin), (int(loud[-1]) + 1) * _STEP + margin
    return SpokenSentence(
        clip=Clip(samples=samples[start:end], rate=RATE), flaws=_flaws(samples, levels, levels[loud])
    )


def write(clip: Clip, target: Path) -> None:
    """Write a clip as WAV."""
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clip.rate)
        file.writeframes(clip.samples.astype("<i2").tobytes())


def read(path: Path) -> Clip:
    """Read what ``write`` wrote."""
    with wave.open(str(path), "rb") as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.int16)
        return Clip(samples=samples, rate=file.getframerate())


def _decoded(path: Path) -> NDArray[np.int16]:
    with tempfile.TemporaryDirectory(prefix=".sentence-", dir=path.parent) as folder:
        pcm = Path(folder) / "sentence.pcm"
        try:
            ffmpeg.decode_file(
                path.resolve(), pcm, rate=RATE, most_s=MOST_SECONDS + 1, limit_s=_DECODING_LIMIT_S
            )
        except ffmpeg.FfmpegFailed as fault:
            raise SentenceNotUsable("not_audio") from fault
        data = pcm.read_bytes() if pcm.exists() else b""
    return np.frombuffer(data[: len(data) // 2 * 2], dtype="<i2").astype(np.int16)


def _levels(samples: Samples) -> Samples:
    """Return how loud each fiftieth of a second is."""
    steps = np.pad(samples, (0, -len(samples) % _STEP)).reshape(-1, _STEP)
    return np.asarray(np.sqrt(np.square(steps).mean(axis=1)), dtype=np.float32)


def _floor(levels: Samples) -> float:
    """Return the level of the room between the words."""
    return float(np.percentile(levels, 5))


def _threshold(levels: Samples) -> float:
    """Return the level above which somebody speaks: well under the loudest word, and over the room."""
    over_room = min(_floor(levels) * _OVER_NOISE, float(levels.max()) / 2)
    return max(float(levels.max()) * _QUIET_BELOW_LOUDEST, over_room)


def _flaws(samples: NDArray[np.int16], levels: Samples, spoken: Samples) -> tuple[str, ...]:
    loudness = decibels(float(np.sqrt(np.square(spoken).mean())))
    over_noise = loudness - decibels(max(_floor(levels), amplitude(-90)))
    found = {
        CLIPPED: np.count_nonzero(np.abs(samples.astype(np.int32)) >= _FULL) >= _MOST_FULL_SAMPLES,
        QUIET: loudness < _QUIET_DBFS,
        NOISY: over_noise < _LEAST_OVER_NOISE_DB,
    }
    return tuple(flaw for flaw, is_so in found.items() if is_so)

"""Takes in an announcer's recording in any usual format; whatever it is, the original file is left untouched.

The file comes from a person, so nothing in it is believed: only ffmpeg opens it, and only what ffmpeg
decoded counts.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcast.audio import ffmpeg
from broadcast.audio.assembly import UNFINISHED
from broadcast.audio.loudness import SILENCE_LUFS, LoudnessMeter, amplitude
from broadcast.audio.mastering import Produced, finish, pieces
from broadcast.audio.segments import RATE

MOST_MINUTES = 90
LEAST_SECONDS = 0.5
MOST_BYTES = 2 * 1024**3

REASONS = {
    "empty": "Tệp ghi âm trống (0 byte). Hãy chọn lại tệp hoặc ghi âm lại.",
    "too_large": "Tệp ghi âm lớn hơn 2 GB. Hãy lưu lại ở dạng MP3 hoặc M4A rồi tải lên.",
    "not_audio": "Tệp này không phải bản ghi âm đọc được. Hãy dùng WAV, MP3, M4A, OGG, OPUS, FLAC hoặc WEBM.",
    "cut": "Tệp ghi âm bị thiếu phần cuối (có thể do tải lên hoặc sao chép chưa xong). Hãy tải lại tệp gốc.",
    "silent": "Bản ghi âm không có tiếng. Hãy kiểm tra micrô rồi ghi lại.",
    "too_short": "Bản ghi âm ngắn hơn nửa giây. Hãy ghi âm lại.",
    "too_long": f"Bản ghi âm dài hơn {MOST_MINUTES} phút. Hãy chia thành nhiều phần ngắn hơn.",
}
"""Why a recording is refused, and what to do about it."""

_MARGIN_S = 0.25  # of quiet that stays before the first and after the last word
_STEP = RATE // 50
_SILENT_BELOW = amplitude(-60)
_QUIET_BELOW_LOUDEST = amplitude(-40)


class BrokenAudio(Exception):
    """The recording cannot be used; ``code`` is a key of ``REASONS``, ``message`` what the person reads."""

    def __init__(self, code: str) -> None:
        self.code, self.message = code, REASONS[code]
        super().__init__(self.message)


@dataclass(frozen=True, kw_only=True)
class _Extent:
    """The part of a tape that sounds, in samples, and how loud it is."""

    start: int
    end: int
    lufs: float


def from_upload(path: Path, *, directory: Path) -> Produced:
    """Master a recording: silence at its ends is cut, loudness and peaks are those of every programme."""
    size = path.stat().st_size
    if not size:
        raise BrokenAudio("empty")
    if size > MOST_BYTES:
        raise BrokenAudio("too_large")
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        decoded = _decode(path, Path(unfinished) / "decoded.pcm")
        extent = _sounding(decoded)
        tape = _trimmed(decoded, extent, Path(unfinished) / "tape.pcm")
        return finish(tape, guess_lufs=extent.lufs, directory=directory)


def _decode(path: Path, target: Path) -> Path:
    try:
        decoded = ffmpeg.decode_file(path.resolve(), target, rate=RATE, most_s=MOST_MINUTES * 60 + 1)
    except ffmpeg.FfmpegFailed as fault:
        raise BrokenAudio("not_audio") from fault
    length_s = target.stat().st_size / 2 / RATE if target.exists() else 0.0
    if length_s > MOST_MINUTES * 60:
        raise BrokenAudio("too_long")
    if decoded.declared_s is not None and decoded.declared_s > length_s * 1.02 + 1:
        raise BrokenAudio("cut")
    if length_s < LEAST_SECONDS:
        raise BrokenAudio("too_short")
    return target


def _sounding(tape: Path) -> _Extent:
    """Find the first and last sound: what is 40 dB under the loudest fiftieth of a second is quiet."""
    meter, levels = LoudnessMeter(RATE), []
    for samples, _, _ in pieces(tape):
        meter.add(samples)
        steps = np.pad(samples, (0, -len(samples) % _STEP)).reshape(-1, _STEP)
        levels.append(np.sqrt(np.square(steps).mean(axis=1)))
    level = np.concatenate(levels)
    if level.max() < _SILENT_BELOW or meter.lufs <= SILENCE_LUFS:
        raise BrokenAudio("silent")
    loud = np.flatnonzero(level > level.max() * _QUIET_BELOW_LOUDEST)
    margin = int(_MARGIN_S * RATE)
    return _Extent(
        start=max(0, int(loud[0]) * _STEP - margin),
        end=(int(loud[-1]) + 1) * _STEP + margin,
        lufs=meter.lufs,
    )


def _trimmed(tape: Path, extent: _Extent, target: Path) -> Path:
    with tape.open("rb") as source, target.open("wb") as kept:
        source.seek(extent.start * 2)
        left = (extent.end - extent.start) * 2
        while left > 0 and (block := source.read(min(left, 1 << 20))):
            kept.write(block)
            left -= len(block)
    return target

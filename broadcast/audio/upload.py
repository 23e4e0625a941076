"""Takes in an announcer's recording in any usual format; whatever it is, the original file is left untouched.

The file comes from a person, so nothing in it is believed: only ffmpeg opens it, and only what ffmpeg
decoded counts.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from broadcast.audio import ffmpeg
from broadcast.audio.cleaning import SILENT_BELOW, beat_levels, sounding, without_clicks
from broadcast.audio.clip import Samples, to_float
from broadcast.audio.dynamics import Curve, Goal, Measured, measured, ridden, steered
from broadcast.audio.encoding import TARGET_LUFS, UNFINISHED
from broadcast.audio.levelling import MOST_GAIN_DB
from broadcast.audio.loudness import SILENCE_LUFS, Energies, beat_length, integrated
from broadcast.audio.mastering import CEILING_DBTP, Produced, finish
from broadcast.audio.peaks import tick_length, ticks_a_beat
from broadcast.audio.shaping import BODY, MARGIN, Piece, pieces

RATE = 44_100
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

_QUIET_BEATS = 12
"""0.24 s of quiet stay before the first and after the last word."""
_NO_RUMBLE = "highpass=f=40"
_NEAR = 0.2
_FADE_TICKS = 6


class BrokenAudio(Exception):
    """The recording cannot be used; ``code`` is a key of ``REASONS``, ``message`` what the person reads."""

    def __init__(self, code: str) -> None:
        self.code, self.message = code, REASONS[code]
        super().__init__(self.message)


@dataclass(frozen=True, kw_only=True)
class _Tape:
    """A decoded recording, from its first to its last sound."""

    pcm: Path
    start: int
    end: int

    def pieces(self) -> Iterator[Piece]:
        """Yield the sound without clicks."""
        return pieces(map(without_clicks, self._blocks()), RATE)

    def _blocks(self) -> Iterator[Samples]:
        with self.pcm.open("rb") as reel:
            reel.seek(self.start * 2)
            for at in range(self.start, self.end, 1 << 18):
                count = min(1 << 18, self.end - at)
                yield to_float(np.fromfile(reel, dtype=np.int16, count=count))


def from_upload(path: Path, *, directory: Path) -> Produced:
    """Master a recording: silence at its ends is cut, loudness and peaks are those of every programme."""
    size = path.stat().st_size
    if not size:
        raise BrokenAudio("empty")
    if size > MOST_BYTES:
        raise BrokenAudio("too_large")
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        tape = _sounding(_decode(path, Path(unfinished) / "decoded.pcm"))
        curve = _gain(_measured(tape))
        return finish(_levelled(tape, curve), rate=RATE, unfinished=Path(unfinished), directory=directory)


def _decode(path: Path, target: Path) -> Path:
    try:
        decoded = ffmpeg.decode_file(
            path.resolve(), target, rate=RATE, most_s=MOST_MINUTES * 60 + 1, filters=_NO_RUMBLE
        )
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


def _sounding(decoded: Path) -> _Tape:
    """Find the first and last sound: what is far under the loudest fiftieth of a second is quiet."""
    beat, length = beat_length(RATE), decoded.stat().st_size // 2
    whole = _Tape(pcm=decoded, start=0, end=length)
    levels = np.concatenate([beat_levels(piece.body, RATE) for piece in whole.pieces()])
    span = sounding(levels)
    if span is None or levels.max() < SILENT_BELOW:
        raise BrokenAudio("silent")
    start = max(0, span.first - _QUIET_BEATS) * beat
    return _Tape(pcm=decoded, start=start, end=min(length, (span.end + _QUIET_BEATS) * beat))


def _measured(tape: _Tape) -> Measured:
    found = [_measured_piece(piece) for piece in tape.pieces()]
    energies, peaks, squares = (np.concatenate(each) for each in zip(*found, strict=True))
    return Measured(energies=energies, peaks=peaks, squares=squares)


def _measured_piece(piece: Piece) -> tuple[Energies, Samples, Samples]:
    floor = float(np.abs(piece.body).max()) * _NEAR
    heard = measured(piece.samples, piece.energies, tick=tick_length(RATE), floor=floor)
    beats = -(-len(piece.body) // beat_length(RATE))
    ticks = slice(MARGIN * ticks_a_beat(RATE), (MARGIN + beats) * ticks_a_beat(RATE))
    return heard.energies[MARGIN : MARGIN + beats], heard.peaks[ticks], heard.squares[ticks]


def _gain(sound: Measured) -> Curve:
    """Return the gain of every tick, faded at both ends."""
    lufs = integrated(sound.energies)
    if lufs <= SILENCE_LUFS:
        raise BrokenAudio("silent")
    goal = Goal(lufs=TARGET_LUFS, ceiling_db=CEILING_DBTP, most_db=MOST_GAIN_DB)
    curve, _ = steered(sound, goal, start_db=TARGET_LUFS - lufs)
    fade = np.linspace(-60, 0, _FADE_TICKS)
    curve[:_FADE_TICKS] += fade
    curve[-_FADE_TICKS:] += fade[::-1]
    return curve


def _levelled(tape: _Tape, curve: Curve) -> Iterator[Samples]:
    a_beat, tick = ticks_a_beat(RATE), tick_length(RATE)
    around = np.pad(curve, (MARGIN * a_beat, (MARGIN + BODY) * a_beat), mode="edge")
    for number, piece in enumerate(tape.pieces()):
        first = number * BODY * a_beat
        gain = around[first : first + len(piece.samples) // tick]
        yield ridden(piece.samples, gain, tick)[piece.start : piece.end]

"""Makes the sounds that people and devices get from a finished master: the same master gives the same bytes.

While an MP3 is made it is decoded again and its true peak watched: encoding lifts peaks. What came out too high
is made anew with lower ones.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import miniaudio
import numpy as np

from broadcast.audio import ffmpeg
from broadcast.audio.bed import Music, under
from broadcast.audio.clip import Samples, to_float, to_pcm
from broadcast.audio.loudness import amplitude
from broadcast.audio.peaks import tick_peaks, true_peak
from broadcast.audio.profiles import HORN, WEB, Profile
from broadcast.audio.shaping import Piece, pieces, shaped

UNFINISHED = ".making-"
TARGET_LUFS = -16.0
"""Of every master."""
MOST_DBTP = -1.0
MP3_LIFT_DB = 0.45
"""LAME makes what it encodes at this bit rate softer by a factor of 0.95."""
_TICK = 42
_BLOCK = 1 << 17


class _Incoming(miniaudio.StreamableSource):
    """A pipe, as the decoder reads it."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe

    def read(self, num_bytes: int) -> bytes:
        return self._pipe.read(num_bytes)


class PeakWatch:
    """Listens to an MP3 while it is made and notes how high the decoded sound goes (1.0 is full scale)."""

    def __init__(self) -> None:
        self.highest = 0.0
        self.is_broken = False

    def listen(self, mp3: IO[bytes]) -> None:
        """Decode what comes until it ends; whether it could be decoded is asked afterwards."""
        try:
            self._decode(mp3)
        except miniaudio.MiniaudioError:
            self.is_broken = True

    def _decode(self, mp3: IO[bytes]) -> None:
        decoded = miniaudio.stream_any(
            _Incoming(mp3),
            source_format=miniaudio.FileFormat.MP3,
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=ffmpeg.MP3_RATE,
            frames_to_read=_BLOCK,
        )
        held: Samples = np.zeros(2 * _TICK, dtype=np.float32)
        for block in decoded:
            held = self._watch(np.concatenate((held, to_float(np.frombuffer(block, dtype=np.int16)))))
        self._watch(np.pad(held, (0, 2 * _TICK)))

    def _watch(self, sound: Samples) -> Samples:
        """Look at all but the edges, nearer than 3 dB to what is allowed also between samples; return the end."""
        whole = len(sound) // _TICK * _TICK
        peaks = tick_peaks(sound[:whole], _TICK, floor=amplitude(MOST_DBTP))[1:-1]
        self.highest = max(self.highest, float(peaks.max(initial=0)))
        return sound[whole - 2 * _TICK :]


@dataclass(frozen=True, kw_only=True)
class Coding:
    """How a file for people is encoded; ``options`` are ffmpeg's."""

    suffix: str
    options: tuple[str, ...]
    lift_db: float = 0.0


WEB_MP3 = Coding(
    suffix=".mp3",
    options=("-c:a", "libmp3lame", "-b:a", "64k", "-ar", "44100", "-id3v2_version", "3", "-f", "mp3"),
    lift_db=MP3_LIFT_DB,
)
WEB_OPUS = Coding(suffix=".opus", options=("-c:a", "libopus", "-b:a", "32k", "-ar", "48000", "-f", "ogg"))


class TooHigh(Exception):
    """What came out of the encoder goes above -1 dBTP."""


def encode_mp3(
    source: Iterable[Piece], profile: Profile, *, rate: int, ceiling_db: float, folder: Path, name: str
) -> None:
    """Write an MP3 of the shaped pieces, or raise ``TooHigh`` or ``FfmpegFailed``."""
    watch = PeakWatch()
    with ffmpeg.mp3_stream(rate=rate, folder=folder, name=name, listen=watch.listen) as stream:
        for sound in shaped(source, profile, rate=rate, ceiling_db=ceiling_db, lift_db=MP3_LIFT_DB):
            stream.write(to_pcm(sound).tobytes())
    if watch.is_broken:
        raise ffmpeg.FfmpegFailed("the MP3 that was made cannot be decoded")
    if watch.highest > amplitude(MOST_DBTP):
        raise TooHigh


def played(pcm: Path) -> Iterator[Samples]:
    """Yield raw mono 16-bit samples from a file, some seconds at a time."""
    with pcm.open("rb") as reel:
        while len(samples := np.fromfile(reel, dtype=np.int16, count=_BLOCK)):
            yield to_float(samples)


def device_sound(master: Path, *, directory: Path, music: Music | None = None) -> Path:
    """Return an MP3 of the master for horns in ``directory``; the caller names it by its content.

    ``music`` lies under the words. Raises ``FfmpegFailed``.
    """

    def make(source: Iterator[Piece], rate: int, ceiling_db: float, target: Path) -> None:
        encode_mp3(source, HORN, rate=rate, ceiling_db=ceiling_db, folder=target.parent, name=target.name)

    return _made(master, HORN, make, directory=directory, suffix=".mp3", music=music)


def web_sound(master: Path, *, metadata: str, coding: Coding, directory: Path) -> Path:
    """Return a file of the master for people, tagged, in ``directory``. Raises ``FfmpegFailed``.

    ``metadata``: as ``tags.Tags`` writes it.
    """

    def make(source: Iterator[Piece], rate: int, ceiling_db: float, target: Path) -> None:
        told, pcm, decoded = (target.with_name(name) for name in ("tags.txt", "shaped.pcm", "decoded.pcm"))
        told.write_text(metadata, encoding="utf-8")
        with pcm.open("wb") as reel:
            for sound in shaped(source, WEB, rate=rate, ceiling_db=ceiling_db, lift_db=coding.lift_db):
                reel.write(to_pcm(sound).tobytes())
        ffmpeg.encode_tagged(pcm, rate=rate, tags=told, options=coding.options, target=target)
        ffmpeg.decode_file(target, decoded, rate=ffmpeg.MP3_RATE)
        if _highest(decoded) > amplitude(MOST_DBTP):
            raise TooHigh

    return _made(master, WEB, make, directory=directory, suffix=coding.suffix)


def _made(
    master: Path,
    profile: Profile,
    make: Callable[[Iterator[Piece], int, float, Path], None],
    *,
    directory: Path,
    suffix: str,
    music: Music | None = None,
) -> Path:
    """Let ``make`` write the file, with lower peaks each time what came out went too high."""
    directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=directory) as unfinished:
        pcm, target = Path(unfinished) / "master.pcm", Path(unfinished) / f"made{suffix}"
        rate = ffmpeg.rate_of(master.resolve())
        ffmpeg.decode_file(master.resolve(), pcm, rate=None)
        for ceiling_db in profile.ceilings_dbtp:
            with suppress(TooHigh):
                make(pieces(_sounding(pcm, rate, music), rate), rate, ceiling_db, target)
                break
        with tempfile.NamedTemporaryFile(dir=directory, suffix=suffix, delete=False) as kept:
            return target.replace(kept.name)


def _sounding(pcm: Path, rate: int, music: Music | None) -> Iterator[Samples]:
    """Yield the samples of a decoded master, with what lies under them."""
    if music is None:
        return played(pcm)
    return under(played(pcm), music, rate=rate, length_s=pcm.stat().st_size / 2 / rate, lufs=TARGET_LUFS)


def _highest(pcm: Path) -> float:
    watched = pieces(played(pcm), ffmpeg.MP3_RATE)
    return max((true_peak(each.samples, start=each.start, end=each.end) for each in watched), default=0.0)

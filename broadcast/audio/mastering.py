"""From the sound of a programme, block by block, to its files: FLAC, MP3 for loudspeakers, picture of the sound.

The sound passes once. While the next ten seconds are made, two encoders work on those before, so half an hour
is ready little later than its MP3 alone would be, and never lies in memory as a whole.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from broadcast.audio import ffmpeg
from broadcast.audio.clip import Samples, to_float, to_pcm
from broadcast.audio.encoding import TooHigh, device_sound, encode_mp3
from broadcast.audio.loudness import Energies, decibels, integrated, joined
from broadcast.audio.peaks import true_peak
from broadcast.audio.profiles import HORN
from broadcast.audio.shaping import MARGIN, Piece, pieces
from broadcast.audio.waveform import Levels, draw_waveform

CEILING_DBTP = -2.0
"""Of the master's true peaks: encoding for the web lifts them a little, and -1 must hold after it."""

_MASTER, _DEVICE = "master.flac", "device.mp3"


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """Where something begins in a recording, in seconds, and what it is called."""

    start_s: float
    title: str


@dataclass(frozen=True, kw_only=True)
class Produced:
    """The files of one recording, named by their content, and what was measured on the master."""

    master: Path
    master_sha256: str
    mp3: Path
    mp3_sha256: str
    duration_s: float
    loudness_lufs: float
    true_peak_dbtp: float
    waveform: Path
    chapters: tuple[Chapter, ...] = ()
    said: tuple[tuple[float, float], ...] = ()
    """From when to when each sentence is heard, in seconds."""


@dataclass(kw_only=True)
class _Heard:
    """What was measured as the master went by."""

    rate: int
    samples: int = 0
    peak: float = 0.0
    energies: list[Energies] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)

    def note(self, piece: Piece) -> None:
        body = piece.body
        self.samples += len(body)
        self.energies.append(piece.energies[MARGIN:-MARGIN])
        self.peak = max(self.peak, true_peak(piece.samples, start=piece.start, end=piece.end))
        self.levels.add(body, rate=self.rate)


def finish(
    blocks: Iterable[Samples],
    *,
    rate: int,
    unfinished: Path,
    directory: Path,
    chapters: Sequence[Chapter] = (),
) -> Produced:
    """Write the files of a levelled sound: made in the folder ``unfinished``, kept in ``directory``.

    ``chapters`` are read when the sound has gone by: who makes the blocks may note them on the way.
    """
    heard = _Heard(rate=rate)
    if not _written(blocks, heard, unfinished):
        device_sound(unfinished / _MASTER, directory=unfinished).replace(unfinished / _DEVICE)
    picture = unfinished / "waveform.png"
    draw_waveform(heard.levels, picture)
    master, master_sha256 = _keep(unfinished / _MASTER, directory)
    device, mp3_sha256 = _keep(unfinished / _DEVICE, directory)
    shown, _ = _keep(picture, directory)
    return Produced(
        master=master,
        master_sha256=master_sha256,
        mp3=device,
        mp3_sha256=mp3_sha256,
        duration_s=heard.samples / rate,
        loudness_lufs=round(integrated(joined(heard.energies)), 2),
        true_peak_dbtp=round(decibels(heard.peak), 2),
        waveform=shown,
        chapters=tuple(chapters),
    )


def _written(blocks: Iterable[Samples], heard: _Heard, folder: Path) -> bool:
    """Write master and device sound side by side; False when the device sound came out too high."""
    ceiling_db = HORN.ceilings_dbtp[0]
    with ffmpeg.flac_stream(rate=heard.rate, folder=folder, name=_MASTER) as flac:
        source = _mastered(blocks, flac, heard)
        try:
            encode_mp3(source, HORN, rate=heard.rate, ceiling_db=ceiling_db, folder=folder, name=_DEVICE)
        except TooHigh:
            return False
    return True


def _mastered(blocks: Iterable[Samples], flac: ffmpeg.Stream, heard: _Heard) -> Iterator[Piece]:
    """Yield the very samples of the master, as they go into it."""

    def written() -> Iterator[Samples]:
        for block in blocks:
            pcm = to_pcm(block)
            flac.write(pcm.tobytes())
            yield to_float(pcm)

    for piece in pieces(written(), heard.rate):
        heard.note(piece)
        yield piece


def _keep(unfinished: Path, directory: Path) -> tuple[Path, str]:
    """Move a finished file to its name, the SHA-256 of its content; it is whole or absent."""
    with unfinished.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    kept = directory / f"{digest}{unfinished.suffix}"
    unfinished.replace(kept)
    return kept, digest

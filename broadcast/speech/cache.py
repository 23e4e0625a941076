"""Sentences already spoken, whoever spoke them: made once, heard many times; one changed sentence is one made anew."""

import hashlib
import os
import struct
import tempfile
from pathlib import Path

import numpy as np

from broadcast.speech.voice import Clip, Voice, speakable

MOST_BYTES = 1024**3
"""About six hours of speech."""
_PRUNE_EVERY = 200
_MARK = b"LXS1"
_HEAD = struct.Struct(">4sI32s")  # mark, Hz, SHA-256 of the samples


class SentenceCache:
    """Files named by the hash of what was asked; the longest unused go when there are too many bytes.

    A cache is a help and never a reason to fail: what cannot be read is made anew, what cannot be written is not kept.
    """

    def __init__(self, directory: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._directory = directory
        self._most_bytes = most_bytes
        self._kept = 0

    def load(self, voice: Voice, sentence: str, rate: float) -> Clip | None:
        """Return what this voice said before, None when there is nothing, or nothing whole."""
        path = self._path(voice, sentence, rate)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        clip = _clip(data)
        if clip is None:
            path.unlink(missing_ok=True)
        return clip

    def keep(self, clip: Clip, voice: Voice, sentence: str, rate: float) -> None:
        """Keep what was said; whole or not at all."""
        samples = clip.samples.astype("<i2").tobytes()
        data = _HEAD.pack(_MARK, clip.rate, hashlib.sha256(samples).digest()) + samples
        try:
            _write(data, self._path(voice, sentence, rate))
        except OSError:  # a full disk: the recording itself will say so
            return
        self._kept += 1
        if self._kept % _PRUNE_EVERY == 0:
            self.prune()

    def prune(self) -> None:
        """Remove the longest unused sentences until the rest fits."""
        files = []
        for path in self._directory.glob("*/*"):
            try:
                files.append((path.stat(), path))
            except OSError:  # another process was here first
                continue
        excess = sum(status.st_size for status, _ in files) - self._most_bytes
        for status, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= status.st_size

    def clear(self) -> None:
        """Remove everything: words were erased by order, and nobody can tell which of these say them."""
        for path in self._directory.glob("*/*"):
            path.unlink(missing_ok=True)

    def _path(self, voice: Voice, sentence: str, rate: float) -> Path:
        asked = (voice.name, voice.version, f"{rate:.3f}", speakable(sentence))
        key = hashlib.sha256("\0".join(asked).encode()).hexdigest()
        return self._directory / key[:2] / key


def _clip(data: bytes) -> Clip | None:
    if len(data) <= _HEAD.size:
        return None
    mark, rate, digest = _HEAD.unpack_from(data)
    samples = data[_HEAD.size :]
    if mark != _MARK or hashlib.sha256(samples).digest() != digest:
        return None
    return Clip(samples=np.frombuffer(samples, dtype="<i2").astype(np.int16), rate=rate)


def _write(data: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
        try:
            file.write(data)
            file.flush()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise

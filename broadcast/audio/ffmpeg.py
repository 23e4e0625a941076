"""The only module that runs ffmpeg: imageio-ffmpeg's binary, protocols whitelisted, time, memory and output bounded.

ffmpeg reads what strangers send, so it gets local files or a pipe and nothing else: no network, no
playlists that name other files.
"""

import contextlib
import os
import queue
import re
import resource
import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import imageio_ffmpeg

USUAL_FORMATS = "wav,mp3,mov,mp4,m4a,3gp,ogg,flac,matroska,webm,aac,amr"
MEMORY_LIMIT = 3 * 1024**3
"""Address space of one ffmpeg process, in bytes."""
OUTPUT_LIMIT = 2 * 1024**3
"""The largest file one ffmpeg process may write, in bytes."""

MP3_RATE, MP3_BITS = 44_100, "64k"

_QUIET = ("-hide_banner", "-nostdin", "-nostats", "-threads", "2")
_TELLING = re.compile(r"Duration: (\d+):(\d+):(\d+\.\d+)")
_EXACT = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact")
_LIVE = "highpass=f=90,alimiter=limit=0.8"
_WAITING = 8
"""Pieces that wait for an encoder before the caller has to."""


class FfmpegFailed(Exception):
    """ffmpeg refused, crashed or ran out of time; the message is the end of what it said."""


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """What a file held; ``declared_s`` is the length its container promises, None when it does not."""

    pcm: Path
    declared_s: float | None


@lru_cache(maxsize=1)
def binary() -> str:
    """Return the path of the ffmpeg that this system uses."""
    return imageio_ffmpeg.get_ffmpeg_exe()


# ------------------------------------------------------------------- running


def run(arguments: list[str], *, given: bytes | None = None, limit_s: float) -> tuple[bytes, str]:
    """Run ffmpeg and return its standard output and its messages, or raise ``FfmpegFailed``."""
    source = subprocess.DEVNULL if given is None else subprocess.PIPE
    process = subprocess.Popen(
        [binary(), *_QUIET, *arguments], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        _limit(process.pid)
        try:
            output, said = process.communicate(given, timeout=limit_s)
        except subprocess.TimeoutExpired as late:
            process.kill()
            raise FfmpegFailed(f"no result after {limit_s:.0f} s") from late
        except BaseException:
            process.kill()
            raise
    messages = said.decode(errors="replace")
    if process.returncode:
        raise FfmpegFailed(messages[-500:] or f"exit status {process.returncode}")
    return output, messages


class Stream:
    """An ffmpeg that is fed piece by piece through a pipe and works while the caller makes the next piece.

    ``listen`` is given what ffmpeg writes to its standard output, in a thread of its own, and must read all of it.
    Leaving the ``with`` waits for the end; an error, here or in there, ends ffmpeg and leaves no thread behind.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        folder: Path,
        limit_s: float,
        listen: Callable[[IO[bytes]], None] | None = None,
    ) -> None:
        self._arguments, self._folder, self._limit_s, self._listen = arguments, folder, limit_s, listen
        self._pieces: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._broken = self._late = False

    def __enter__(self) -> Self:
        self._said = tempfile.TemporaryFile()
        output = subprocess.PIPE if self._listen else subprocess.DEVNULL
        self._process = subprocess.Popen(
            [binary(), *_QUIET, *self._arguments],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=self._said,
        )
        _limit(self._process.pid)
        self._timer = threading.Timer(self._limit_s, self._give_up)
        self._timer.daemon = True
        self._threads = [threading.Thread(target=self._feed, daemon=True)]
        if self._listen:
            self._threads.append(threading.Thread(target=self._hear, args=(self._listen,), daemon=True))
        for thread in (self._timer, *self._threads):
            thread.start()
        return self

    def write(self, piece: bytes) -> None:
        """Hand over the next piece; what ffmpeg has refused is told at the end."""
        self._pieces.put(piece)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._process.kill()
        self._pieces.put(None)
        for thread in self._threads:
            thread.join()
        status = self._process.wait()
        self._timer.cancel()
        self._timer.join()
        if self._process.stdout:
            self._process.stdout.close()
        with self._said:
            self._said.seek(0)
            messages = self._said.read().decode(errors="replace")
        if kind is None and (status or self._broken):
            late = f"no result after {self._limit_s:.0f} s" if self._late else ""
            raise FfmpegFailed(late or messages[-500:] or f"exit status {status}")

    def _feed(self) -> None:
        assert self._process.stdin
        while (piece := self._pieces.get()) is not None:
            if not self._broken:
                try:
                    self._process.stdin.write(piece)
                except OSError:
                    self._broken = True
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _hear(self, listen: Callable[[IO[bytes]], None]) -> None:
        assert self._process.stdout
        try:
            listen(self._process.stdout)
        finally:
            while self._process.stdout.read(1 << 16):
                pass

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()


# ------------------------------------------------------------------ decoding


def decode_mp3(data: bytes, *, rate: int, limit_s: float = 30) -> bytes:
    """Return the mono 16-bit samples of an MP3, at ``rate`` Hz."""
    arguments = ["-loglevel", "error", "-protocol_whitelist", "pipe", "-f", "mp3", "-i", "pipe:0"]
    output, _ = run([*arguments, *_pcm(rate), "pipe:1"], given=data, limit_s=limit_s)
    return output


def decode_file(
    source: Path,
    target: Path,
    *,
    rate: int | None,
    most_s: float = 86_400,
    filters: str = "anull",
    limit_s: float = 600,
) -> Decoded:
    """Write at most ``most_s`` seconds of a stranger's file to ``target`` as mono 16-bit samples.

    ``rate`` in Hz; None keeps the file's own.
    """
    arguments = ["-loglevel", "info", "-protocol_whitelist", "file", "-format_whitelist", USUAL_FORMATS]
    arguments += ["-i", f"file:{source}", "-map", "0:a:0", "-vn", "-sn", "-dn", "-t", f"{most_s:.3f}"]
    _, messages = run([*arguments, "-af", filters, *_pcm(rate), f"file:{target}"], limit_s=limit_s)
    return Decoded(pcm=target, declared_s=_declared(messages))


def rate_of(source: Path, *, limit_s: float = 20) -> int:
    """Return the sample rate of one of our own files, in Hz."""
    arguments = ["-loglevel", "info", "-protocol_whitelist", "file", "-i", f"file:{source}", "-t", "0"]
    _, messages = run([*arguments, "-f", "null", "-"], limit_s=limit_s)
    found = re.search(r"Audio: [^\n]*?(\d+) Hz", messages)
    if not found:
        raise FfmpegFailed("no sound in this file")
    return int(found[1])


# ------------------------------------------------------------------ encoding


def flac_stream(*, rate: int, folder: Path, name: str, limit_s: float = 900) -> Stream:
    """Return a stream of mono 16-bit samples that becomes a FLAC file; same samples, same bytes."""
    return Stream(
        [*_piped(rate), *_EXACT, "-c:a", "flac", "-compression_level", "3", "-f", "flac", f"file:{name}"],
        folder=folder,
        limit_s=limit_s,
    )


def mp3_stream(
    *,
    rate: int,
    folder: Path,
    name: str,
    listen: Callable[[IO[bytes]], None],
    limit_s: float = 900,
) -> Stream:
    """Return a stream of mono 16-bit samples that becomes an MP3; ``listen`` gets the same MP3 while it is made."""
    # No ID3 header: some loudspeaker decoders play it as noise.
    both = f"[f=mp3:id3v2_version=0]{name}|[f=mp3:id3v2_version=0:write_xing=0]pipe\\:1"
    arguments = [*_piped(rate), "-protocol_whitelist", "file,pipe", "-map", "0:a", *_EXACT]
    arguments += ["-ar", str(MP3_RATE), "-c:a", "libmp3lame", "-b:a", MP3_BITS, "-f", "tee", both]
    return Stream(arguments, folder=folder, limit_s=limit_s, listen=listen)


def live_mp3(*, listen: Callable[[IO[bytes]], None], limit_s: float = 4 * 3600) -> Stream:
    """Return a stream of WebM from a browser's microphone, as it comes; ``listen`` gets it as MP3, at once."""
    given = ["-loglevel", "error", "-protocol_whitelist", "pipe", "-format_whitelist", "matroska,webm"]
    given += [
        "-fflags",
        "nobuffer",
        "-probesize",
        "32",
        "-analyzeduration",
        "0",
        "-f",
        "matroska",
        "-i",
        "pipe:0",
    ]
    made = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-af", _LIVE]
    made += ["-ac", "1", "-ar", str(MP3_RATE), "-c:a", "libmp3lame", "-b:a", MP3_BITS, "-reservoir", "0"]
    made += ["-id3v2_version", "0", "-write_xing", "0", "-flush_packets", "1", "-f", "mp3", "pipe:1"]
    return Stream([*given, *made], folder=Path(tempfile.gettempdir()), limit_s=limit_s, listen=listen)


def encode(pcm: Path, *, rate: int, flac: Path, mp3: Path, limit_s: float = 900) -> None:
    """Write mono 16-bit samples as FLAC and as MP3 of 64 kbit/s; same samples, same bytes."""
    arguments = ["-loglevel", "error", "-protocol_whitelist", "file", "-y"]
    arguments += ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", f"file:{pcm}"]
    arguments += ["-map", "0:a", *_EXACT, "-c:a", "flac", "-f", "flac", f"file:{flac}"]
    arguments += ["-map", "0:a", *_EXACT, "-c:a", "libmp3lame", "-b:a", MP3_BITS]
    run([*arguments, "-id3v2_version", "0", "-f", "mp3", f"file:{mp3}"], limit_s=limit_s)


def encode_tagged(
    pcm: Path, *, rate: int, tags: Path, options: Sequence[str], target: Path, limit_s: float = 900
) -> None:
    """Write mono 16-bit samples as ``options`` say, with the tags and chapters of an FFMETADATA file."""
    arguments = ["-loglevel", "error", "-protocol_whitelist", "file", "-y"]
    arguments += ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", f"file:{pcm}"]
    arguments += ["-f", "ffmetadata", "-i", f"file:{tags}", "-map", "0:a"]
    arguments += ["-map_metadata", "1", "-map_chapters", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    run([*arguments, *options, f"file:{target}"], limit_s=limit_s)


def _piped(rate: int) -> list[str]:
    given = ["-loglevel", "error", "-y", "-protocol_whitelist", "pipe", "-f", "s16le"]
    return [*given, "-ar", str(rate), "-ac", "1", "-i", "pipe:0"]


def _pcm(rate: int | None) -> list[str]:
    kept = [] if rate is None else ["-ar", str(rate)]
    return ["-ac", "1", *kept, "-c:a", "pcm_s16le", "-f", "s16le", "-y"]


def _declared(messages: str) -> float | None:
    found = _TELLING.search(messages)
    if not found or "Estimating duration from bitrate" in messages:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _limit(pid: int) -> None:
    if os.name == "posix" and hasattr(resource, "prlimit"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (OUTPUT_LIMIT, OUTPUT_LIMIT))

"""The only module that runs ffmpeg: imageio-ffmpeg's binary, protocols whitelisted, under a time limit.

ffmpeg reads what strangers send, so it gets local files or a pipe and nothing else: no network, no
playlists that name other files.
"""

import contextlib
import os
import re
import resource
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import imageio_ffmpeg

USUAL_FORMATS = "wav,mp3,mov,mp4,m4a,3gp,ogg,flac,matroska,webm,aac,amr"
MEMORY_LIMIT = 3 * 1024**3
"""Address space of one ffmpeg process, in bytes."""

_QUIET = ("-hide_banner", "-nostdin", "-nostats", "-threads", "2")
_TELLING = re.compile(r"Duration: (\d+):(\d+):(\d+\.\d+)")


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


def run(arguments: list[str], *, given: bytes | None = None, limit_s: float) -> tuple[bytes, str]:
    """Run ffmpeg and return its standard output and its messages, or raise ``FfmpegFailed``."""
    source = subprocess.DEVNULL if given is None else subprocess.PIPE
    process = subprocess.Popen(
        [binary(), *_QUIET, *arguments], stdin=source, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        _limit_memory(process.pid)
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


def decode_mp3(data: bytes, *, rate: int, limit_s: float = 30) -> bytes:
    """Return the mono 16-bit samples of an MP3, at ``rate`` Hz."""
    arguments = ["-loglevel", "error", "-protocol_whitelist", "pipe", "-f", "mp3", "-i", "pipe:0"]
    output, _ = run([*arguments, *_pcm(rate), "pipe:1"], given=data, limit_s=limit_s)
    return output


def decode_file(
    source: Path, target: Path, *, rate: int, most_s: float = 86_400, limit_s: float = 600
) -> Decoded:
    """Write at most ``most_s`` seconds of a stranger's file to ``target`` as mono 16-bit samples."""
    arguments = ["-loglevel", "info", "-protocol_whitelist", "file", "-format_whitelist", USUAL_FORMATS]
    arguments += ["-i", f"file:{source}", "-map", "0:a:0", "-vn", "-sn", "-dn", "-t", f"{most_s:.3f}"]
    _, messages = run([*arguments, *_pcm(rate), f"file:{target}"], limit_s=limit_s)
    return Decoded(pcm=target, declared_s=_declared(messages))


def encode(pcm: Path, *, rate: int, flac: Path, mp3: Path, limit_s: float = 900) -> None:
    """Write mono 16-bit samples as FLAC and as MP3 of 64 kbit/s; same samples, same bytes."""
    exact = ["-map", "0:a", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    arguments = ["-loglevel", "error", "-protocol_whitelist", "file", "-y"]
    arguments += ["-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", f"file:{pcm}"]
    arguments += [*exact, "-c:a", "flac", "-f", "flac", f"file:{flac}"]
    # No ID3 header: some loudspeaker decoders play it as noise.
    arguments += [
        *exact,
        "-c:a",
        "libmp3lame",
        "-b:a",
        "64k",
        "-id3v2_version",
        "0",
        "-f",
        "mp3",
        f"file:{mp3}",
    ]
    run(arguments, limit_s=limit_s)


def _pcm(rate: int) -> list[str]:
    return ["-ac", "1", "-ar", str(rate), "-c:a", "pcm_s16le", "-f", "s16le", "-y"]


def _declared(messages: str) -> float | None:
    found = _TELLING.search(messages)
    if not found or "Estimating duration from bitrate" in messages:
        return None
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _limit_memory(pid: int) -> None:
    if os.name == "posix" and hasattr(resource, "prlimit"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            resource.prlimit(pid, resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))

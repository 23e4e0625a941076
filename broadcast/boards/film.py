"""A film for the boards: no sound, of a size and rate that a small box plays, and how long it is."""

import re
from pathlib import Path

from broadcast.audio import ffmpeg

MOST_SECONDS = 180
"""A longer film would keep every other notice off the board; the public site has it whole."""
SIDE = 1280
FORMATS = "mov,mp4,matroska,webm"
ENCODING_LIMIT_S = 480
_LASTS = re.compile(r"Duration: (\d+):(\d+):(\d+\.\d+)")


class FilmTooLong(Exception):
    """The film is longer than boards show; the argument is its length in seconds."""


class NoFilm(Exception):
    """Not a film that can be read."""


def seconds_of(source: Path) -> float:
    """Return how long a film is; raises NoFilm."""
    given = ["-loglevel", "info", *_given(source), "-map", "0:v:0", "-t", "0", "-f", "null", "-"]
    try:
        _, messages = ffmpeg.run(given, limit_s=30)
    except ffmpeg.FfmpegFailed as fault:
        raise NoFilm(str(fault)) from fault
    found = _LASTS.search(messages)
    if not found:
        raise NoFilm("no length")
    hours, minutes, seconds = found.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def check(source: Path) -> float:
    """Return how long the film is; raises FilmTooLong, NoFilm."""
    seconds = seconds_of(source)
    if seconds > MOST_SECONDS:
        raise FilmTooLong(seconds)
    return seconds


def for_boards(source: Path, target: Path) -> float:
    """Write the film as boards play it and return its length in seconds; raises FilmTooLong, NoFilm.

    H.264 of 1280 pixels a side and 30 pictures a second at most, which a Raspberry Pi plays without effort; its
    index stands in front, so that it begins before all of it was read.
    """
    check(source)
    size = f"scale=w='min({SIDE},iw)':h='min({SIDE},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2"
    made = ["-map", "0:v:0", "-an", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"]
    made += ["-vf", f"{size},setsar=1", "-fpsmax", "30", "-c:v", "libx264", "-preset", "veryfast"]
    made += ["-profile:v", "main", "-level:v", "4.0", "-pix_fmt", "yuv420p", "-crf", "25", "-g", "90"]
    made += ["-maxrate", "2500k", "-bufsize", "5000k", "-movflags", "+faststart", "-fflags", "+bitexact"]
    arguments = ["-loglevel", "error", "-y", *_given(source), *made, "-f", "mp4", f"file:{target}"]
    try:
        ffmpeg.run(arguments, limit_s=ENCODING_LIMIT_S)
    except ffmpeg.FfmpegFailed as fault:
        raise NoFilm(str(fault)) from fault
    return seconds_of(target)


def _given(source: Path) -> list[str]:
    return ["-protocol_whitelist", "file", "-format_whitelist", FORMATS, "-i", f"file:{source}"]

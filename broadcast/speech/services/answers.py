"""From a service's answer to samples: paths in JSON, and sound that is checked to be whole."""

import base64
import binascii
import io
import json
import wave
from collections.abc import Iterable

import numpy as np

from broadcast.audio import ffmpeg
from broadcast.speech.mp3_frames import NotMp3, duration_s
from broadcast.speech.services.gate import Fault
from broadcast.speech.voice import Clip

RATE = 24_000
_FASTEST_S, _SLOWEST_S = 1 / 40, 1 / 3  # a character takes between these many seconds, if it was all spoken


def parsed(body: bytes) -> object:
    """Return the JSON of an answer; a page in HTML is none."""
    try:
        return json.loads(body)
    except ValueError as fault:
        raise Fault("no_sound", again=True) from fault


def at(path: str, value: object) -> list[str]:
    """Return what lies at ``path`` in JSON: its parts by dots, ``*`` for each of a list; empty when it is not there."""
    found = [value]
    for part in path.split("."):
        if part == "*":
            found = [each for one in found if isinstance(one, list) for each in one]
        else:
            found = [one[part] for one in found if isinstance(one, dict) and part in one]
    return [str(one) for one in found if isinstance(one, str | int) and one != ""]


def one_at(path: str, value: object) -> str:
    """Return the first at ``path``, or raise ``Fault``."""
    found = at(path, value)
    if not found:
        raise Fault("no_sound", again=True)
    return found[0]


def unpacked(written: str) -> bytes:
    """Return what base64 holds."""
    try:
        return base64.b64decode(written, validate=True)
    except binascii.Error as fault:
        raise Fault("no_sound", again=True) from fault


def is_sound(data: bytes) -> bool:
    """Whether the bytes begin as a WAV or an MP3 does; an error in JSON or HTML does not."""
    return data[:4] == b"RIFF" or data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] >= b"\xe0")


def decoded(parts: Iterable[bytes], *, text: str, rate: float) -> Clip:
    """Return the parts as one sound, if each is whole and all last as long as the text plausibly takes at ``rate``."""
    clips = [_decoded(data) for data in parts]
    if len({clip.rate for clip in clips}) != 1:
        raise Fault("no_sound", again=True)
    clip = Clip(samples=np.concatenate([clip.samples for clip in clips]), rate=clips[0].rate)
    if not len(text) * _FASTEST_S <= clip.duration_s * rate <= len(text) * _SLOWEST_S + 3:
        raise Fault("no_sound")
    return clip


def _decoded(data: bytes) -> Clip:
    if not is_sound(data):
        raise Fault("no_sound", again=True)
    return _wav(data) if data[:4] == b"RIFF" else _mp3(data)


def _mp3(data: bytes) -> Clip:
    try:
        duration_s(data)
        samples = np.frombuffer(ffmpeg.decode_mp3(data, rate=RATE), dtype=np.int16)
    except (NotMp3, ffmpeg.FfmpegFailed) as fault:
        raise Fault("no_sound", again=True) from fault
    return Clip(samples=samples, rate=RATE)


def _wav(data: bytes) -> Clip:
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate, promised, *_ = file.getparams()
            frames = file.readframes(promised)
    except (wave.Error, EOFError) as fault:
        raise Fault("no_sound", again=True) from fault
    if width != 2 or not 8_000 <= rate <= 48_000 or len(frames) != promised * channels * width:
        raise Fault("no_sound", again=True)
    samples = np.frombuffer(frames, dtype="<i2").reshape(-1, channels)
    return Clip(samples=samples.mean(axis=1).astype(np.int16), rate=rate)

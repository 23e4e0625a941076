"""Reads the frame headers of an MP3 (ISO 11172-3, 13818-3): is it one, is it whole, how long does it play?"""

from dataclasses import dataclass

_KBITS_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBITS_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_MPEG1, _LAYER3 = 3, 1
_LONGEST_TAG = 128  # an ID3v1 tag may follow the last frame


class NotMp3(Exception):
    """The bytes are no MP3, or their end is missing."""


@dataclass(frozen=True, kw_only=True)
class _Frame:
    size: int  # bytes
    seconds: float


def duration_s(data: bytes) -> float:
    """Return how long the MP3 plays in seconds, or raise ``NotMp3``: it is none, or its last frame is cut."""
    at, seconds = _after_id3(data), 0.0
    while at + 4 <= len(data):
        frame = _frame(data[at : at + 4])
        if frame is None:
            break
        at += frame.size
        seconds += frame.seconds
    if not seconds:
        raise NotMp3("no MPEG frame at the start")
    if at > len(data):
        raise NotMp3("the last frame is cut")
    if len(data) - at > _LONGEST_TAG:
        raise NotMp3("bytes between the frames that are none")
    return seconds


def _after_id3(data: bytes) -> int:
    if data[:3] != b"ID3" or len(data) < 10:
        return 0
    size = 0
    for byte in data[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _frame(header: bytes) -> _Frame | None:
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    bitrate, rate = header[2] >> 4, header[2] >> 2 & 3
    if header[0] != 0xFF or header[1] & 0xE0 != 0xE0 or layer != _LAYER3 or version not in _RATES:
        return None
    if bitrate in (0, 15) or rate == 3:
        return None
    hertz = _RATES[version][rate]
    samples, kbits = (1152, _KBITS_V1) if version == _MPEG1 else (576, _KBITS_V2)
    padding = header[2] >> 1 & 1
    return _Frame(size=samples // 8 * kbits[bitrate] * 1000 // hertz + padding, seconds=samples / hertz)

"""Pictures without what a camera wrote into them (place, owner, serial number); the picture itself is not touched.

JPEG, PNG and WebP are lists of pieces; the pieces that tell about the photograph are left out, byte for byte the rest
stays. Colour profiles stay too: without them colours change.
"""

import struct
from collections.abc import Iterator

JPEG, PNG, RIFF, WEBP = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF", b"WEBP"
APP1, APP13, COMMENT, SCAN = 0xE1, 0xED, 0xFE, 0xDA
TELLING_PNG = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
TELLING_WEBP = {b"EXIF", b"XMP "}
WEBP_SAYS_IT_HAS = 0x08 | 0x04  # Exif, XMP


def without_metadata(data: bytes) -> bytes:
    """Return the same picture without Exif, XMP, IPTC and comments; other kinds of file come back as they are."""
    try:
        if data.startswith(JPEG):
            return b"".join(_jpeg(data))
        if data.startswith(PNG):
            return PNG + b"".join(_png(data))
        if data.startswith(RIFF) and data[8:12] == WEBP:
            body = WEBP + b"".join(_webp(data))
            return RIFF + struct.pack("<I", len(body)) + body
    except (struct.error, IndexError) as fault:
        raise ValueError("the picture ends in the middle of a piece") from fault
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield JPEG
    at = 2
    while data[at + 1] != SCAN:
        kind, size = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if kind not in (APP1, APP13, COMMENT):
            yield data[at : at + 2 + size]
        at += 2 + size
    yield data[at:]


def _png(data: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        if kind not in TELLING_PNG:
            yield data[at : at + 12 + size]
        at += 12 + size


def _webp(data: bytes) -> Iterator[bytes]:
    at = 12
    while at < len(data):
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        whole = data[at : at + 8 + size + size % 2]
        if kind == b"VP8X":
            whole = whole[:8] + bytes([whole[8] & ~WEBP_SAYS_IT_HAS]) + whole[9:]
        if kind not in TELLING_WEBP:
            yield whole
        at += 8 + size + size % 2

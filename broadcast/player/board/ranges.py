"""Which part of a file a browser asks for (RFC 9110, section 14): one range, or the whole."""

import re

_SINGLE = re.compile(r"bytes=(\d+)-(\d*)")


def wanted_part(header: str, size: int) -> tuple[int, int] | None:
    """Return the first and last byte that are wanted; None for the whole, and for what cannot be read."""
    match = _SINGLE.fullmatch(header.replace(" ", ""))
    if match is None:
        return None
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    return (first, last) if first <= last else None

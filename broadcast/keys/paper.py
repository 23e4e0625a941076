"""The root key as a person copies it: groups of five characters, each with its own check, and a check over all.

Version (1 byte), seed (32 bytes) and the first 2 bytes of their SHA-256 make 35 bytes: 56 characters of
Crockford's base32 (no I, L, O, U), in 14 groups of four, each followed by a character that tells a slip in it.
"""

import hashlib

from broadcast.plan.envelope import ALPHABET

GROUPS, LETTERS = 14, 4
VERSION = b"\x01"
PREFIX = "LOAXA-ROOT-1:"  # what a scanned code begins with
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Mistyped(ValueError):
    """The code is not what stands on the paper. ``group`` counts from 1; None: no single group is to blame."""

    def __init__(self, group: int | None, *, length: int = GROUPS) -> None:
        super().__init__(f"group {group}" if group else f"{length} groups")
        self.group = group
        self.length = length


def written(seed: bytes) -> tuple[str, ...]:
    """Return the groups to print for a key's 32 raw bytes."""
    body = VERSION + seed
    number = int.from_bytes(body + hashlib.sha256(body).digest()[:2], "big")
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (GROUPS * LETTERS - 1), -1, -5))
    return tuple(
        letters[at : at + LETTERS] + _check(at // LETTERS, letters[at : at + LETTERS])
        for at in range(0, len(letters), LETTERS)
    )


def read(typed: str) -> bytes:
    """Return the 32 raw bytes of what was typed, or raise ``Mistyped``; spaces, dashes and case do not matter."""
    typed = typed.strip().upper().removeprefix(PREFIX)
    signs = "".join(sign for sign in typed if sign.isalnum()).translate(_MEANT)
    size = LETTERS + 1
    groups = [signs[at : at + size] for at in range(0, len(signs), size)]
    for at, group in enumerate(groups[:GROUPS]):
        if set(group) - set(ALPHABET) or len(group) < size or group[-1] != _check(at, group[:-1]):
            raise Mistyped(at + 1)
    if len(groups) != GROUPS:
        raise Mistyped(None, length=len(groups))
    number = 0
    for letter in "".join(group[:-1] for group in groups):
        number = number << 5 | ALPHABET.index(letter)
    whole = number.to_bytes(35, "big")
    body, check = whole[:-2], whole[-2:]
    if body[:1] != VERSION or hashlib.sha256(body).digest()[:2] != check:
        raise Mistyped(None)
    return body[1:]


def _check(at: int, letters: str) -> str:
    return ALPHABET[hashlib.sha256(f"{at}:{letters}".encode()).digest()[0] & 31]

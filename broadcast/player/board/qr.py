"""A QR code (ISO/IEC 18004, byte mode, level M, versions 1 to 10) drawn as SVG, by the standard library alone."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

TOTAL = (26, 44, 70, 100, 134, 172, 196, 242, 292, 346)  # code words of versions 1 to 10
CORRECTING = (10, 16, 26, 18, 24, 16, 18, 22, 22, 26)  # of each block, level M
BLOCKS = (1, 1, 1, 2, 2, 4, 4, 4, 5, 5)
ALIGNED = ((), (18,), (22,), (26,), (30,), (34,), (22, 38), (24, 42), (26, 46), (28, 50))  # besides 6
QUIET = 4  # modules of white around
FINDER_LIKE = ("10111010000", "00001011101")
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
Modules = dict[tuple[int, int], int]  # (row, column) -> 1 dark, 0 light


class TooLong(ValueError):
    """The text has more bytes than version 10 carries (213)."""


def svg(text: str) -> bytes:
    """Return the code as a square SVG with its quiet zone; raises ``TooLong``."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    dark = "".join(
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, modules in enumerate(rows)
        for column, module in enumerate(modules)
        if module
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{dark}"/></svg>'
    ).encode()


def matrix(text: str, *, mask: int | None = None) -> list[list[int]]:
    """Return the modules without quiet zone, 1 for dark; without ``mask`` the one that reads best."""
    data = text.encode()
    version = _version(len(data))
    size = 17 + 4 * version
    fixed = _patterns(version)
    plain = fixed | dict(zip(_way(size, fixed), _bits(_words(data, version)), strict=False))
    plain = {(row, column): plain.get((row, column), 0) for row in range(size) for column in range(size)}
    masks = range(len(MASKS)) if mask is None else (mask,)
    return min((_masked(plain, fixed, size, number) for number in masks), key=_penalty)


def _version(length: int) -> int:
    for version in range(1, len(TOTAL) + 1):
        if length + (2 if version < 10 else 3) <= _data_words(version):
            return version
    raise TooLong(f"{length} bytes")


def _data_words(version: int) -> int:
    return TOTAL[version - 1] - BLOCKS[version - 1] * CORRECTING[version - 1]


# ------------------------------------------------------------------ code words


def _words(data: bytes, version: int) -> list[int]:
    """Return data and correction, interleaved as they are written."""
    count = 8 if version < 10 else 16
    number = (4 << count | len(data)) << 8 * len(data) | int.from_bytes(data, "big")
    length = (4 + count) // 8 + 1 + len(data)  # the four bits left over end the text
    words = list((number << 4).to_bytes(length, "big"))
    room = _data_words(version)
    words += [(0xEC, 0x11)[place % 2] for place in range(room - len(words))]
    blocks = list(_split(words, BLOCKS[version - 1]))
    corrections = [_correction(block, CORRECTING[version - 1]) for block in blocks]
    return [*_interleaved(blocks), *_interleaved(corrections)]


def _split(words: list[int], count: int) -> Iterator[list[int]]:
    short, longer = divmod(len(words), count)
    at = 0
    for block in range(count):
        size = short + (block >= count - longer)
        yield words[at : at + size]
        at += size


def _interleaved(blocks: list[list[int]]) -> Iterator[int]:
    for place in range(max(map(len, blocks))):
        yield from (block[place] for block in blocks if place < len(block))


def _correction(block: list[int], count: int) -> list[int]:
    """Return the Reed-Solomon words of a block: the rest of a division over GF(256)."""
    divisor = [1]
    root = 1
    for _ in range(count):
        shifted = [*divisor, 0]
        divisor = [
            a ^ b for a, b in zip(shifted, [0, *(_times(each, root) for each in divisor)], strict=True)
        ]
        root = _times(root, 2)
    rest = [0] * count
    for word in block:
        factor = word ^ rest[0]
        rest = [a ^ _times(b, factor) for a, b in zip([*rest[1:], 0], divisor[1:], strict=True)]
    return rest


def _times(one: int, other: int) -> int:
    product = 0
    for bit in range(7, -1, -1):
        product = product << 1 ^ (product >> 7) * 0x11D
        product ^= (other >> bit & 1) * one
    return product


def _bits(words: Iterable[int]) -> Iterator[int]:
    for word in words:
        yield from (word >> bit & 1 for bit in range(7, -1, -1))


# ------------------------------------------------------------------ modules


def _patterns(version: int) -> Modules:
    """Return what is drawn whatever the text is; the places of the format are held free by zeros."""
    size = 17 + 4 * version
    found: Modules = {}
    for place in range(size):
        found[6, place] = found[place, 6] = 1 - place % 2
    for row, column in ((3, 3), (3, size - 4), (size - 4, 3)):
        found |= _square(row, column, reach=4, light=(2, 4), size=size)
    centres = (6, *ALIGNED[version - 1]) if ALIGNED[version - 1] else ()
    for row in centres:
        for column in centres:
            if (row, column) not in ((6, 6), (6, size - 7), (size - 7, 6)):
                found |= _square(row, column, reach=2, light=(1,), size=size)
    found |= dict.fromkeys([place for pair in _format_places(size) for place in pair], 0)
    found[size - 8, 8] = 1
    return found | (_version_bits(version, size) if version >= 7 else {})


def _square(row: int, column: int, *, reach: int, light: tuple[int, ...], size: int) -> Modules:
    """Return squares within squares around a centre, as far as they lie on the code."""
    return {
        (row + down, column + right): int(max(abs(down), abs(right)) not in light)
        for down in range(-reach, reach + 1)
        for right in range(-reach, reach + 1)
        if 0 <= row + down < size and 0 <= column + right < size
    }


def _format_places(size: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return both places of each of the fifteen format bits, the lowest bit first."""
    first = [(row, 8) for row in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, column) for column in (7, 5, 4, 3, 2, 1, 0)]
    second = [(8, size - 1 - bit) for bit in range(8)] + [(size - 15 + bit, 8) for bit in range(8, 15)]
    return list(zip(first, second, strict=True))


def _version_bits(version: int, size: int) -> Modules:
    bits = _checked(version, generator=0x1F25, length=12)
    found: Modules = {}
    for bit in range(18):
        near, far = bit // 3, size - 11 + bit % 3
        found[near, far] = found[far, near] = bits >> bit & 1
    return found


def _checked(value: int, *, generator: int, length: int) -> int:
    """Return ``value`` followed by ``length`` bits of its BCH code."""
    rest = value
    for _ in range(length):
        rest = rest << 1 ^ (rest >> length - 1) * generator
    return value << length | rest


def _way(size: int, fixed: Modules) -> Iterator[tuple[int, int]]:
    """Yield the free places in the order of the bits: two columns at a time, up and down in turn."""
    columns = [column for column in range(size - 1, 0, -2) if column > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        for row in rows:
            yield from ((row, column) for column in (right, right - 1) if (row, column) not in fixed)


def _masked(plain: Modules, fixed: Modules, size: int, number: int) -> list[list[int]]:
    mask = MASKS[number]
    rows = [
        [
            plain[row, column] ^ int((row, column) not in fixed and mask(row, column) == 0)
            for column in range(size)
        ]
        for row in range(size)
    ]
    bits = _checked(number, generator=0x537, length=10) ^ 0x5412
    for bit, places in enumerate(_format_places(size)):
        for row, column in places:
            rows[row][column] = bits >> bit & 1
    return rows


# ------------------------------------------------------------------ which mask reads best


def _penalty(rows: list[list[int]]) -> int:
    lines = ["".join(map(str, line)) for line in (*rows, *zip(*rows, strict=True))]
    dark = sum(map(sum, rows)) * 100 // len(rows) ** 2
    return sum(map(_runs, lines)) + _squares(rows) + _finder_like(lines) + abs(dark - 50) // 5 * 10


def _runs(line: str) -> int:
    runs = line.replace("01", "0 1").replace("10", "1 0").split()
    return sum(len(run) - 2 for run in runs if len(run) >= 5)


def _squares(rows: list[list[int]]) -> int:
    return sum(
        3
        for above, below in pairwise(rows)
        for one, other in pairwise(zip(above, below, strict=True))
        if one == other and one[0] == one[1]
    )


def _finder_like(lines: list[str]) -> int:
    found = 0
    for line in lines:
        for shape in FINDER_LIKE:
            at = line.find(shape)
            while at >= 0:
                found += 40
                at = line.find(shape, at + 1)
    return found

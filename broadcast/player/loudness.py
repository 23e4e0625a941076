"""How loud this box is: the volume that the last order set, kept on the disk, applied to the samples."""

import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from broadcast.plan.loudness import MOST_PERCENT, Volume, from_fields
from broadcast.plan.manifest import Priority
from broadcast.player.files import read_json, write_json

NAME = "volume.json"


class Loudness:
    """The volume in force; without an order everything sounds as it was made."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._volume = self._load()

    def keep(self, volume: Volume) -> None:
        """Be so loud from now on. Raises OSError; then nothing changed."""
        write_json(self._path, volume.fields())
        self._volume = volume

    def percent(self, now: datetime, *, timezone: str, priority: Priority | None = None) -> int:
        """Return the volume at ``now``; what is urgent is heard at the loudest of the day."""
        if priority is Priority.URGENT:
            return self._volume.loudest
        return self._volume.at(now.astimezone(ZoneInfo(timezone)))

    def _load(self) -> Volume:
        fields = read_json(self._path)
        if fields is not None:
            with suppress(KeyError, TypeError, ValueError):
                return from_fields(fields)
        return Volume()


def scaled(blocks: Iterator[bytes], percent: Callable[[], int]) -> Iterator[bytes]:
    """Yield the blocks as loud as ``percent`` says when each is asked for: a change is heard at once."""
    for block in blocks:
        share = percent()
        yield block if share >= MOST_PERCENT else _scaled(block, share)


def _scaled(block: bytes, percent: int) -> bytes:
    samples = array.array("H", block)  # boxes are little endian, as the samples are
    return array.array("H", map(_table(percent).__getitem__, samples)).tobytes()


@lru_cache(maxsize=4)
def _table(percent: int) -> list[int]:
    """Return for each 16-bit sample, read as unsigned, the fainter one. Half the percents sound half as loud."""
    gain = (percent / MOST_PERCENT) ** 2
    return [round((each - 65536 if each > 32767 else each) * gain) & 0xFFFF for each in range(65536)]

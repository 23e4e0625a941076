"""An append-only journal of JSON records, one a line with its checksum, synced when it matters."""

import json
import os
import zlib
from collections.abc import Iterable
from io import FileIO
from pathlib import Path
from typing import Any

from broadcast.player.files import set_aside, sync_folder, write_whole

Record = dict[str, Any]


class Journal:
    """Records on disk. A line torn by a power cut is dropped; a damaged file is set aside and rebuilt."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.records = self._load()
        path.touch()
        sync_folder(path.parent)

    def append(self, record: Record, *, sync: bool = True) -> None:
        """Add a record; with ``sync`` it is on the disk when this returns. Raises OSError."""
        with FileIO(self.path, "ab") as file:
            start = os.fstat(file.fileno()).st_size
            rest = memoryview(_line(record))
            try:
                while rest:
                    rest = rest[file.write(rest) :]
                if sync:
                    os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), start)  # the next record begins on a line of its own
                raise
        self.records.append(record)

    def rewrite(self, records: Iterable[Record]) -> None:
        """Replace the whole journal, at once or not at all."""
        kept = list(records)
        write_whole(self.path, b"".join(map(_line, kept)))
        self.records = kept

    def _load(self) -> list[Record]:
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return []
        torn, whole = lines[-1], lines[:-1]
        records = [record for line in whole if (record := _record(line)) is not None]
        if len(records) < len(whole):
            set_aside(self.path)
        if torn or len(records) < len(whole):
            write_whole(self.path, b"".join(map(_line, records)))
        return records


def _line(record: Record) -> bytes:
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _record(line: bytes) -> Record | None:
    checksum, _, body = line.partition(b" ")
    if checksum != b"%08x" % zlib.crc32(body):
        return None
    try:
        record = json.loads(body)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None

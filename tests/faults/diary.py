"""What people were told is done, line by line on disk: whatever is killed afterwards, it must still be so."""

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Diary:
    """Notes of many processes in one file; a note is on disk before ``note`` returns."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.path = path

    def note(self, done: str, **facts: Any) -> None:
        """Write that something was acknowledged."""
        line = json.dumps({"done": done, "at": time.time(), **facts}) + "\n"
        os.write(self._file, line.encode())
        os.fsync(self._file)

    def read(self, done: str) -> list[Mapping[str, Any]]:
        """Return every note of one kind, the oldest first."""
        notes = [json.loads(line) for line in self.path.read_text().splitlines()]
        return [note for note in notes if note["done"] == done]

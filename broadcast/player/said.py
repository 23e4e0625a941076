"""The last lines that the box said, kept on its disk: the desk can ask for them, a restart does not lose them."""

from contextlib import suppress
from pathlib import Path

LARGEST = 128 * 1024  # bytes of one file; there are two at most


class Said:
    """A file of lines and the one before it. Not synced: losing the last lines in a power cut is no harm."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "said.txt"
        self._former = folder / "said.former.txt"

    def add(self, line: str) -> None:
        """Keep a line; on a full card it is lost."""
        with suppress(OSError):
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)
                size = file.tell()
            if size > LARGEST:
                self._path.replace(self._former)

    def last(self, most: int) -> str:
        """Return the last lines, at most so many characters, beginning with a whole line."""
        text = ""
        for path in (self._former, self._path):
            with suppress(OSError):
                text += path.read_text(encoding="utf-8", errors="replace")
        if len(text) <= most:
            return text
        return text[-most:].partition("\n")[2]

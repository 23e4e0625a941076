"""How this board shows: what the last order said of its layout and its dark hours, kept on the disk."""

from contextlib import suppress
from pathlib import Path

from broadcast.plan.screen import Screen, from_fields
from broadcast.player.files import read_json, write_json

NAME = "screen.json"


class Screening:
    """The settings in force; without an order the usual ones."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._screen = self._load()

    @property
    def screen(self) -> Screen:
        """How to show now."""
        return self._screen

    def keep(self, screen: Screen) -> None:
        """Show like this from now on. Raises OSError; then nothing changed."""
        write_json(self._path, screen.fields())
        self._screen = screen

    def _load(self) -> Screen:
        fields = read_json(self._path)
        if fields is not None:
            with suppress(KeyError, TypeError, ValueError):
                return from_fields(fields)
        return Screen()

"""Plugs broadcast into the newsroom's erasing: what it made of a text goes with the text."""

from collections.abc import Collection

from broadcast import erasing


class BroadcastTraces:
    """What broadcast keeps of a story."""

    def files(self, submissions: Collection[int]) -> list[str]:
        """Return the digests of files that nothing else uses."""
        return erasing.files(submissions)

    def erase(self, submissions: Collection[int]) -> None:
        """Blank the words, remove the files."""
        erasing.erase(submissions)

"""What stands ready for a submission: the port that cms plugs the broadcast side into.

newsroom never asks broadcast anything; it offers this place, and shows what is plugged in.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Question:
    """A word that can be read in more than one way; offsets into ``SpokenText.written``."""

    start: int
    end: int
    written: str
    best: str
    choices: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class SpokenText:
    """A script and how it will be read aloud; ``changed`` are (start, end, spoken) in ``written``."""

    written: str
    spoken: str
    seconds: int
    changed: tuple[tuple[int, int, str], ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A recording that can be heard before the decision."""

    url: str
    seconds: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Ready:
    """All that was made for one submission; ``note`` says what is still being made."""

    sound: Sound | None = None
    board_frames: tuple[str, ...] = ()
    air_times: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far an emergency is: ``stage`` is ``making``, ``failed``, ``sent`` or ``stopped``; ``note`` says why."""

    stage: str
    note: str = ""
    starts: str = ""
    clusters: int = 0
    received: int = 0
    played: int = 0
    boards: int = 0


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whom an emergency reaches now: how many loudspeaker clusters and boards, and whether hours are quiet."""

    clusters: int = 0
    boards: int = 0
    quiet: bool = False


class Preparations(Protocol):
    """The other side: reads scripts, and says what it prepared."""

    def read(self, script: str) -> SpokenText:
        """Return how the script will be read aloud."""

    def ready_for(self, submission_id: int) -> Ready:
        """Return what was made for this submission."""

    def wake(self) -> None:
        """Something was submitted, approved or recalled: look soon."""

    def recalled(self) -> None:
        """Something was recalled: take it back in this moment."""

    def recall_page(self, sequence: int) -> str:
        """Return the address where one sees who has heard of the recall of this approval, or ""."""

    def hurry(self, submission_id: int) -> None:
        """Make the sound of an emergency and send it, or take it back, now and not in the background."""

    def progress(self, submission_id: int) -> Progress:
        """Return how far an emergency is."""

    def reach(self, place_ids: Collection[int]) -> Reach:
        """Return whom an emergency for these places reaches; none means the whole commune."""

    def hear(self, text: str, *, drill: bool) -> bytes:
        """Return the text as it will sound, as an MP3; empty when the voice does not answer."""


class Nothing:
    """Stands in until something is plugged in: the text as it is written, and no sound."""

    def read(self, script: str) -> SpokenText:
        """Return the script unchanged."""
        return SpokenText(written=script, spoken=script, seconds=len(script) // 14)

    def ready_for(self, submission_id: int) -> Ready:
        """Return nothing."""
        return Ready()

    def wake(self) -> None:
        """Do nothing."""

    def recalled(self) -> None:
        """Do nothing."""

    def recall_page(self, sequence: int) -> str:
        """Return no address."""
        return ""

    def hurry(self, submission_id: int) -> None:
        """Do nothing."""

    def progress(self, submission_id: int) -> Progress:
        """Return that nothing was made."""
        return Progress(stage="making")

    def reach(self, place_ids: Collection[int]) -> Reach:
        """Return nobody."""
        return Reach()

    def hear(self, text: str, *, drill: bool) -> bytes:
        """Return no sound."""
        return b""


_plugged: list[Preparations] = [Nothing()]


def plug(preparations: Preparations) -> None:
    """Plug the other side in, once, at start."""
    _plugged[0] = preparations


def preparations() -> Preparations:
    """Return what is plugged in."""
    return _plugged[0]

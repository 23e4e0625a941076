"""What stands ready for a submission: the port that cms plugs the broadcast side into.

newsroom never asks broadcast anything; it offers this place, and shows what is plugged in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from newsroom.models import User


_LINE = re.compile(r"\n|[^\n]+")


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
class Stretch:
    """``written[start:end]`` of a script is said ``spoken``; ``changed``: somebody or something decided how."""

    start: int
    end: int
    spoken: str
    changed: bool = False


@dataclass(frozen=True, kw_only=True)
class SpokenText:
    """A script (NFC) and how it will be read aloud; the stretches joined are all that is written, and all said."""

    written: str
    spoken: str
    seconds: int
    stretches: tuple[Stretch, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """How ``written`` is said in one story; with ``before`` or ``after`` only where these stand beside it."""

    written: str
    spoken: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class HouseWord:
    """A word of the house dictionary: how the commune writes it, and how it is said."""

    written: str
    spoken: str
    is_name: bool = False


class Refused(Exception):
    """The other side cannot do it; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A recording that can be heard before the decision."""

    url: str
    seconds: int
    label: str


@dataclass(frozen=True, kw_only=True)
class Ready:
    """All that was made for one submission; ``note`` says what is still being made.

    ``board_note``: what is missing on the boards; ``board_waits``: it comes by itself.
    """

    sound: Sound | None = None
    board_frames: tuple[str, ...] = ()
    board_film: str = ""
    board_note: str = ""
    board_waits: bool = False
    air_times: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Phones:
    """How many telephones were sent a notice, how many still wait for it, how many could not be reached."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0
    recalled: int | None = None
    """So many were told of the recall; None: there was none to tell."""


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
    phones: Phones | None = None


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whom an emergency reaches now: loudspeaker clusters, boards and telephones; and whether hours are quiet."""

    clusters: int = 0
    boards: int = 0
    quiet: bool = False
    phones: int = 0


@dataclass(frozen=True, kw_only=True)
class AirWish:
    """Where a submission wants to be heard, and not before when; no place means the whole commune."""

    submission_id: int
    place_ids: frozenset[int]
    not_before: datetime


class Preparations(Protocol):
    """The other side: reads scripts, and says what it prepared."""

    def read(self, script: str, decisions: Sequence[Decision] = ()) -> SpokenText:
        """Return how the script will be read aloud, with what was decided for its story."""

    def check_spoken(self, spoken: str) -> None:
        """Raise ``Refused`` for words that a voice cannot say as they stand, such as figures."""

    def house_words(self) -> Sequence[HouseWord]:
        """Return the commune's own words of the dictionary."""

    def may_teach(self, person: User) -> bool:
        """Whether this person keeps the dictionary."""

    def teach(self, person: User, *, written: str, spoken: str) -> None:
        """Have ``written`` said so in every story from now on, or raise ``Refused``."""

    def hear(self, spoken: str) -> str:
        """Say the words with the offline voice and return the address of the sound, or raise ``Refused``."""

    def ready_for(self, submission_id: int) -> Ready:
        """Return what was made for this submission."""

    def next_on_air(self, wishes: Sequence[AirWish], *, now: datetime) -> Mapping[int, datetime]:
        """Return for each submission when the next session it could be heard in begins; without one, nothing."""

    def check_board_file(self, kind: str, path: Path) -> None:
        """Raise ``Refused`` when boards could not show this PDF (``document``) or video (``film``)."""

    def board_hints(self, lines: Sequence[str], picture: Path | None) -> Sequence[str]:
        """Return what should be better about words and picture of a board, as sentences."""

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

    def hear_emergency(self, text: str, *, drill: bool) -> bytes:
        """Return the text as it will sound, as an MP3; empty when the voice does not answer."""

    def rehearse_emergency(self, text: str, *, drill: bool) -> None:
        """Begin to make the sound of a text that may be released in a moment; returns at once."""


class Nothing:
    """Stands in until something is plugged in: the text as it is written, and no sound."""

    def read(self, script: str, decisions: Sequence[Decision] = ()) -> SpokenText:
        """Return the script unchanged."""
        lines = tuple(
            Stretch(start=line.start(), end=line.end(), spoken=line[0]) for line in _LINE.finditer(script)
        )
        return SpokenText(written=script, spoken=script, seconds=len(script) // 14, stretches=lines)

    def check_spoken(self, spoken: str) -> None:
        """Refuse nothing."""

    def house_words(self) -> Sequence[HouseWord]:
        """There is no dictionary."""
        return ()

    def may_teach(self, person: User) -> bool:
        """There is no dictionary."""
        return False

    def teach(self, person: User, *, written: str, spoken: str) -> None:
        """There is no dictionary."""
        raise Refused(_("There is no dictionary here."))

    def hear(self, spoken: str) -> str:
        """There is no voice."""
        raise Refused(_("There is no voice here."))

    def ready_for(self, submission_id: int) -> Ready:
        """Return nothing."""
        return Ready()

    def next_on_air(self, wishes: Sequence[AirWish], *, now: datetime) -> Mapping[int, datetime]:
        """There are no sessions."""
        return {}

    def check_board_file(self, kind: str, path: Path) -> None:
        """Show anything."""

    def board_hints(self, lines: Sequence[str], picture: Path | None) -> Sequence[str]:
        """Know nothing better."""
        return ()

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

    def hear_emergency(self, text: str, *, drill: bool) -> bytes:
        """Return no sound."""
        return b""

    def rehearse_emergency(self, text: str, *, drill: bool) -> None:
        """Do nothing."""


_plugged: list[Preparations] = [Nothing()]


def plug(preparations: Preparations) -> None:
    """Plug the other side in, once, at start."""
    _plugged[0] = preparations


def preparations() -> Preparations:
    """Return what is plugged in."""
    return _plugged[0]

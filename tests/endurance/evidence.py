"""What is known after the minutes: what was heard and shown, what was told, what was planned, what was in the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HEARD = ("played", "partial")


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One stretch of sound that left a box; ``media`` is empty where nobody knows what it was."""

    box: str
    media: str
    began: datetime  # by the right clock
    ended: datetime
    share: float


@dataclass(frozen=True, kw_only=True)
class Told:
    """A receipt, as the box wrote it or as the station keeps it."""

    id: str
    box: str
    kind: str
    airing: str
    outcome: str
    media: str = ""
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Approval:
    """The link of the chain on which a play or a text stands; ``sound``: the media accepted under it."""

    number: str
    approved_at: datetime
    recalled_at: datetime | None = None
    sound: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One play of one zone, and what the station says of it; ``dropped``: why it was taken out of the plan."""

    airing: str
    zone: str
    title: str
    media: str
    starts_at: datetime
    ends_at: datetime
    authority: str
    dropped: str = ""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A loudspeaker or a board; ``poll_s`` is the longest pause between two of its questions."""

    name: str
    zone: str
    board: bool
    poll_s: float
    revoked_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Away:
    """A span in which a box could not ask its station, and why."""

    box: str
    since: datetime
    until: datetime
    why: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a board's page was given to show at one moment: the links on which the texts stand."""

    board: str
    at: datetime
    authorities: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """All of it; ``chain`` holds what a verification of the chain found wrong."""

    boxes: Sequence[Box]
    approvals: Mapping[str, Approval]
    planned: Sequence[Planned]
    heard: Sequence[Heard]
    written: Sequence[Told]  # in the journals of the boxes
    kept: Sequence[Told]  # at the station
    seen: Sequence[Seen] = ()
    away: Sequence[Away] = ()
    confirmed: frozenset[tuple[str, str]] = frozenset()  # (box, link): said to have heard of the recall
    chain: Sequence[str] = ()

    def box(self, name: str) -> Box:
        """Return a box by its name."""
        return next(box for box in self.boxes if box.name == name)


def could_know(box: Box, said_at: datetime, away: Iterable[Away]) -> datetime:
    """Return when at the latest a box had heard of what was decided: after a whole pause with its line open."""
    moment, pause = said_at, timedelta(seconds=box.poll_s)
    for span in sorted((each for each in away if each.box == box.name), key=lambda each: each.since):
        if span.since < moment + pause:
            moment = max(moment, span.until)
    return moment + pause

"""The takes of a programme as people compare them: who spoke, how long, what may be done, sentence by sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadcast import reading_aloud, text, voices
from broadcast.audio.encoding import TARGET_LUFS
from broadcast.authority import spoken_sha256
from broadcast.models import Move, Programme, Recording, SecondHearing
from broadcast.speech import Delivery
from broadcast.speech.delivery import SLOWEST
from broadcast.states import RecordingStatus

WORKING = frozenset({RecordingStatus.REQUESTED, RecordingStatus.MAKING})
AUDIBLE = frozenset({RecordingStatus.MADE, RecordingStatus.ACCEPTED})
RIGHT_WITHIN_LU = 1.0
SLOWER = 0.85


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A place that a machine heard otherwise; ``span`` is where the sentence lies in seconds, None when unknown."""

    row: SecondHearing
    number: int  # from 1
    span: tuple[float, float] | None


@dataclass(frozen=True, kw_only=True)
class Take:
    """One take: its number in the order in which takes were asked for, and what may be done with it."""

    row: Recording
    number: int
    asked_by: str  # "" when the station asked by itself
    hearings: tuple[SecondHearing, ...]

    @property
    def voice(self) -> str:
        """The voice that spoke, or that was asked for, as a person reads it."""
        return voices.label_of(self.row.spoke or self.row.voice)

    @property
    def is_working(self) -> bool:
        """Whether it waits or is being made."""
        return self.row.status in WORKING

    @property
    def is_failed(self) -> bool:
        """Whether it could not be made."""
        return self.row.status == RecordingStatus.FAILED

    @property
    def may_be_decided(self) -> bool:
        """Whether somebody can accept it or put it aside."""
        return self.row.status == RecordingStatus.MADE

    @property
    def may_be_retried(self) -> bool:
        """Whether making it again can help; a broken file stays broken."""
        return self.is_failed and not self.row.upload

    @property
    def was_left(self) -> bool:
        """Whether another voice spoke than the one that was asked for."""
        return bool(self.row.notes) and self.row.synthetic

    @property
    def doubts(self) -> list[Doubt]:
        """What a machine heard otherwise, in the order of the sentences."""
        spans = self.row.timeline
        return [
            Doubt(
                row=row,
                number=row.sentence + 1,
                span=tuple(spans[row.sentence]) if row.sentence < len(spans) else None,
            )
            for row in self.hearings
        ]

    @property
    def is_loud_enough(self) -> bool:
        """Whether it is as loud as every programme is."""
        loudness = self.row.loudness_lufs
        return loudness is not None and abs(loudness - TARGET_LUFS) <= RIGHT_WITHIN_LU

    @property
    def mark(self) -> str:
        """What changes when the card has to be drawn anew."""
        row = self.row
        return f"{row.status}-{row.sentences_done}-{row.sentences_total}-{row.second_hearing}"


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A take that was put aside."""

    take: Take
    by: str
    reason: str
    when: datetime


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a sentence stands in a take, in seconds; ``by_announcer`` when a person speaks it."""

    take: Take
    starts_s: float
    ends_s: float
    by_announcer: bool


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of the words, and where each take says it."""

    number: int
    text: str
    places: tuple[Place, ...]


def takes(programme: Programme) -> list[Take]:
    """Return all takes, the newest first."""
    rows = programme.recordings.select_related("acceptance", "requested_by").prefetch_related(
        "second_hearings"
    )
    ordered = list(rows.order_by("pk"))
    return [
        Take(
            row=row,
            number=number,
            asked_by=row.requested_by.get_full_name() if row.requested_by else "",
            hearings=tuple(row.second_hearings.all()),
        )
        for number, row in reversed(list(enumerate(ordered, start=1)))
    ]


def in_use(found: Iterable[Take]) -> list[Take]:
    """Keep what nobody put aside."""
    return [take for take in found if take.row.status != RecordingStatus.REJECTED]


def put_aside(found: Iterable[Take]) -> list[Aside]:
    """Return what was put aside, with who did it and why."""
    rejected = [take for take in found if take.row.status == RecordingStatus.REJECTED]
    moves = Move.objects.filter(
        kind="recording",
        row_id__in=[str(take.row.pk) for take in rejected],
        target=RecordingStatus.REJECTED,
    )
    by_row = {move.row_id: move for move in moves}
    return [
        Aside(take=take, by=move.by, reason=move.reason, when=move.moved_at)
        for take in rejected
        if (move := by_row.get(str(take.row.pk))) is not None
    ]


def sentences(programme: Programme, found: Sequence[Take]) -> list[Sentence]:
    """Return the words sentence by sentence, each with its place in the takes that can be heard."""
    said = text.sentences(programme.spoken)
    sha256 = spoken_sha256(programme.spoken)
    heard = [
        take
        for take in reversed(found)
        if take.row.status in AUDIBLE
        and take.row.spoken_sha256 == sha256
        and len(take.row.timeline) == len(said)
    ]
    return [
        Sentence(number=index + 1, text=words, places=tuple(_place(take, index) for take in heard))
        for index, words in enumerate(said)
    ]


def slower(programme: Programme) -> Delivery:
    """Return the station's delivery, only slower: for words that were not well understood."""
    usual = reading_aloud.delivery_for(programme, {})
    return replace(usual, rate=max(SLOWEST, round(usual.rate * SLOWER, 2)))


def _place(take: Take, index: int) -> Place:
    starts_s, ends_s = take.row.timeline[index]
    picked = take.row.picked
    by_announcer = take.row.spoke == voices.ANNOUNCER or (len(picked) > index and picked[index] is not None)
    return Place(take=take, starts_s=starts_s, ends_s=ends_s, by_announcer=by_announcer)

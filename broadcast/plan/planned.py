"""What the planner gives back: a timeline per zone, and what found no place in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha1
from uuid import UUID

from broadcast.plan.manifest import AirItem
from broadcast.plan.milliseconds import length_ms
from broadcast.plan.reasons import Code, Reason
from broadcast.plan.streams import StreamItem
from broadcast.plan.terms import Authority, Kind, Priority, Resume

_OURS = UUID("6f9a3c52-6a0e-5c1b-9b0e-1f3f0a7d2c41")
_FIXED_BITS_OUT = ~(0xF000 << 64 | 0xC000 << 48)
_FIXED_BITS = 5 << 76 | 0x8000 << 48  # version and variant of RFC 4122
_ONE_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """One airing in one zone; ``on`` and ``slot_id`` name its session, ``moved`` says why it is here.

    ``heard``: a box reported that it played it to its end, whatever this clock says.
    ``stream``: the address of a relay, whose ``media`` only names it.
    """

    airing: UUID
    session: UUID
    zone_id: str
    slot_id: str | None
    on: date
    kind: Kind
    title: str
    starts_at: datetime
    ends_at: datetime
    media: str
    priority: Priority
    resume: Resume
    authority: Authority
    booking_id: str | None = None  # None for standing clips
    moved: Reason | None = None
    heard: bool = False
    stream: str = ""

    @property
    def is_standing(self) -> bool:
        """Opening, closing, time signal."""
        return self.kind in (Kind.OPENING, Kind.CLOSING, Kind.SIGNAL)

    @property
    def was_interrupted(self) -> bool:
        """An emergency cut it short."""
        return self.moved is not None and self.moved.code is Code.INTERRUPTED

    @property
    def was_stopped(self) -> bool:
        """A person stopped it."""
        return self.moved is not None and self.moved.code is Code.STOPPED


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """A booking that will not be heard in a zone, and why."""

    booking_id: str
    zone_id: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A timeline per zone, sorted by time."""

    timelines: Mapping[str, tuple[Planned, ...]]
    unplaced: tuple[Unplaced, ...]


def session_id(slot_id: str | None, zone_id: str, on: date) -> UUID:
    """Return the name of a session: the same slot, zone and day always give the same."""
    return named(_OURS.bytes, f"session {slot_id} {zone_id} {on}")


@lru_cache(maxsize=65_536)
def named(space: bytes, name: str) -> UUID:
    """Return what ``uuid.uuid5`` returns, in half the time: every airing of every zone has one.

    A station plans again every few seconds, and asks for the same names of a week each time.
    """
    digest = int.from_bytes(sha1(space + name.encode(), usedforsecurity=False).digest()[:16])
    return UUID(int=digest & _FIXED_BITS_OUT | _FIXED_BITS)


def stream_item(planned: Planned, *, fallback: str | None) -> StreamItem:
    """Write a relay as the manifest carries it; ``fallback`` is a file to be heard when the source is silent."""
    return StreamItem(
        airing=str(planned.airing),
        session=str(planned.session),
        title=planned.title,
        starts_at=planned.starts_at,
        duration_ms=(planned.ends_at - planned.starts_at) // _ONE_MS,
        url=planned.stream,
        fallback=fallback,
        authority=planned.authority,
    )


def air_item(planned: Planned, *, grace_s: float) -> AirItem:
    """Write an airing as the manifest carries it."""
    return AirItem(
        airing=str(planned.airing),
        session=str(planned.session),
        kind=planned.kind.on_the_wire,
        title=planned.title,
        starts_at=planned.starts_at,
        duration_ms=(planned.ends_at - planned.starts_at) // _ONE_MS,
        media=planned.media,
        priority=planned.priority,
        grace_ms=length_ms(grace_s),
        resume=planned.resume.on_the_wire,
        authority=planned.authority,
    )

"""What the planner is given: slots, quiet hours, standing clips and the queue of bookings."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from broadcast.plan.quiet import QuietHours
from broadcast.plan.terms import Authority, Kind, Priority, Resume


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place in the week (khung giờ): from ``start`` local time, at most ``budget_s`` on the air."""

    id: str
    name: str
    weekdays: frozenset[int]  # 0 is Monday
    start: time
    budget_s: float
    zone_ids: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Bookend:
    """A standing clip put before or after every session that has at least one programme."""

    kind: Kind  # OPENING or CLOSING
    title: str
    media: str
    duration_s: float
    authority: Authority


@dataclass(frozen=True, kw_only=True)
class Booking:
    """A programme queued for one slot on one day, or, with ``play_now``, for this minute."""

    id: str
    programme_id: str
    title: str
    slot_id: str | None  # None only with play_now
    on: date
    zone_ids: frozenset[str]
    duration_s: float
    media: str
    authority: Authority
    booked_at: datetime
    priority: Priority = Priority.NORMAL
    position: int = 0
    valid_until: datetime | None = None
    play_now: bool = False
    resume: Resume = Resume.NEVER

    def __post_init__(self) -> None:
        if self.play_now and self.priority is not Priority.URGENT:
            raise ValueError("only an urgent booking may play now")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a station has laid down.

    ``lead_s``: how long devices need to hear of something new; nothing new starts sooner.
    ``freeze_s``: what is planned to start within it stays where it is, whatever is added.
    """

    timezone: str
    slots: tuple[Slot, ...]
    quiet: tuple[QuietHours, ...] = ()
    opening: Bookend | None = None
    closing: Bookend | None = None
    gap_s: float = 1.0
    grace_s: float = 60.0
    lead_s: float = 20.0
    freeze_s: float = 300.0
    horizon_days: int = 7

    @cached_property
    def zone(self) -> ZoneInfo:
        """The local time of the commune."""
        return ZoneInfo(self.timezone)

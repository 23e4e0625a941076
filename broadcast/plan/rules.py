"""What the planner is given: slots, quiet hours, standing clips and the queue of bookings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from broadcast.plan.days import Calendar, Season
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.quiet import QuietHours
from broadcast.plan.terms import Authority, Cut, Form, Kind, Priority, Resume

_UNORDERED = 10_000
_NEVER = 2**62


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A place in the week (khung giờ): from ``start`` local time, at most ``budget_s`` on the air.

    ``seasons``: where it begins at another time in a part of the year; the first that holds counts.
    """

    id: str
    name: str
    weekdays: frozenset[int]  # 0 is Monday
    start: time
    budget_s: float
    zone_ids: frozenset[str]
    seasons: tuple[tuple[Season, time], ...] = ()
    frame: "Frame | None" = None  # None: as the station has it


@dataclass(frozen=True, kw_only=True)
class Bookend:
    """A standing clip put before or after every session that has at least one programme.

    ``strikes_s``: of a time signal, how long after its beginning the moment comes that it tells.
    """

    kind: Kind  # OPENING, CLOSING or SIGNAL
    title: str
    media: str
    duration_s: float
    authority: Authority
    strikes_s: float = 0.0

    @cached_property
    def length_ms(self) -> int:
        """How long it lasts."""
        return length_ms(self.duration_s)

    @cached_property
    def strikes_ms(self) -> int:
        """How long after its beginning the moment comes that it tells."""
        return length_ms(self.strikes_s)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What stands round and between the programmes of a session; ``signal`` tells the moment at which it begins."""

    opening: Bookend | None
    closing: Bookend | None
    gap_s: float
    signal: Bookend | None = None

    @cached_property
    def gap_ms(self) -> int:
        """How long it is silent between two items."""
        return length_ms(self.gap_s)

    @cached_property
    def bookends_ms(self) -> int:
        """How much of a budget the frame takes, its gaps included: of a time signal, what follows its moment."""
        signal = self.signal.length_ms - self.signal.strikes_ms + self.gap_ms if self.signal else 0
        return signal + sum(clip.length_ms + self.gap_ms for clip in (self.opening, self.closing) if clip)


@dataclass(frozen=True, kw_only=True)
class Booking:
    """A programme queued for one slot on one day, or for a moment (``at``), or, with ``play_now``, for this minute.

    ``at``: on the second, or up to ``wait_s`` later. ``order``: what a person decided among ưu tiên that clash, 0 when
    nobody did. ``follows``: the booking of which this is a repeat, heard at least ``follows_gap_s`` after it.
    ``sentence_ends``: seconds from its beginning at which it may be cut. ``stream``: the address of a relay, which has
    no file. ``stays``: heard on its day or not at all. ``fills``: heard in what a session has left, never alone.
    """

    id: str
    programme_id: str
    title: str
    slot_id: str | None  # None only with play_now or at
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
    form: Form = Form.BULLETIN
    cut: Cut = Cut.ANYWHERE
    sentence_ends: tuple[float, ...] = ()
    at: datetime | None = None
    wait_s: float = 0.0
    order: int = 0
    follows: str | None = None
    follows_gap_s: float = 0.0
    stream: str = ""
    stays: bool = False
    fills: bool = False

    @cached_property
    def length_ms(self) -> int:
        """How long it lasts; read by every zone and session that is asked for a place."""
        return length_ms(self.duration_s)

    @cached_property
    def ends_by(self) -> int:
        """The moment (ms) by which it must have ended."""
        return to_ms(self.valid_until) if self.valid_until else _NEVER

    @cached_property
    def precedence(self) -> tuple[int, int, int, int, datetime, str]:
        """Order in a session: repeats late, fillers last; priority, a person's word, position, who was booked first."""
        order, late = self.order or _UNORDERED, 2 if self.fills else int(self.follows is not None)
        return late, self.priority.rank, order, self.position, self.booked_at, self.id

    def __post_init__(self) -> None:
        if self.play_now and self.priority is not Priority.URGENT:
            raise ValueError("only an urgent booking may play now")
        if self.at and (self.play_now or self.slot_id):
            raise ValueError("a booking for a moment has no slot")


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What a station has laid down.

    ``lead_s``: how long devices need to hear of something new; nothing new starts sooner. ``urgent_lead_s``: the
    same for emergencies where devices are rung for; a device that was not is late, and starts when it hears of it.
    ``freeze_s``: what is planned to start within it stays where it is, whatever is added.
    ``zone_quiet``: quiet hours of one zone besides those of all. ``stagger_s``: how much later the sessions of a zone
    begin, so that horns of neighbours do not speak over one another.
    """

    timezone: str
    slots: tuple[Slot, ...]
    quiet: tuple[QuietHours, ...] = ()
    opening: Bookend | None = None
    closing: Bookend | None = None
    gap_s: float = 1.0
    grace_s: float = 60.0
    lead_s: float = 20.0
    urgent_lead_s: float | None = None
    freeze_s: float = 300.0
    horizon_days: int = 7
    calendar: Calendar = field(default_factory=Calendar)
    zone_quiet: Mapping[str, tuple[QuietHours, ...]] = field(default_factory=dict)
    stagger_s: Mapping[str, float] = field(default_factory=dict)

    def frame_of(self, slot: Slot) -> Frame:
        """Return what stands round and between the programmes of a slot's sessions."""
        return slot.frame or self._frame

    def quiet_in(self, zone_id: str) -> tuple[QuietHours, ...]:
        """Return the quiet hours that one zone keeps."""
        return self.quiet + self.zone_quiet.get(zone_id, ())

    @cached_property
    def _frame(self) -> Frame:
        return Frame(opening=self.opening, closing=self.closing, gap_s=self.gap_s)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The local time of the commune."""
        return ZoneInfo(self.timezone)

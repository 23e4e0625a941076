"""Lets an older approved version give way to a newer one: when it is ready, it takes over the unplayed airings.

Until somebody has accepted the newer recording the older version stays in force. What begins within the freeze
window is a person's decision (``handover``); all else moves by itself. A zone that moved never comes back.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from broadcast.authority import NotReleasable, may_air
from broadcast.models import Airing, Booking, Handover, Programme, Station
from broadcast.plan.rules import Rules
from broadcast.plan.terms import Priority
from broadcast.states import AiringStatus, ProgrammeStatus, RecordingStatus
from broadcast.transitions import move
from broadcast.withdrawal import withdraw

FREEZE = timedelta(seconds=Rules.freeze_s)
WAITING = (AiringStatus.PLANNED, AiringStatus.RELEASED)


@dataclass(kw_only=True)
class Standing:
    """Where a booking stands: zones to be heard later and within minutes (by the day of their airing), or sounding.

    ``starts_at`` is the first start among those within minutes. A zone that is in none of them is over.
    """

    later: dict[date, set[int]] = field(default_factory=dict)
    soon: dict[date, set[int]] = field(default_factory=dict)
    sounding: set[int] = field(default_factory=set)
    starts_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Whether anything is still to come or sounds now."""
        return bool(self.later or self.soon or self.sounding)


def sweep(now: datetime) -> None:
    """Bring every version that gives way up to now; doing it again changes nothing."""
    giving_way = Programme.objects.filter(successor__isnull=False).exclude(status=ProgrammeStatus.WITHDRAWN)
    for programme_id in giving_way.order_by("pk").values_list("pk", flat=True):
        give_way(programme_id, now=now)


@transaction.atomic
def give_way(programme_id: int, *, now: datetime) -> None:
    """Move what can move, ask about what is near, and withdraw the older version when nothing of it is to come."""
    older = locked(programme_id)
    newer = older.successor
    if newer is None or older.status == ProgrammeStatus.WITHDRAWN:
        return
    ready = is_ready(newer, now=now)
    pending = False
    for booking in open_bookings(older):
        _leave_zones_given_up(booking, older, newer, now=now)
        standing = standing_of(booking, now=now)
        if ready:
            standing.later = move_zones(booking, newer, standing.later, now=now)
        _ask(booking, newer, standing, now=now)
        pending = pending or standing.is_pending
    if not pending:
        withdraw(older, now=now, reason=_("A newer version took its place."))


def locked(programme_id: int) -> Programme:
    """Return the programme, while nobody else plans, releases or hands over."""
    row = Programme.objects.select_related("successor__approval__recall", "station").get(pk=programme_id)
    Station.objects.select_for_update().get(pk=row.station_id)
    row.refresh_from_db(fields=["status", "successor"])
    return row


def open_bookings(programme: Programme) -> list[Booking]:
    """Return the bookings that are not cancelled."""
    rows = programme.bookings.filter(cancelled_at=None).select_related("slot", "programme__station")
    return list(rows.prefetch_related("zones").order_by("pk"))


def is_ready(newer: Programme, *, now: datetime) -> bool:
    """Whether the newer version has an accepted recording that may be heard."""
    recording = newer.recordings.filter(status=RecordingStatus.ACCEPTED).select_related("acceptance").first()
    try:
        return recording is not None and bool(may_air(newer, recording, now=now))
    except NotReleasable:
        return False


def standing_of(booking: Booking, *, now: datetime) -> Standing:
    """Return where each zone of a booking stands now."""
    airings = list(booking.airings.exclude(status=AiringStatus.DROPPED).select_related("zone__station"))
    today = now.astimezone(ZoneInfo(booking.programme.station.timezone)).date()
    standing = Standing()
    for zone in booking.zones.all():
        own = sorted((row for row in airings if row.zone_id == zone.pk), key=lambda row: row.starts_at)
        ahead = next((row for row in own if row.starts_at > now and row.status in WAITING), None)
        if ahead is not None and ahead.starts_at <= now + FREEZE:
            standing.soon.setdefault(ahead.on, set()).add(zone.pk)
            standing.starts_at = min(standing.starts_at or ahead.starts_at, ahead.starts_at)
        elif ahead is not None:
            standing.later.setdefault(ahead.on, set()).add(zone.pk)
        elif any(_may_sound(row, now) for row in own):
            standing.sounding.add(zone.pk)
        elif not own and booking.on >= today:
            standing.later.setdefault(booking.on, set()).add(zone.pk)
    return standing


def _may_sound(row: Airing, now: datetime) -> bool:
    """Whether a box may be playing it, the latest start of a box included."""
    latest = timedelta(seconds=row.duration_s + row.zone.station.grace_s)
    return row.starts_at <= now < row.starts_at + latest


def _leave_zones_given_up(booking: Booking, older: Programme, newer: Programme, *, now: datetime) -> None:
    """Take out the zones that the newer version is no longer for, at once; those the operator added stay."""
    given_up = set(_ids(older)) - set(_ids(newer))
    standing = standing_of(booking, now=now)
    unplayed = set().union(*standing.soon.values(), *standing.later.values()) & given_up
    if unplayed:
        take_out(booking, unplayed, now=now, reason=_("The newer version is not for this zone."))


def _ids(programme: Programme) -> Collection[int]:
    return list(programme.zones.values_list("pk", flat=True))


def take_out(booking: Booking, zones: set[int], *, now: datetime, reason: str, by: str = "") -> None:
    """Take zones out of a booking; it is cancelled when none of them is left."""
    left = {zone.pk for zone in booking.zones.all()} - zones
    if left:
        booking.zones.remove(*zones)
    else:
        Booking.objects.filter(pk=booking.pk, cancelled_at=None).update(
            cancelled_at=now, cancelled_by_name=by, cancel_reason=reason
        )
    booking._prefetched_objects_cache = {}  # type: ignore[attr-defined]


def move_zones(
    booking: Booking, newer: Programme, days: dict[date, set[int]], *, now: datetime, by: str = ""
) -> dict[date, set[int]]:
    """Give the newer version the place of the older one, order included; return what cannot be moved.

    Only an urgent version can stand where an urgent one interrupts the air.
    """
    if booking.play_now and newer.priority != Priority.URGENT:
        return days
    for on, zones in days.items():
        _place_of(booking, newer, on).zones.add(*zones)
        reason = _("A newer version was approved; it is heard in its place.")
        take_out(booking, zones, now=now, reason=reason, by=by)
    if days and newer.status in {ProgrammeStatus.ACCEPTED, ProgrammeStatus.AIRED}:
        move(newer, ProgrammeStatus.QUEUED, by=by, reason=_("It takes the place of the older version."))
    return {}


def _place_of(booking: Booking, newer: Programme, on: date) -> Booking:
    """Return the newer version's booking of that slot and day: its own when somebody queued it there already."""
    if not booking.play_now:
        own = newer.bookings.filter(
            slot=booking.slot, at=booking.at, on=on, repeat=booking.repeat, cancelled_at=None
        ).first()
    else:
        own = newer.bookings.filter(replaces=booking, cancelled_at=None).first()
    return own or Booking.objects.create(
        programme=newer,
        slot=booking.slot,
        on=on,
        play_now=booking.play_now,
        at=booking.at,
        wait_minutes=booking.wait_minutes,
        repeat=booking.repeat,
        gap_minutes=booking.gap_minutes,
        follows=_followed(booking, newer),
        position=booking.position,
        decided_order=booking.decided_order,
        replaces=booking,
        booked_by_id=booking.booked_by_id,
        booked_by_name=booking.booked_by_name,
        booked_at=booking.booked_at,
    )


def _followed(booking: Booking, newer: Programme) -> Booking | None:
    """Return what a repeat follows: the newer version's booking that took that place, else the older one's."""
    if booking.follows is None:
        return None
    return newer.bookings.filter(replaces=booking.follows, cancelled_at=None).first() or booking.follows


def _ask(booking: Booking, newer: Programme, standing: Standing, *, now: datetime) -> None:
    """Ask about what begins within minutes, once; zones that come near after the answer follow it."""
    if not standing.soon or standing.starts_at is None:
        return
    asked, _made = Handover.objects.get_or_create(
        booking=booking, successor=newer, defaults={"starts_at": standing.starts_at, "asked_at": now}
    )
    if asked.answer == Handover.Answer.LEAVE_OUT:
        for zones in standing.soon.values():
            take_out(booking, zones, now=now, reason=asked.reason, by=asked.answered_by_name)
        standing.soon = {}

"""Takes in what devices report, and settles what became of each airing."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from broadcast import unheard
from broadcast.models import Airing, BoardItem, Booking, Device, Programme, Receipt
from broadcast.states import AiringStatus, ProgrammeStatus
from broadcast.transitions import try_move

log = logging.getLogger(__name__)

KINDS = {"air", "board", "refusal"}
OUTCOMES = {"played", "partial", "skipped", "failed", "shown", "refused"}
MISSED_AFTER = timedelta(minutes=5)
EARLIEST_YEAR, LATEST_YEAR = 1970, 9000  # a box without a clock counts from 1970; databases end somewhere
_PLAYED = {"played": AiringStatus.PLAYED, "partial": AiringStatus.PARTIAL}


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Which receipts were kept (now or earlier), and which can never be, each with why."""

    accepted: tuple[str, ...]
    refused: tuple[Mapping[str, str], ...]


def take_receipts(device: Device, receipts: Sequence[Any]) -> Taken:
    """Keep what a device reports; the same id again changes nothing."""
    accepted, refused = [], []
    for fields in receipts:
        name = str(fields.get("id", ""))[:60] if isinstance(fields, dict) else ""
        try:
            _take(device, fields)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
            refused.append({"id": name, "error": f"malformed: {fault}"[:200]})
        else:
            accepted.append(name)
    return Taken(accepted=tuple(accepted), refused=tuple(refused))


@transaction.atomic
def _take(device: Device, fields: Mapping[str, Any]) -> None:
    kind, outcome = fields["kind"], fields["outcome"]
    if kind not in KINDS or outcome not in OUTCOMES:
        raise ValueError("unknown kind or outcome")
    named = UUID(fields["airing"]) if fields.get("airing") else None
    # A device speaks for its own zone only; what it says of another's airing is kept, and settles nothing.
    own = Airing.objects.filter(zone=device.zone_id)
    airing = own.filter(pk=named).first() if named and kind == "air" else None
    item = BoardItem.objects.filter(uuid=named).first() if named and kind == "board" else None
    row, created = Receipt.objects.get_or_create(
        uuid=UUID(fields["id"]),
        defaults={
            "device": device,
            "airing": airing,
            "board_item": item,
            "kind": kind,
            "outcome": outcome,
            "started_at": _moment(fields["started_at"]),
            "ended_at": _moment(fields["ended_at"]),
            "media_sha256": str(fields.get("media") or "")[:64],
            "evidence": str(fields.get("evidence") or "")[:12],
            "detail": str(fields.get("detail") or "")[:300],
        },
    )
    if not created and row.device_id != device.pk:
        raise ValueError("another device used this id")
    if created and airing is not None and not _is_early(airing, row):
        _note_play(airing, row, device)


def _is_early(airing: Airing, receipt: Receipt) -> bool:
    """Whether a play was over before its time came: that box's clock is ahead, and the others are still to play it.

    Settled now it would leave the plan, and theirs; ``settle`` does it at its time. The box plays nothing twice.
    """
    is_to_come = airing.status in {AiringStatus.PLANNED, AiringStatus.RELEASED}
    return is_to_come and receipt.received_at < airing.starts_at


def _moment(written: str) -> datetime:
    moment = parse_datetime(written)
    if moment is None or moment.tzinfo is None:
        raise ValueError("not a time with a zone")
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ValueError("not a time of our age")
    return moment


def _note_play(airing: Airing, receipt: Receipt, device: Device) -> None:
    """Settle the airing by the best that any device of the zone reports."""
    target = _PLAYED.get(receipt.outcome)
    if target is None:
        return
    Device.objects.filter(pk=device.pk).update(last_played_at=receipt.ended_at)
    airing.refresh_from_db(fields=["status"])
    if airing.status in {AiringStatus.PLAYED, target}:
        return
    if airing.status == AiringStatus.PLANNED:
        try_move(airing, AiringStatus.RELEASED, reason="played before the release was noted")
    was_missed = airing.status == AiringStatus.MISSED
    if try_move(airing, target, by=device.name, reason=receipt.detail):
        Airing.objects.filter(pk=airing.pk).update(played_at=receipt.started_at)
        if was_missed and airing.booking is not None:
            _note_heard_after_all(airing.booking.programme, device)


def _note_heard_after_all(programme: Programme, device: Device) -> None:
    """Take a programme back that was given up as heard nowhere: the report only came late."""
    if programme.status == ProgrammeStatus.ACCEPTED:
        try_move(
            programme, ProgrammeStatus.AIRED, by=device.name, reason=_("It was heard; the report came late.")
        )


def settle(now: datetime) -> None:
    """Say of airings that are over and that nobody reported: not played; and of programmes all done: aired."""
    over = Airing.objects.filter(
        status__in=[AiringStatus.PLANNED, AiringStatus.RELEASED], starts_at__lt=now - timedelta(hours=2)
    )
    recent = Airing.objects.filter(
        status=AiringStatus.RELEASED,
        starts_at__lt=now - MISSED_AFTER,
        starts_at__gte=now - timedelta(hours=2),
    )
    _note_early_plays(now)
    for airing in [*over, *recent]:
        if airing.starts_at + timedelta(seconds=airing.duration_s) + MISSED_AFTER < now:
            _give_up(airing)
    _settle_programmes(now)
    unheard.give_back(now)


def _note_early_plays(now: datetime) -> None:
    """Settle what was reported before its time, now that this has come."""
    early = Receipt.objects.filter(
        airing__status=AiringStatus.RELEASED,
        airing__starts_at__lte=now,
        airing__starts_at__gt=F("received_at"),
        outcome__in=_PLAYED,
    )
    for receipt in early.select_related("airing", "device").order_by("received_at"):
        if receipt.airing is not None:
            _note_play(receipt.airing, receipt, receipt.device)


def _give_up(airing: Airing) -> None:
    if airing.status == AiringStatus.PLANNED:
        try_move(airing, AiringStatus.DROPPED, reason=_("It was never sent to the loudspeakers"))
    else:
        try_move(airing, AiringStatus.MISSED, reason=_("No loudspeaker has reported it yet"))


def _settle_programmes(now: datetime) -> None:
    """Mark programmes as aired when one booking was heard and none is still to come.

    A booking that the next release has yet to plan is still to come.
    """
    heard = Booking.objects.filter(
        airings__status__in=[AiringStatus.PLAYED, AiringStatus.PARTIAL],
        programme__status=ProgrammeStatus.QUEUED,
        cancelled_at=None,
    ).select_related("programme")
    for booking in heard.distinct():
        waiting = Airing.objects.filter(
            booking__programme=booking.programme_id,
            status__in=[AiringStatus.PLANNED, AiringStatus.RELEASED],
        )
        unplanned = booking.programme.bookings.filter(
            cancelled_at=None, airings=None, on__gte=timezone.localdate(now)
        )
        if not waiting.exists() and not unplanned.exists():
            booking.programme.refresh_from_db(fields=["status"])
            if booking.programme.status == ProgrammeStatus.QUEUED:
                try_move(booking.programme, ProgrammeStatus.AIRED)


def on_air_now(now: datetime) -> list[Airing]:
    """Return what should be sounding at this moment, zone by zone."""
    rows = (
        Airing.objects.filter(starts_at__lte=now, starts_at__gt=now - timedelta(hours=2))
        .filter(stop=None)
        .exclude(status=AiringStatus.DROPPED)
        .select_related("zone", "booking__programme")
        .order_by("zone__place__position", F("starts_at").desc())
    )
    return [row for row in rows if row.starts_at + timedelta(seconds=row.duration_s) > now]

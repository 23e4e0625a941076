"""A day through the real rows, sweep, release and device API (``LOAXA_KEPT_WEEKS=8``: so many whole weeks)."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from broadcast import logbook, provenance
from broadcast.models import Airing, Booking, Move, StandingClip
from broadcast.plan.terms import AuthorityKind, Priority
from broadcast.states import AiringStatus
from newsroom import verification
from tests.broadcast.commune import Commune
from tests.broadcast.week.api_box import ApiBox
from tests.broadcast.week.kept_week import KeptWeek, Wished
from tests.broadcast.week.paper_box import Play

WEEKS, DAYS = (int(os.environ.get(f"LOAXA_KEPT_{name}", "0")) for name in ("WEEKS", "DAYS"))
DRAWN = [(7, seed) for seed in range(WEEKS)] + [(1, seed) for seed in range(DAYS)] or [(1, 3)]
"""How many days, and the seed from which they are drawn."""
FREEZE = timedelta(minutes=5)
SLACK = timedelta(seconds=3)  # clocks of boxes are off by seconds
HEARD = (AiringStatus.PLAYED, AiringStatus.PARTIAL)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "seed"), DRAWN)
def test_every_play_was_lawful_and_every_missing_one_has_a_reason(
    commune: Commune, days: int, seed: int
) -> None:
    week = KeptWeek(commune, seed, days=days).live()

    faults = [*unlawful(week), *unexplained(week), *unkept(week)]
    assert not faults, "\n".join(faults)
    assert verification.verify().faults == ()


def plays(week: KeptWeek) -> Iterator[tuple[ApiBox, Play]]:
    for box in week.boxes.values():
        for play in box.plays:
            yield box, play


def named(box: ApiBox, play: Play) -> str:
    return (
        f"{play.item.title} in {box.identity.zone}, {play.starts:%d/%m %H:%M:%S} UTC ({play.cut or 'whole'})"
    )


def unlawful(week: KeptWeek) -> Iterator[str]:
    """Yield what was heard and should not have been."""
    for box in week.boxes.values():
        yield from (
            f"overlap: {named(box, earlier)} and {named(box, later)}"
            for earlier, later in pairwise(box.plays)
            if earlier.ends - 2 * SLACK > later.starts
        )
        yield from said_again(week, box)
    for box, play in plays(week):
        for why in against(week, box, play):
            yield f"{why}: {named(box, play)}"


def against(week: KeptWeek, box: ApiBox, play: Play) -> Iterator[str]:
    """Yield what speaks against one play."""
    is_quiet = play.manifest.is_quiet(play.item.starts_at, play.item.ends_at)
    if is_quiet and play.item.priority is not Priority.URGENT:
        yield "in quiet hours"
    if not has_authority(week, play):
        yield "without authority"
    told = first_told(week, box, play)
    if told is not None and play.ends - box.error > told + SLACK:
        yield f"recalled, which it was told at {told}"


def has_authority(week: KeptWeek, play: Play) -> bool:
    """Whether an approval, or a standing clip, stands behind the very sound that was heard."""
    authority = play.item.authority
    if authority.kind is AuthorityKind.STANDING:
        return StandingClip.objects.filter(entry_id=int(authority.id), approved_at__isnull=False).exists()
    by_number = {str(each.sequence): each for each in week.approvals}
    approval = by_number.get(authority.id)
    return approval is not None and provenance.was_accepted(play.item.media, approval.pk)


def first_told(week: KeptWeek, box: ApiBox, play: Play) -> datetime | None:
    """Return when a box was told of the recall of what it played: at its first contact after the station knew."""
    recalled = week.recalled.get(play.item.authority.id)
    signed = next((at for at in week.swept if recalled and at >= recalled), None)
    return next((at for at in box.contacts if signed and at >= signed), None)


def said_again(week: KeptWeek, box: ApiBox) -> Iterator[str]:
    """Yield what was heard to its end twice by one booking although the station knew of the first time."""
    whole: dict[object, Play] = {}
    for play in box.plays:
        row = Airing.objects.filter(pk=play.item.airing).first()
        if play.cut or row is None or row.booking_id is None:
            continue
        before = whole.get(row.booking_id)
        known = box.known.get(before.item.airing) if before else None
        if known and any(known <= at < play.starts - FREEZE for at in week.swept):
            yield f"said again: {named(box, play)}"
        whole[row.booking_id] = play


def unexplained(week: KeptWeek) -> Iterator[str]:
    """Yield what somebody booked, was not heard, and nobody could tell why."""
    for wish in week.wished:
        if not reason_of(week, wish):
            booking = Booking.objects.get(pk=wish.booking)
            rows = list(booking.airings.filter(zone=wish.zone).values_list("starts_at", "status", "reason"))
            what = f"{booking.programme.title}, {booking.programme.status}, for {booking.at or booking.on}"
            yield f"unexplained: booking {wish.booking} in {wish.zone} at {wish.at}: {what}: {rows}"


def reason_of(week: KeptWeek, wish: Wished) -> str:
    """Return what the desk tells of a booking in a zone: heard, or why not; "" when it tells nothing."""
    booking = Booking.objects.select_related("programme").get(pk=wish.booking)
    rows = booking.airings.filter(zone=wish.zone).select_related("zone", "stop")
    if any(row.status == AiringStatus.PLAYED for row in rows):
        return "heard"
    if booking.cancelled_at:
        return booking.cancel_reason
    if str(wish.zone) in booking.unplaced:
        return str(booking.unplaced[str(wish.zone)])
    why = [entry.why for entry in logbook.entries_of(rows) if entry.why]
    if why:
        return why[-1]
    if any(row.status in {AiringStatus.PLANNED, AiringStatus.RELEASED} for row in rows):
        return "still to come" if any(row.starts_at > week.now for row in rows) else ""
    if booking.replaced_by.filter(zones=wish.zone).exists():
        return "a newer version is heard in its place"
    moves = Move.objects.filter(kind="programme", row_id=str(booking.programme_id)).exclude(reason="")
    return str(moves.order_by("-pk").values_list("reason", flat=True).first() or "")


def unkept(week: KeptWeek) -> Iterator[str]:
    """Yield what went wrong between boxes and station, and plays that the rows do not know."""
    for box in week.boxes.values():
        yield from box.faults
        if box.unsent:
            yield f"{len(box.unsent)} receipts were never sent"
    for box, play in plays(week):
        row = Airing.objects.filter(pk=play.item.airing).first()
        if row is None or row.status not in HEARD or (not play.cut and row.status != AiringStatus.PLAYED):
            yield f"not in the log book: {named(box, play)}: {row and row.status}"

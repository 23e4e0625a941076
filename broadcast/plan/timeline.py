"""Rules, queue and now become a timeline per zone, with a reason for all that was moved or dropped."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from broadcast.plan.horizon import Horizon
from broadcast.plan.milliseconds import from_ms
from broadcast.plan.planned import Plan, Planned
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.wishes import FirstTurns
from broadcast.plan.zone import ZonePlan

_MOST_ROUNDS = 4


def plan(rules: Rules, queue: Iterable[Booking], *, now: datetime, fixed: Iterable[Planned] = ()) -> Plan:
    """Return the timelines of all zones; the order of the arguments' items makes no difference.

    ``queue``: every booking in force, those already released included; what is missing was
    withdrawn. ``fixed``: the plan in force, heard or not, at least from yesterday on; of it stays
    what has begun and what starts within the freeze window. The rest is planned again. Of an
    item that an emergency interrupts, ``ends_at`` tells where, and it stands in the timeline.
    """
    bookings: dict[str, list[Booking]] = defaultdict(list)
    for booking in sorted(queue, key=lambda booking: booking.id):
        for zone_id in booking.zone_ids:
            bookings[zone_id].append(booking)
    in_force: dict[str, list[Planned]] = defaultdict(list)
    for item in fixed:
        in_force[item.zone_id].append(item)
    served = {zone_id for slot in rules.slots for zone_id in slot.zone_ids}
    zones = sorted({*served, *bookings, *in_force})
    turns = FirstTurns(Horizon(rules, now))
    return _gather(
        {zone: _run(zone, turns, bookings.get(zone, ()), in_force.get(zone, ())) for zone in zones}
    )


def _run(zone_id: str, turns: FirstTurns, bookings: Sequence[Booking], fixed: Sequence[Planned]) -> ZonePlan:
    """Plan a zone until it is settled.

    What a plan puts into the freeze window the next one may not move, and what it takes out of there is in nobody's
    way any more: the next one may find room that this one did not have. It is made at once, so that time alone
    never brings a change.
    """
    frozen_until = from_ms(turns.horizon.frozen_until)
    for _ in range(_MOST_ROUNDS):
        zone = ZonePlan(zone_id, first_turns=turns, bookings=bookings)
        zone.run(fixed)
        settled = [*zone.apart, *zone.timeline]
        stood, stand = _starting(fixed, frozen_until), _starting(settled, frozen_until)
        if stood == stand:
            break
        gone = stood - stand
        fixed = [item for item in fixed if (item.airing, item.starts_at) not in gone] if gone else settled
    return zone


def _starting(items: Iterable[Planned], until: datetime) -> set[tuple[UUID, datetime]]:
    return {(item.airing, item.starts_at) for item in items if item.starts_at < until}


def _gather(zones: dict[str, ZonePlan]) -> Plan:
    unplaced = sorted(
        (each for zone in zones.values() for each in zone.unplaced),
        key=lambda each: (each.zone_id, each.booking_id),
    )
    return Plan(
        timelines={name: tuple(zone.timeline) for name, zone in zones.items()}, unplaced=tuple(unplaced)
    )

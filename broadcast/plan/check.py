"""What would become of a booking: told before it is saved, with the nearest free places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice

from broadcast.plan.occurrences import Occurrence, occurrences
from broadcast.plan.planned import Plan, Planned
from broadcast.plan.reasons import Reason, displaces
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.timeline import plan

FREE_PLACES = 3

Place = tuple[str, str | None, date]  # zone, slot, day


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Why a booking does not simply fit: where not, whom it would drive away, where it would fit."""

    reason: Reason
    zone_ids: tuple[str, ...]
    displaced: tuple[str, ...]  # ids of other bookings
    free: tuple[Occurrence, ...]  # the nearest ones where it fits in all its zones, displacing nobody

    @property
    def over_s(self) -> float:
        """Seconds over the budget; 0 when the budget is not what stands in the way."""
        return self.reason.over_s


def check(
    rules: Rules, queue: Iterable[Booking], booking: Booking, *, now: datetime, fixed: Iterable[Planned] = ()
) -> Verdict | None:
    """Return None when the booking gets its place in every zone and nobody else loses theirs."""
    return _Desk(rules, queue, booking, now=now, fixed=fixed).verdict(booking)


class _Desk:
    """The plan without the booking, restricted to its zones, and trials with it."""

    def __init__(
        self,
        rules: Rules,
        queue: Iterable[Booking],
        booking: Booking,
        *,
        now: datetime,
        fixed: Iterable[Planned],
    ) -> None:
        self._zones = booking.zone_ids
        slots = (replace(slot, zone_ids=slot.zone_ids & self._zones) for slot in rules.slots)
        self._rules = replace(rules, slots=tuple(slots))
        self._now = now
        others = (other for other in queue if other.id != booking.id and other.zone_ids & self._zones)
        self._others = [replace(other, zone_ids=other.zone_ids & self._zones) for other in others]
        self._fixed = [item for item in fixed if item.zone_id in self._zones]
        before = self._plan(self._others)
        self._before = _places(before)
        self._gaps = {slot.id: rules.frame_of(slot).gap_s for slot in rules.slots}
        self._used_s = _used_s(before, self._gaps)

    def verdict(self, booking: Booking) -> Verdict | None:
        after = self._plan([*self._others, booking])
        against = dict(_against(after, booking))
        displaced = self._displaced(_places(after), booking)
        if not against and not displaced:
            return None
        reason = max(against.values(), key=lambda each: each.over_s) if against else displaces(len(displaced))
        free = islice(self._free_places(booking), FREE_PLACES)
        return Verdict(reason=reason, zone_ids=tuple(sorted(against)), displaced=displaced, free=tuple(free))

    def _plan(self, queue: Sequence[Booking]) -> Plan:
        return plan(self._rules, queue, now=self._now, fixed=self._fixed)

    def _displaced(self, after: dict[str, set[Place]], booking: Booking) -> tuple[str, ...]:
        others = self._before.items()
        return tuple(
            sorted(name for name, places in others if not places <= after[name] and name != booking.id)
        )

    def _free_places(self, booking: Booking) -> Iterator[Occurrence]:
        if booking.play_now:
            return
        for each in self._occurrences():
            if not self._has_room(each, booking):
                continue
            trial = replace(booking, slot_id=each.slot.id, on=each.on, at=None)
            after = self._plan([*self._others, trial])
            if not dict(_against(after, trial)) and not self._displaced(_places(after), trial):
                yield each

    def _has_room(self, occurrence: Occurrence, booking: Booking) -> bool:
        """Rule out full sessions cheaply; what passes is tried."""
        slot = occurrence.slot
        fullest = max(self._used_s.get((zone_id, slot.id, occurrence.on), 0.0) for zone_id in self._zones)
        budget_s = (occurrence.ends_at - occurrence.starts_at).total_seconds()
        return fullest + booking.duration_s <= budget_s

    def _occurrences(self) -> list[Occurrence]:
        """Return what is still to come in slots that serve all the zones, nearest first."""
        zone = self._rules.zone
        today = self._now.astimezone(zone).date()
        last = today + timedelta(days=self._rules.horizon_days)
        slots = (slot for slot in self._rules.slots if slot.zone_ids == self._zones)
        found = (
            each for slot in slots for each in occurrences(slot, today, last, zone, self._rules.calendar)
        )
        ahead = (each for each in found if each.starts_at > self._now)
        return sorted(ahead, key=lambda each: (each.starts_at, each.slot.id))


def _places(result: Plan) -> dict[str, set[Place]]:
    places: dict[str, set[Place]] = defaultdict(set)
    for zone_id, timeline in result.timelines.items():
        for item in timeline:
            if item.booking_id:
                places[item.booking_id].add((zone_id, item.slot_id, item.on))
    return places


def _used_s(result: Plan, gaps: Mapping[str, float]) -> dict[Place, float]:
    """Return what each session has used, a gap after each of its items included."""
    used: dict[Place, float] = defaultdict(float)
    for zone_id, timeline in result.timelines.items():
        for item in timeline:
            gap_s = gaps.get(item.slot_id or "", 0.0)
            used[zone_id, item.slot_id, item.on] += (item.ends_at - item.starts_at).total_seconds() + gap_s
    return used


def _against(result: Plan, booking: Booking) -> Iterator[tuple[str, Reason]]:
    """Yield every zone in which the booking does not get the place it asks for, and why."""
    for each in result.unplaced:
        if each.booking_id == booking.id:
            yield each.zone_id, each.reason
    for zone_id, timeline in result.timelines.items():
        for item in timeline:
            if item.booking_id == booking.id and item.moved and item.on != booking.on:
                yield zone_id, item.moved

"""The days being planned, worked out once for all zones: occurrences, quiet spans, lengths."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from broadcast.plan.airtime import Spans
from broadcast.plan.days import Hindrance
from broadcast.plan.limits import Limit
from broadcast.plan.milliseconds import length_ms, to_ms
from broadcast.plan.occurrences import Occurrence, occurrences
from broadcast.plan.quiet import QuietHours, quiet_spans
from broadcast.plan.rules import Rules, Slot
from broadcast.plan.terms import Form

_DAY = timedelta(days=1)
_ALMOST_ONE_MS = timedelta(microseconds=999)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """An occurrence in milliseconds, with its place among those of its slot.

    ``strikes``: the moment that a time signal tells, the same in all zones; ``start`` is a zone's own, maybe later.
    """

    slot: Slot
    on: date
    start: int
    end: int
    strikes: int
    number: int
    forms: frozenset[Form] | None

    @cached_property
    def has_chimes(self) -> bool:
        """Whether opening and closing may sound."""
        return self.forms is None or Form.CHIME in self.forms

    @cached_property
    def key(self) -> tuple[str, date]:
        """What names the occurrence among all."""
        return self.slot.id, self.on


class Horizon:
    """Everything that depends on the rules and on ``now``, but on no zone and no booking."""

    def __init__(self, rules: Rules, now: datetime) -> None:
        today = now.astimezone(rules.zone).date()
        self.rules = rules
        self.now = to_ms(now)
        self.soonest = to_ms(now + _ALMOST_ONE_MS) + length_ms(rules.lead_s)
        hasty = rules.lead_s if rules.urgent_lead_s is None else rules.urgent_lead_s
        self.urgent_soonest = to_ms(now + _ALMOST_ONE_MS) + length_ms(hasty)
        self.frozen_until = self.now + length_ms(rules.freeze_s)
        self.gap = length_ms(rules.gap_s)
        self.first = today - _DAY  # a session of yesterday may still be on the air
        self.last = today + rules.horizon_days * _DAY
        self.slots = {slot.id: slot for slot in rules.slots}
        self._turns = {slot.id: self._turns_of(slot) for slot in rules.slots}
        self._days = {name: [turn.on for turn in turns] for name, turns in self._turns.items()}
        self._by_day: dict[tuple[str | None, date], Turn] = {
            (name, turn.on): turn for name, turns in self._turns.items() for turn in turns
        }
        self._quiet: dict[tuple[QuietHours, ...], Spans] = {}
        self._longest = {
            name: max((turn.end - turn.start for turn in turns), default=0)
            for name, turns in self._turns.items()
        }
        self._by_zone = self._turns_by_zone()

    def bookends_ms(self, slot: Slot) -> int:
        """Return how much of a budget the frame takes, its gaps included."""
        return self.rules.frame_of(slot).bookends_ms

    def quiet_in(self, zone_id: str) -> Spans:
        """Return the quiet hours of a zone; zones with the same hours share them."""
        hours = self.rules.quiet_in(zone_id)
        if hours not in self._quiet:
            self._quiet[hours] = self._quiet_spans(hours)
        return self._quiet[hours]

    def longest(self, slot: Slot) -> int:
        """Return the longest session of a slot (ms), its usual budget when there is none."""
        return self._longest[slot.id] or int(slot.budget_s * 1000)

    def hindrance(self, slot_id: str, on: date) -> Hindrance | None:
        """Return why a slot has no session on a day of its week."""
        return self.rules.calendar.hindrance(slot_id, on)

    def day_ms(self, on: date) -> int | None:
        """Return how much a zone may have on the air on a day, None for no limit."""
        calendar = self.rules.calendar
        if calendar.limits.day_s is None or calendar.is_waived(Limit.DAY_LENGTH, on):
            return None
        return int(calendar.limits.day_s * 1000)

    def turn_on(self, slot_id: str | None, on: date) -> Turn | None:
        """Return the turn of a slot on exactly that day."""
        return self._by_day.get((slot_id, on))

    def turns_in(self, zone_id: str) -> list[Turn]:
        """Return the turns of a zone in the order in which they have the air."""
        return self._by_zone.get(zone_id, [])

    def turn_from(self, slot_id: str, on: date) -> Turn | None:
        """Return the first turn of a slot on a day or after it."""
        return self._at(slot_id, bisect_left(self._days[slot_id], on))

    def next_turn(self, turn: Turn) -> Turn | None:
        """Return the turn of the same slot that follows."""
        return self._at(turn.slot.id, turn.number + 1)

    def _at(self, slot_id: str, number: int) -> Turn | None:
        turns = self._turns[slot_id]
        return turns[number] if number < len(turns) else None

    def _turns_of(self, slot: Slot) -> list[Turn]:
        found = occurrences(slot, self.first, self.last, self.rules.zone, self.rules.calendar)
        return [_turn(occurrence, number) for number, occurrence in enumerate(found)]

    def _turns_by_zone(self) -> dict[str, list[Turn]]:
        ordered = sorted(
            (turn for turns in self._turns.values() for turn in turns),
            key=lambda turn: (turn.start, turn.slot.id),
        )
        by_zone: dict[str, list[Turn]] = defaultdict(list)
        for turn in ordered:
            for zone_id in turn.slot.zone_ids:
                by_zone[zone_id].append(self._staggered(turn, zone_id))
        return by_zone

    def _staggered(self, turn: Turn, zone_id: str) -> Turn:
        later = length_ms(self.rules.stagger_s.get(zone_id, 0.0))
        return replace(turn, start=turn.start + later, end=turn.end + later) if later else turn

    def _quiet_spans(self, hours: tuple[QuietHours, ...]) -> Spans:
        spans = quiet_spans(
            hours, zone=self.rules.zone, first=self.first - 2 * _DAY, last=self.last + 3 * _DAY
        )
        return Spans((to_ms(start), to_ms(end)) for start, end in spans)


def _turn(occurrence: Occurrence, number: int) -> Turn:
    start = to_ms(occurrence.starts_at)
    return Turn(
        slot=occurrence.slot,
        on=occurrence.on,
        start=start,
        end=to_ms(occurrence.ends_at),
        strikes=start,
        number=number,
        forms=occurrence.forms,
    )

"""The week's slots: which of them run at the same time in one zone, and which fall into the quiet hours."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import time

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from broadcast.models import Slot, Station

DAY_MIN = 24 * 60
WEEK_MIN = 7 * DAY_MIN


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """When a slot runs, before it is saved: weekdays (0 = Monday), start, minutes, zones."""

    weekdays: frozenset[int]
    starts_at: time
    minutes: int
    zone_ids: frozenset[int]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Yield start and end in minutes since Monday midnight; what passes Sunday midnight begins the week."""
        for day in self.weekdays:
            start = day * DAY_MIN + self.starts_at.hour * 60 + self.starts_at.minute
            yield start, start + self.minutes
            if start + self.minutes > WEEK_MIN:
                yield start - WEEK_MIN, start + self.minutes - WEEK_MIN


def stretch_of(slot: Slot, *, all_zones: Collection[int], summer: bool = False) -> Stretch:
    """Return when a stored slot runs, in summer or in the rest of the year; no zone named means every zone."""
    return Stretch(
        weekdays=frozenset(slot.weekdays),
        starts_at=begins(slot, summer),
        minutes=slot.budget_minutes,
        zone_ids=frozenset(zone.pk for zone in slot.zones.all()) or frozenset(all_zones),
    )


def begins(slot: Slot, summer: bool) -> time:
    """Return when a slot begins in that part of the year."""
    return (slot.summer_starts_at if summer else None) or slot.starts_at


def clashes(station: Station, wish: Stretch, *, but: Slot | None = None, summer: bool = False) -> list[str]:
    """Return in plain words what stands in the way of ``wish``; ``but`` is the slot that it replaces."""
    names = dict(station.zones.values_list("pk", "name"))
    wish = Stretch(
        weekdays=wish.weekdays,
        starts_at=wish.starts_at,
        minutes=wish.minutes,
        zone_ids=wish.zone_ids or frozenset(names),
    )
    others = (
        station.slots.filter(active=True).exclude(pk=(but.pk if but else None) or 0).prefetch_related("zones")
    )
    found = [_overlap(slot, wish, names, summer) for slot in others]
    return [*filter(None, found), *_quiet_clash(station, wish)]


def _overlap(slot: Slot, wish: Stretch, names: dict[int, str], summer: bool) -> str:
    other = stretch_of(slot, all_zones=names, summer=summer)
    shared = other.zone_ids & wish.zone_ids
    days = sorted(_shared_days(wish, other))
    if not shared or not days:
        return ""
    return _(
        "“%(name)s” is on the air from %(start)s to %(end)s (%(days)s) in %(zones)s. "
        "Choose another time, other days or other zones."
    ) % {
        "name": slot.name,
        "start": other.starts_at.strftime("%H:%M"),
        "end": ends_at(other.starts_at, slot.budget_minutes).strftime("%H:%M"),
        "days": days_in_words(days),
        "zones": ", ".join(names[pk] for pk in names if pk in shared),
    }


def _shared_days(wish: Stretch, other: Stretch) -> set[int]:
    """Return the weekdays of ``wish`` on which both run at once."""
    return {
        start // DAY_MIN % 7
        for start, end in wish.spans()
        for other_start, other_end in other.spans()
        if start < other_end and other_start < end
    }


def _quiet_clash(station: Station, wish: Stretch) -> Iterable[str]:
    if not wish.weekdays or station.quiet_from == station.quiet_until:
        return
    quiet_min = (_minute(station.quiet_until) - _minute(station.quiet_from)) % DAY_MIN
    quiet = Stretch(
        weekdays=frozenset(range(7)),
        starts_at=station.quiet_from,
        minutes=quiet_min,
        zone_ids=wish.zone_ids,
    )
    if _shared_days(wish, quiet):
        yield _(
            "Quiet hours are from %(start)s to %(end)s; only emergencies are heard then. Choose another time."
        ) % {
            "start": station.quiet_from.strftime("%H:%M"),
            "end": station.quiet_until.strftime("%H:%M"),
        }


def slots_in_quiet_hours(station: Station) -> list[Slot]:
    """Return the slots in use that the station's quiet hours would silence."""
    slots = station.slots.filter(active=True).prefetch_related("zones")
    return [
        slot
        for slot in slots
        if any(
            [*_quiet_clash(station, stretch_of(slot, all_zones=(), summer=summer))]
            for summer in (False, True)
        )
    ]


def ends_at(start: time, minutes: int) -> time:
    """Return the time of day ``minutes`` after ``start``."""
    total = (_minute(start) + minutes) % DAY_MIN
    return time(total // 60, total % 60)


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def days_in_words(weekdays: Collection[int]) -> str:
    """Return weekdays as a person says them."""
    days = sorted(set(weekdays))
    if days == list(range(7)):
        return _("every day")
    if days == list(range(5)):
        return _("Monday to Friday")
    return ", ".join(str(WEEKDAYS[day]) for day in days)

"""The station's rules as the planner knows them: slots with their seasons, special days, limits, quiet hours."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from broadcast.models import (
    LimitOverride,
    Regulation,
    SessionChange,
    Slot,
    SpecialDay,
    Station,
    Zone,
    ZoneQuiet,
)
from broadcast.models.schedule import NO_CLIP
from broadcast.plan import rules as plan_rules
from broadcast.plan.days import Calendar, Change, Season, Sessions, SpecialDays
from broadcast.plan.limits import Limit, Limits, Waived
from broadcast.plan.occurrences import Occurrence, occurrences
from broadcast.plan.quiet import QuietHours
from broadcast.plan.terms import Form, Kind

BACK = timedelta(days=3)


def regulation_of(station: Station) -> Regulation:
    """Return the station's Quy chế; one that limits nothing when none was written down."""
    return Regulation.objects.filter(station=station).first() or Regulation(station=station)


def calendar_of(station: Station, *, since: date, regulation: Regulation | None = None) -> Calendar:
    """Return what makes days unlike their week, from a few days before ``since`` on."""
    back = since - BACK
    limits = _limits(regulation or regulation_of(station))
    specials = SpecialDay.objects.filter(station=station, last__gte=back, ended_at=None)
    changes = SessionChange.objects.filter(slot__station=station, on__gte=back, ended_at=None)
    overrides = LimitOverride.objects.filter(station=station, on__gte=back) if limits != Limits() else ()
    return Calendar(
        special=tuple(_special(row) for row in specials),
        changes=tuple(_change(row) for row in changes),
        limits=limits,
        waived=frozenset(Waived(limit=Limit(row.limit), on=row.on) for row in overrides),
    )


def _special(row: SpecialDay) -> SpecialDays:
    return SpecialDays(
        name=row.name,
        first=row.first,
        last=row.last,
        sessions=Sessions(row.sessions),
        forms=frozenset(Form(name) for name in row.forms) or None,
    )


def _change(row: SessionChange) -> Change:
    return Change(
        slot_id=str(row.slot_id),
        on=row.on,
        why=row.why,
        cancelled=row.cancelled,
        start=row.starts_at,
        budget_s=row.budget_minutes * 60 if row.budget_minutes else None,
    )


def _limits(row: Regulation) -> Limits:
    return Limits(
        sessions=row.sessions_a_day,
        session_s=_seconds(row.session_minutes),
        weekdays=frozenset(row.weekdays),
        day_s=_seconds(row.day_minutes),
        repeats=row.repeats_a_day,
    )


def _seconds(minutes: int | None) -> float | None:
    return None if minutes is None else minutes * 60.0


# -------------------------------------------------------------------- slots


def slots_of(
    station: Station,
    zone_ids: frozenset[str],
    regulation: Regulation | None = None,
    *,
    clips: Mapping[tuple[Kind, str], plan_rules.Bookend] | None = None,
) -> tuple[plan_rules.Slot, ...]:
    """Return the slots in use, with ``clips`` (by kind and label) what stands round their sessions."""
    season = summer_of(regulation or regulation_of(station))
    rows = station.slots.filter(active=True).prefetch_related("zones")
    rules = (slot_rule(row, zone_ids, season) for row in rows)
    if clips is None:
        return tuple(rules)
    return tuple(
        replace(rule, frame=_frame(row, station, clips)) for row, rule in zip(rows, rules, strict=True)
    )


def _frame(
    slot: Slot, station: Station, clips: Mapping[tuple[Kind, str], plan_rules.Bookend]
) -> plan_rules.Frame | None:
    """Return what stands round the sessions of a slot, None for what the station has."""
    signal = clips.get((Kind.SIGNAL, "")) if slot.signal else None
    if not (slot.opening or slot.closing or signal or slot.gap_s is not None):
        return None

    def chosen(kind: Kind, label: str) -> plan_rules.Bookend | None:
        # Where nothing of that name is in force any more, the station's own says who is speaking.
        return None if label == NO_CLIP else clips.get((kind, label)) or clips.get((kind, ""))

    return plan_rules.Frame(
        opening=chosen(Kind.OPENING, slot.opening),
        closing=chosen(Kind.CLOSING, slot.closing),
        gap_s=station.gap_s if slot.gap_s is None else slot.gap_s,
        signal=signal,
    )


def slot_rule(slot: Slot, all_zones: frozenset[str], summer: Season) -> plan_rules.Slot:
    """Return one slot; no zone named means every zone."""
    own = frozenset(str(zone.pk) for zone in slot.zones.all())
    return plan_rules.Slot(
        id=str(slot.pk),
        name=slot.name,
        weekdays=frozenset(slot.weekdays),
        start=slot.starts_at,
        budget_s=slot.budget_minutes * 60,
        zone_ids=own or all_zones,
        seasons=((summer, slot.summer_starts_at),) if slot.summer_starts_at else (),
    )


def summer_of(regulation: Regulation) -> Season:
    """Return the part of the year with summer hours."""
    return Season(first=month_and_day(regulation.summer_first), last=month_and_day(regulation.summer_last))


def month_and_day(written: str) -> tuple[int, int]:
    """Read a day of every year, 15/04, as month and day; raises ValueError."""
    day, _slash, month = written.partition("/")
    read = date(2000, int(month), int(day))  # a leap year: 29/02 is a day too
    return read.month, read.day


def sessions_between(
    station: Station, first: date, last: date, *, zone_ids: frozenset[str] | None = None
) -> list[Occurrence]:
    """Return every session from one day to another, both included, in the order of time.

    ``zone_ids``: all zones of the station, where the caller has read them.
    """
    if zone_ids is None:
        zone_ids = frozenset(str(pk) for pk in station.zones.values_list("pk", flat=True))
    regulation = getattr(station, "regulation", None) or Regulation(station=station)
    calendar = calendar_of(station, since=first, regulation=regulation)
    zone = ZoneInfo(station.timezone)
    found = (
        each
        for slot in slots_of(station, zone_ids, regulation)
        for each in occurrences(slot, first, last, zone, calendar)
    )
    return sorted(found, key=lambda each: (each.starts_at, each.slot.id))


def session_of(slot: Slot, on: date) -> Occurrence | None:
    """Return the session of a slot on a day; None when there is none. Slots out of use count as well."""
    calendar = calendar_of(slot.station, since=on)
    rule = slot_rule(slot, frozenset(), summer_of(regulation_of(slot.station)))
    found = occurrences(rule, on, on, ZoneInfo(slot.station.timezone), calendar)
    return found[0] if found else None


def why_no_session(slot: Slot, on: date) -> str:
    """Say why a slot has no session on a day, for a person who wants to book it."""
    hindrance = calendar_of(slot.station, since=on).hindrance(str(slot.pk), on)
    if hindrance is None:
        return _("This slot is not used on that weekday. Choose another day.")
    return _("There is no session then: %(why)s. Choose another day, or open it in the calendar.") % {
        "why": hindrance.why or _("it was cancelled")
    }


# -------------------------------------------------------------- quiet hours


def quiet_of(station: Station) -> tuple[QuietHours, ...]:
    """Return the hours in which only emergencies sound, in every zone."""
    if station.quiet_from == station.quiet_until:
        return ()
    return (QuietHours(start=station.quiet_from, until=station.quiet_until),)


def quiet_in(zone: Zone) -> tuple[QuietHours, ...]:
    """Return the quiet hours of one zone: those of all, and its own."""
    return quiet_of(zone.station) + _hours(zone.quiet_hours.all())


def zone_quiet_of(station: Station) -> Mapping[str, tuple[QuietHours, ...]]:
    """Return the quiet hours that zones have of their own."""
    rows: dict[str, list[ZoneQuiet]] = {}
    for row in ZoneQuiet.objects.filter(zone__station=station).order_by("pk"):
        rows.setdefault(str(row.zone_id), []).append(row)
    return {zone_id: _hours(of_zone) for zone_id, of_zone in rows.items()}


def _hours(rows: Iterable[ZoneQuiet]) -> tuple[QuietHours, ...]:
    ordered = sorted(rows, key=lambda row: row.pk)
    return tuple(
        QuietHours(start=row.quiet_from, until=row.quiet_until, weekdays=frozenset(row.weekdays))
        for row in ordered
    )


def local_day(station: Station, moment: datetime) -> date:
    """Return the day on the commune's clock."""
    return moment.astimezone(ZoneInfo(station.timezone)).date()

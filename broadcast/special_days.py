"""Writes what makes a day unlike its week, and who laid it down: special days, changed sessions, limits set aside."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from broadcast import rulebook
from broadcast.models import LimitOverride, SessionChange, Slot, SpecialDay, Station
from broadcast.people import Person
from broadcast.plan.holidays import Holiday, public_holidays

LEAST_WORDS = 5
"""An override's reason of fewer letters tells nobody anything."""


class CannotChange(Exception):
    """It cannot be laid down like that; the message says why and what to do."""


@transaction.atomic
def add_days(
    station: Station,
    *,
    name: str,
    first: date,
    last: date,
    sessions: str,
    forms: list[str],
    person: Person,
    now: datetime,
) -> SpecialDay:
    """Lay down special days; the plan follows at the station's next round."""
    if last < first:
        raise CannotChange(_("The last day lies before the first. Choose it again."))
    if last < rulebook.local_day(station, now):
        raise CannotChange(_("Those days are over. Choose days to come."))
    return SpecialDay.objects.create(
        station=station,
        name=name.strip(),
        first=first,
        last=last,
        sessions=sessions,
        forms=forms,
        made_by_name=person.get_full_name(),
        made_at=now,
    )


def end_days(row: SpecialDay, *, person: Person, now: datetime) -> None:
    """Take special days back; taking back what is gone changes nothing."""
    SpecialDay.objects.filter(pk=row.pk, ended_at=None).update(
        ended_at=now, ended_by_name=person.get_full_name()
    )


def missing_holidays(station: Station, year: int, *, now: datetime) -> list[Holiday]:
    """Return the public holidays of a year that are still to come and that nobody has entered."""
    today = rulebook.local_day(station, now)
    known = set(SpecialDay.objects.filter(station=station, ended_at=None).values_list("name", "first__year"))
    return [each for each in public_holidays(year) if each.last >= today and (each.name, year) not in known]


@transaction.atomic
def change_session(
    slot: Slot,
    *,
    on: date,
    cancelled: bool,
    starts_at: time | None,
    budget_minutes: int | None,
    why: str,
    person: Person,
    now: datetime,
) -> SessionChange:
    """Cancel, move, extend or add one session; what was laid down for it before is replaced."""
    if not why.strip():
        raise CannotChange(_("Write why: it is kept, and told to those who ask."))
    if on < rulebook.local_day(slot.station, now):
        raise CannotChange(_("That day is over. Choose today or a later day."))
    if cancelled and (starts_at or budget_minutes):
        raise CannotChange(_("A cancelled session has no time. Cancel it, or change its time."))
    held = rulebook.session_of(slot, on)
    if cancelled and held is None:
        raise CannotChange(_("There is no session of this slot on that day."))
    if not cancelled and held is not None and starts_at is None and budget_minutes is None:
        raise CannotChange(_("Write a new time or a new length, or cancel the session."))
    SessionChange.objects.filter(slot=slot, on=on, ended_at=None).update(
        ended_at=now, ended_by_name=person.get_full_name()
    )
    return SessionChange.objects.create(
        slot=slot,
        on=on,
        cancelled=cancelled,
        starts_at=starts_at,
        budget_minutes=budget_minutes,
        why=why.strip(),
        made_by_name=person.get_full_name(),
        made_at=now,
    )


def end_change(row: SessionChange, *, person: Person, now: datetime) -> None:
    """Let the session be held as usual again."""
    SessionChange.objects.filter(pk=row.pk, ended_at=None).update(
        ended_at=now, ended_by_name=person.get_full_name()
    )


def set_aside(
    station: Station, *, limit: str, on: date, why: str, person: Person, now: datetime
) -> LimitOverride:
    """Set a limit of the Quy chế aside for one day; the reason is kept for good."""
    if sum(sign.isalnum() for sign in why) < LEAST_WORDS:
        raise CannotChange(_("Write why the limit is set aside: it is kept for good."))
    if on < rulebook.local_day(station, now):
        raise CannotChange(_("That day is over. Choose today or a later day."))
    try:
        with transaction.atomic():
            return LimitOverride.objects.create(
                station=station,
                limit=limit,
                on=on,
                why=why.strip(),
                person_id=person.pk,
                person_name=person.get_full_name(),
                made_at=now,
            )
    except IntegrityError as fault:
        raise CannotChange(_("That limit is set aside for that day already.")) from fault

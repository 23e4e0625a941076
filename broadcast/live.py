"""Live broadcasts: who opened the air, for which zones, for how long; what is spoken is in ``talks``."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import evidence, talks
from broadcast.models import LiveAuthority, Station, Zone
from broadcast.people import Person

MOST_MINUTES = 180


class CannotOpen(Exception):
    """The air cannot be opened like that; the message says why and what to do."""


@transaction.atomic
def open_live(
    station: Station, *, zones: Collection[Zone], purpose: str, minutes: int, person: Person, now: datetime
) -> LiveAuthority:
    """Open the air of some zones for some minutes; raises ``CannotOpen`` while one of them is open already."""
    _check(person)
    if not purpose.strip():
        raise CannotOpen(_("Write what the live broadcast is for; it is kept."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise CannotOpen(_("A live broadcast lasts from 1 to %(most)s minutes.") % {"most": MOST_MINUTES})
    if not zones:
        raise CannotOpen(_("Choose at least one zone."))
    evidence.lock()
    taken = LiveAuthority.objects.open(now).filter(zones__in=zones).first()
    if taken is not None:
        raise CannotOpen(
            _("“%(purpose)s” by %(name)s is still open there. Close it first.")
            % {"purpose": taken.purpose, "name": taken.opened_by_name}
        )
    until = now + timedelta(minutes=minutes)
    facts = {
        "purpose": purpose.strip(),
        "zones": sorted(zone.pk for zone in zones),
        "until": until.isoformat(),
        **evidence.person(person),
    }
    live = LiveAuthority.objects.create(
        station=station,
        purpose=purpose.strip(),
        opened_by_id=person.pk,
        opened_by_name=person.get_full_name(),
        opened_at=now,
        until=until,
        entry=evidence.append(evidence.Kind.LIVE, facts, now=now),
    )
    live.zones.set(zones)
    return live


@transaction.atomic
def close_live(live: LiveAuthority, *, person: Person, now: datetime) -> None:
    """Close the air; closing what is closed changes nothing."""
    _check(person)
    evidence.lock()
    current = LiveAuthority.objects.open(now).filter(pk=live.pk).first()
    if current is not None:
        _end(current, now, name=person.get_full_name(), facts=evidence.person(person))


def end_overdue(now: datetime) -> None:
    """Write down the end of what ran out by itself, and of talks that ended."""
    talks.end_overdue(now)
    for live in LiveAuthority.objects.filter(closed_at=None, until__lte=now):
        with transaction.atomic():
            evidence.lock()
            if LiveAuthority.objects.filter(pk=live.pk, closed_at=None).exists():
                _end(live, now, name="", facts={"by": "time"})


def _end(live: LiveAuthority, now: datetime, *, name: str, facts: dict[str, object]) -> None:
    records = {"records": spoken} if (spoken := talks.end_of(live, now=now)) else {}
    entry = evidence.append(evidence.Kind.LIVE_END, {"live": live.entry_id, **records, **facts}, now=now)
    LiveAuthority.objects.filter(pk=live.pk).update(
        closed_at=min(now, live.until), closed_by_name=name, end_entry=entry
    )


def _check(person: Person) -> None:
    if not person.has_perm("broadcast.open_live"):
        raise PermissionDenied(_("Only a leader or an operator opens the air for a live broadcast."))

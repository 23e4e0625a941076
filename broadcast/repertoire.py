"""Recorded programmes, music and relay sources: brought by operators, approved once by a leader, revocable.

Sounds come by way of ``broadcast.sent_sounds``.
"""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import evidence, stopping
from broadcast.models import RepertoireItem, Station
from broadcast.people import Person
from broadcast.plan.streams import STREAM_SCHEMES
from broadcast.standing import AlreadyDecided

__all__ = ["AlreadyDecided", "WrongAddress", "add_relay", "approve", "revoke"]


class WrongAddress(ValueError):
    """Nothing can be relayed from there; the message says why."""


def add_relay(station: Station, *, title: str, url: str, person: Person, now: datetime) -> RepertoireItem:
    """Write down a source; it is relayed when a leader approved exactly this address."""
    address = urlsplit(url)
    if not url.startswith(STREAM_SCHEMES) or not address.hostname or address.username:
        raise WrongAddress(_("Write the address of the stream as it is: it begins with https:// or http://."))
    return RepertoireItem.objects.create(
        station=station,
        kind=RepertoireItem.Kind.RELAY,
        title=title,
        url=url,
        made_at=now,
        made_by_name=person.get_full_name(),
    )


@transaction.atomic
def approve(
    item: RepertoireItem, *, person: Person, now: datetime, valid_until: datetime | None = None
) -> None:
    """Put an item in force until a moment; raises ``AlreadyDecided`` when somebody decided before."""
    _check(person)
    if valid_until is not None and valid_until <= now:
        raise AlreadyDecided(_("That day is over. Choose a later one."))
    evidence.lock()
    waiting = RepertoireItem.objects.waiting().filter(pk=item.pk).first()
    if waiting is None:
        raise AlreadyDecided(_("Somebody has already decided on this one. Add it anew if it is needed."))
    facts = {
        **named(waiting),
        "from": None,
        "until": valid_until.isoformat() if valid_until else None,
        **evidence.person(person),
    }
    RepertoireItem.objects.filter(pk=item.pk).update(
        approved_by_id=person.pk,
        approved_by_name=person.get_full_name(),
        approved_at=now,
        valid_until=valid_until,
        entry=evidence.append(evidence.Kind.STANDING, facts, now=now),
    )


@transaction.atomic
def revoke(item: RepertoireItem, *, person: Person, now: datetime) -> None:
    """Take an item, decided on or not, out of everything to come and stop what sounds of it.

    Doing it again changes nothing. The plan that tells the loudspeakers so is for the caller to release.
    """
    _check(person)
    evidence.lock()
    past = RepertoireItem.objects.past()
    current = RepertoireItem.objects.filter(pk=item.pk).exclude(pk__in=past.values("pk")).first()
    if current is None:
        return
    facts = {**named(current), "approval": current.entry_id, **evidence.person(person)}
    RepertoireItem.objects.filter(pk=item.pk).update(
        revoked_at=now,
        revoked_by_name=person.get_full_name(),
        end_entry=evidence.append(evidence.Kind.STANDING_END, facts, now=now),
    )
    if current.entry_id is not None:
        stopping.stop_revoked(current.entry_id, why=_("it was revoked"), person=person, now=now)


def named(item: RepertoireItem) -> dict[str, Any]:
    """Return what a link says of an item: a leader approves this sound, or this address, and no other."""
    what = {"url": item.url} if item.kind == RepertoireItem.Kind.RELAY else {"master": item.master_sha256}
    return {"subject": "repertoire", "id": item.pk, "item": item.kind, "title": item.title, **what}


def _check(person: Person) -> None:
    if not person.has_perm("broadcast.approve_standing"):
        raise PermissionDenied(_("Only a leader approves or revokes what is heard again and again."))

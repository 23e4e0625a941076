"""How often one may guess a password or a code: every further failure after the free ones waits longer.

Counted three ways: for one name from one address (a person who forgot), for one address (somebody who tries many
names), for one name (many addresses that try one name). A guess is counted before it is looked at, so that a hundred
at the same moment are a hundred; a right one is taken off again. Why not django-axes: see docs/adr.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from newsroom.models import Guesses
from newsroom.security.callers import network_of

FORGOTTEN_AFTER = timedelta(hours=24)
MINUTES = (1, 5, 15, 60, 240)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """So many guesses are free; after that the lock grows step by step, to ``longest`` minutes at most."""

    free: int
    longest: int


PAIR = Limit(free=5, longest=240)
ADDRESS = Limit(free=40, longest=60)
# A stranger must not be able to keep a leader out for hours: guesses from everywhere are slowed, not stopped.
NAME = Limit(free=30, longest=15)


def lock_after(tried: int, limit: Limit) -> timedelta | None:
    """Return how long nothing is taken after this many guesses in a row; None while they are free."""
    over = tried - limit.free
    if over < 0:
        return None
    return timedelta(minutes=min(MINUTES[min(over, len(MINUTES) - 1)], limit.longest))


@transaction.atomic
def admit(name: str, address: str, *, now: datetime) -> datetime | None:
    """Count a guess and return None, or count nothing and return until when none is taken."""
    Guesses.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    limits = dict(_limits(name, address))
    for key in sorted(limits):  # one order for all, or two guesses would wait for each other
        about = "" if limits[key] is ADDRESS else _about(name)
        Guesses.objects.get_or_create(key=key, defaults={"last_at": now, "about": about})
    rows = {
        row.key: row for row in Guesses.objects.select_for_update().filter(key__in=limits).order_by("key")
    }
    locks = [row.locked_until for row in rows.values() if row.locked_until and row.locked_until > now]
    if locks:
        return max(locks)
    for key, limit in limits.items():
        row = rows[key]
        row.tried, row.last_at = row.tried + 1, now
        lock = lock_after(row.tried, limit)
        row.locked_until = now + lock if lock else None
        row.save()
    return None


@transaction.atomic
def right(name: str, address: str) -> None:
    """Take a right guess off again; what was forgotten for this name from this address is forgiven."""
    for key, limit in _limits(name, address):
        if limit is PAIR:
            Guesses.objects.filter(key=key).delete()
        else:
            Guesses.objects.filter(key=key, tried__gt=0).update(tried=F("tried") - 1, locked_until=None)


def forgive(name: str) -> None:
    """Let a name be tried again at once: its owner has a new password, or a new second step."""
    Guesses.objects.filter(about=_about(name)).delete()


def _limits(name: str, address: str) -> Iterator[tuple[str, Limit]]:
    network = network_of(address)
    yield _key("pair", f"{name.casefold()}\n{network}"), PAIR
    yield _about(name), NAME
    if network:
        yield _key("address", network), ADDRESS


def _about(name: str) -> str:
    return _key("name", name.casefold())


def _key(scope: str, value: str) -> str:
    """Return a keyed hash: the table tells nobody which names were typed."""
    return hmac.new(settings.SECRET_KEY.encode(), f"guess\n{scope}\n{value}".encode(), "sha256").hexdigest()

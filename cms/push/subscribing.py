"""Takes telephones in and lets them go, within limits: so many in all, so many from one network in an hour."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cms.push import services
from cms.push.models import Address, Asked, Telephone
from newsroom.models import Place
from newsroom.security.callers import network_of

WINDOW = timedelta(hours=1)
FROM_ONE_NETWORK = 60
"""Telephone companies put many people behind one address."""
FROM_EVERYWHERE = 2000
EVERYBODY = "everybody"


class Refused(Exception):
    """The telephone was not taken in; the message says why and what to do."""


class TooMany(Refused):
    """Not now."""


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """What a browser says about itself, checked."""

    endpoint: str
    p256dh: str
    auth: str

    def __post_init__(self) -> None:
        """Raise ``UnknownService`` for what the station would never call."""
        services.check(self.endpoint, p256dh=self.p256dh, auth=self.auth)


def subscribe(wish: Subscription, places: Sequence[int], *, address: str, now: datetime) -> Telephone:
    """Take a telephone in, or change its hamlets; no places means the whole commune."""
    _count(address, now)
    chosen = list(Place.objects.filter(pk__in=places))
    if len(chosen) != len(set(places)):
        raise Refused(
            _("One of the hamlets does not exist any more. Load the page again and choose once more.")
        )
    digest = Address.digest(wish.endpoint)
    with transaction.atomic():
        is_known = Telephone.objects.filter(endpoint_sha256=digest).exists()
        if not is_known and Telephone.objects.count() >= settings.PUSH_MOST_TELEPHONES:
            raise Refused(
                _("So many telephones are subscribed that no more can be taken in. Please tell the commune.")
            )
        telephone, _new = Telephone.objects.update_or_create(
            endpoint_sha256=digest,
            defaults={"endpoint": wish.endpoint, "p256dh": wish.p256dh, "auth": wish.auth},
        )
        telephone.places.set(chosen)
    return telephone


def unsubscribe(endpoint: str) -> bool:
    """Forget a telephone; the address is known to the browser alone, and is the proof."""
    _number, rows = Telephone.objects.filter(endpoint_sha256=Address.digest(endpoint)).delete()
    return bool(rows)


def _count(address: str, now: datetime) -> None:
    """Count one wish; raise ``Refused`` when there are too many."""
    limits = {EVERYBODY: FROM_EVERYWHERE}
    if network := network_of(address):
        limits[network] = FROM_ONE_NETWORK
    for name, most in limits.items():
        key = _key(name)
        Asked.objects.filter(key=key, until__lte=now).delete()
        Asked.objects.get_or_create(key=key, defaults={"until": now + WINDOW})
        if not Asked.objects.filter(key=key, times__lt=most).update(times=F("times") + 1):
            raise TooMany(_("Too many telephones asked just now. Please try again in an hour."))


def _key(name: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"push\n{name}".encode(), "sha256").hexdigest()

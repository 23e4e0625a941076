"""Who calls in a device's name and is not answered: written down, and told on the desk in plain words."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast.models import RefusedCall
from broadcast.problem import Problem

log = logging.getLogger(__name__)

Why = RefusedCall.Why
EVERY = timedelta(seconds=20)
TOLD_FOR = timedelta(days=1)
URGENT = {Why.SIGNATURE, Why.PATH}
MOST_NOTED = 10_000
_noted: dict[tuple[UUID, str], datetime] = {}


def note(device: UUID, why: str, *, now: datetime) -> None:
    """Write a refusal down, but not each of a flood: each process remembers when it last did."""
    last = _noted.get((device, why))
    if why not in Why.values or (last is not None and abs(now - last) <= EVERY):
        return
    if len(_noted) >= MOST_NOTED:
        _noted.clear()
    _noted[device, why] = now
    log.warning("a call in the name of device %s was refused: %s", device, why)
    with transaction.atomic():
        row, is_new = RefusedCall.objects.get_or_create(
            device_id=device,
            why=why,
            on=timezone.localdate(now),
            defaults={"first_at": now, "last_at": now},
        )
        if not is_new:
            RefusedCall.objects.filter(pk=row.pk).update(last_at=now, times=F("times") + 1)


def problems(now: datetime) -> Iterable[Problem]:
    """Yield what was refused in the last day, once for a device and a reason."""
    rows = RefusedCall.objects.filter(last_at__gt=now - TOLD_FOR).select_related("device")
    told: set[tuple[UUID, str]] = set()
    for row in rows.order_by("-last_at"):
        if (row.device_id, row.why) in told:
            continue
        told.add((row.device_id, row.why))
        yield Problem(
            sentence=sentence(row),
            action=_("See the device"),
            url=reverse("broadcast:device", args=[row.device_id]),
            urgent=row.why in URGENT,
        )


def sentence(row: RefusedCall) -> str:
    """Return what was refused, that it did no harm, and what to do."""
    words = {
        Why.SIGNATURE: _(
            "Somebody called in the name of %(device)s without its key, last at %(time)s. Nothing was given or"
            " taken. If the device is silent since then, take it out of service and confirm it anew."
        ),
        Why.CLOCK: _(
            "Calls of %(device)s were signed at another time (last at %(time)s) and refused: its clock is wrong,"
            " as after a power cut, or somebody repeats old calls. Look at its clock."
        ),
        Why.REVOKED: _(
            "%(device)s is out of service and still calls in, last at %(time)s. It gets nothing. Unplug it, or"
            " find out who has it."
        ),
        Why.REPORT: _(
            "%(device)s sent a report that is too large or makes no sense, last at %(time)s. It was not taken."
            " Restart the device; if it goes on, somebody should look at it."
        ),
        Why.PATH: _(
            "In the name of %(device)s a file was asked for that no plan can name, last at %(time)s: somebody tries"
            " to read other files. Nothing was given. Have the device looked at."
        ),
    }
    time = timezone.localtime(row.last_at).strftime("%H:%M %d/%m")
    return words[Why(row.why)] % {"device": row.device.name, "time": time}

"""How the keys stand, and what about them needs a person."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadcast.keys import files, ring
from broadcast.models import Device, Manifest, RootKey
from broadcast.plan.envelope import mark
from broadcast.states import DeviceStatus

WARNED_BEFORE = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One sentence; ``for_all``: everybody at the desk should know, not only who may mend it."""

    sentence: str
    urgent: bool = False
    for_all: bool = False


def station_mark() -> str:
    """Return the mark by which people tell this station's root from another's; empty before there is one."""
    text = RootKey.objects.values_list("public_key", flat=True).first()
    return mark(base64.b64decode(text)) if text else ""


def troubles(now: datetime) -> Iterable[Trouble]:
    """Yield what about the keys needs a person."""
    root = RootKey.objects.first()
    if root is None:
        return
    yield from _root_troubles(root)
    yield from _date_troubles(now)
    yield from _backup_troubles()


def _root_troubles(root: RootKey) -> Iterable[Trouble]:
    on_disk = files.root_on_disk()
    if on_disk is not None and base64.b64decode(root.public_key).hex() != on_disk:
        yield Trouble(
            sentence=_(
                "The root key in the database is not the one in the key folder: somebody changed one of them."
            ),
            urgent=True,
        )
    if root.confirmed_at is None:
        yield Trouble(
            sentence=_(
                "The station's root key is not on paper yet: if this machine breaks, every device must be claimed anew."
            ),
            urgent=True,
        )
    elif files.has_root():
        yield Trouble(
            sentence=_(
                "The root key is on paper, and still on this machine too: take it off, so that nobody steals it here."
            )
        )


def _date_troubles(now: datetime) -> Iterable[Trouble]:
    """While the root is here keys renew themselves; a warning then means that nobody runs the station."""
    newest = [(context, row) for context in ring.CONTEXTS if (row := ring.newest(context, now))]
    ends = [row.valid_until for context, row in newest if files.has_online(context, row.pk)]
    if len(ends) < len(ring.CONTEXTS):
        yield Trouble(
            sentence=_(
                "A signing key is over or missing: nothing new reaches the devices. Type in the root key, renew it."
            ),
            urgent=True,
            for_all=True,
        )
    elif min(ends) - now < WARNED_BEFORE:
        days = (min(ends) - now).days
        sentence = ngettext(
            "The signing keys end in %(days)s day. Type in the root key, renew them, or the loudspeakers fall silent.",
            "The signing keys end in %(days)s days. Type in the root key, renew them, or the loudspeakers fall silent.",
            days,
        ) % {"days": days}
        yield Trouble(sentence=sentence, urgent=days < 7, for_all=days < 7)


def _backup_troubles() -> Iterable[Trouble]:
    """A device that holds more than was ever released has seen the future: a back-up was restored."""
    newest = {
        zone: (epoch, counter)
        for zone, epoch, counter in Manifest.objects.order_by("epoch", "counter").values_list(
            "zone_id", "epoch", "counter"
        )
    }
    devices = Device.objects.filter(status=DeviceStatus.ACTIVE).exclude(zone=None)
    for device in devices:
        held = (device.manifest_epoch, device.manifest_counter)
        if device.zone_id in newest and held > newest[device.zone_id] and not _was_moved(device):
            yield Trouble(
                sentence=_(
                    "%(device)s holds a newer plan than this station ever released. Was a back-up restored? "
                    "Then open a new epoch, or the devices refuse every plan."
                )
                % {"device": device.name},
                urgent=True,
            )
            return


def _was_moved(device: Device) -> bool:
    """A box that just moved still reports the plan of its former zone."""
    return device.orders.filter(action="serve").count() > 1

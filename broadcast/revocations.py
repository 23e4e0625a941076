"""Recalled approvals in signed plans: which are named, from which version on, until when, and who has heard of them."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db.models import Q

from broadcast import versions
from broadcast.models import BoardItem, Confirmation, Device, Manifest, Programme, Revocation, Zone


class Holder(Protocol):
    """A device, and the version it said it holds."""

    @property
    def pk(self) -> UUID: ...
    @property
    def zone_id(self) -> int | None: ...
    @property
    def manifest_epoch(self) -> int: ...
    @property
    def manifest_counter(self) -> int: ...


_SMALL = re.compile(r"[0-9]{1,9}")


def named_in(zone: Zone, *, now: datetime) -> dict[int, int]:
    """Return the approvals that the zone's plan must revoke: their numbers in the chain, and their keys.

    All that was recalled within the time for which a plan is valid, and longer what an older plan of this zone may
    still hold: its validity may have been longer, or was renewed after the recall.
    """
    since = now - timedelta(days=zone.station.horizon_days + 1)
    recent = versions.recalled_since(since)
    held = Revocation.objects.filter(zone=zone, listed_until__gt=now).values("approval")
    spoken = Programme.objects.filter(approval__isnull=False).values("approval")
    shown = BoardItem.objects.filter(approval__isnull=False).values("approval")
    named = versions.approvals().filter(Q(pk__in=recent.values("pk")) | Q(pk__in=held))
    return dict(named.filter(Q(pk__in=spoken) | Q(pk__in=shown)).values_list("entry_id", "pk"))


def note_signed(manifest: Manifest, approval_ids: Iterable[int]) -> None:
    """Keep the first version of a zone that revokes each approval, and until when some box may hold an older one."""
    zone = manifest.zone
    wanted = set(approval_ids)
    known = Revocation.objects.filter(zone=zone, approval__in=wanted).values_list("approval", flat=True)
    new = wanted - set(known)
    if not new:
        return
    earlier = zone.manifests.exclude(pk=manifest.pk).values_list("valid_until", flat=True)
    # One day more than any plan is valid: the clock of a box may be wrong by hours.
    until = max([*earlier, manifest.issued_at]) + timedelta(days=1)
    Revocation.objects.bulk_create(
        Revocation(
            approval_id=approval_id,
            zone=zone,
            epoch=manifest.epoch,
            counter=manifest.counter,
            signed_at=manifest.issued_at,
            listed_until=until,
        )
        for approval_id in sorted(new)
    )


def note_heartbeat(device: Holder, epoch: int, counter: int, *, now: datetime) -> None:
    """Take a device at its word: it holds this version."""
    if (epoch, counter) != (device.manifest_epoch, device.manifest_counter):
        note_held(device, (epoch, counter), evidence=Confirmation.Evidence.HEARTBEAT, now=now)


def note_poll(device: Holder, etag: str, *, now: datetime) -> None:
    """Take a device at its word: it asks for anything newer than the version that it verified and keeps."""
    epoch, _dot, counter = etag.strip('"').partition(".")
    if not (_SMALL.fullmatch(epoch) and _SMALL.fullmatch(counter)):
        return
    version = int(epoch), int(counter)
    if version > (device.manifest_epoch, device.manifest_counter):
        note_held(device, version, evidence=Confirmation.Evidence.POLL, now=now)


def note_held(device: Holder, version: tuple[int, int], *, evidence: str, now: datetime) -> None:
    """Keep that a device holds this version, and with it every recall that the version names.

    Nobody confirms what was never signed: a version beyond the zone's newest is not believed.
    """
    newest = Manifest.objects.filter(zone=device.zone_id).order_by("-epoch", "-counter")
    signed = newest.values_list("epoch", "counter").first()
    if signed is None or version > signed:
        return
    epoch, counter = version
    if evidence == Confirmation.Evidence.POLL:
        Device.objects.filter(pk=device.pk).update(manifest_epoch=epoch, manifest_counter=counter)
    is_at_least = Q(epoch__lt=epoch) | Q(epoch=epoch, counter__lte=counter)
    unconfirmed = Revocation.objects.filter(is_at_least, zone=device.zone_id).exclude(
        confirmations__device=device.pk
    )
    Confirmation.objects.bulk_create(
        (
            Confirmation(revocation=row, device_id=device.pk, evidence=evidence, confirmed_at=now)
            for row in unconfirmed
        ),
        ignore_conflicts=True,
    )

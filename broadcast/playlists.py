"""The released plan of a zone for receivers of other makers: who may pull it, and what they are told."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from broadcast.models import Manifest, PlaylistAddress, Zone
from broadcast.people import Person
from broadcast.plan import manifest as wire
from broadcast.plan.canonical import moment
from broadcast.plan.envelope import read_envelope
from broadcast.plan.terms import Priority

FORMAT = "loaxa.playlist/1"
POLL_S = 60
NOTED_EVERY = timedelta(minutes=1)


class CannotMake(Exception):
    """No address is made; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What stands in a zone's newest plan and is still to be heard."""

    manifest: wire.Manifest
    air: tuple[wire.AirItem, ...]
    streams: tuple[wire.StreamItem, ...]

    @property
    def media(self) -> frozenset[str]:
        """The files that a receiver needs."""
        return frozenset(item.media for item in self.air)


def make(zone: Zone | None, *, name: str, person: Person, now: datetime) -> tuple[PlaylistAddress, str]:
    """Make an address for one receiver; return its row and the secret part, which nobody can read again."""
    name = " ".join(name.split())[:120]
    if zone is None or not name:
        raise CannotMake(_("Choose the zone, and write which receiver the address is for."))
    secret = secrets.token_urlsafe(24)
    row = PlaylistAddress.objects.create(
        zone=zone, name=name, secret_sha256=_digest(secret), made_at=now, made_by_name=person.get_full_name()
    )
    return row, secret


def close(row: PlaylistAddress, *, person: Person, now: datetime) -> None:
    """Close an address for good."""
    open_row = PlaylistAddress.objects.filter(pk=row.pk, ended_at=None)
    open_row.update(ended_at=now, ended_by_name=person.get_full_name())


def address_of(secret: str, *, now: datetime) -> PlaylistAddress | None:
    """Return the open address with this secret, and note that it was asked."""
    row = (
        PlaylistAddress.objects.select_related("zone")
        .filter(secret_sha256=_digest(secret), ended_at=None)
        .first()
    )
    if row is not None:
        stale = Q(last_asked_at=None) | Q(last_asked_at__lt=now - NOTED_EVERY)
        PlaylistAddress.objects.filter(stale, pk=row.pk).update(last_asked_at=now)
    return row


def listed(zone: Zone, *, now: datetime) -> Listed | None:
    """Return what a receiver of the zone may still sound, by the signed plan; None when there is none in force."""
    newest = Manifest.objects.filter(zone=zone).order_by("-epoch", "-counter").first()
    if newest is None or now >= newest.valid_until:
        return None
    manifest = wire.parse(read_envelope(newest.envelope.encode()).payload)
    return Listed(
        manifest=manifest,
        air=tuple(item for item in manifest.air if _may_sound(item, manifest, now)),
        streams=tuple(item for item in manifest.streams if _may_sound(item, manifest, now)),
    )


def playlist(found: Listed, *, media_url: str) -> dict[str, Any]:
    """Return what a receiver is told; ``media_url`` has ``{sha256}`` where the digest of a file goes."""
    manifest = found.manifest
    items = sorted(
        [*_files(found, media_url), *_relays(found)], key=lambda each: (each["from"], each["start"])
    )
    return {
        "format": FORMAT,
        "station": manifest.station.name,
        "zone": manifest.zone.name,
        "version": f"{manifest.epoch}.{manifest.counter}",
        "valid_until": moment(manifest.valid_until),
        "timezone": manifest.timezone,
        "poll_s": POLL_S,
        "items": items,
    }


def _may_sound(item: wire.AirItem | wire.StreamItem, manifest: wire.Manifest, now: datetime) -> bool:
    """Ask what a device of ours asks by itself: is it over, recalled, stopped, or in quiet hours?"""
    authority = item.authority
    is_revoked = authority.kind is not wire.AuthorityKind.STANDING and authority.id in manifest.revoked
    if item.ends_at <= now or is_revoked or item.airing in manifest.stopped:
        return False
    is_urgent = isinstance(item, wire.AirItem) and item.priority is Priority.URGENT
    return is_urgent or not manifest.is_quiet(item.starts_at, item.ends_at)


def _files(found: Listed, media_url: str) -> Iterator[dict[str, Any]]:
    for item in found.air:
        media = found.manifest.media[item.media]
        yield {
            **_when(item, found.manifest),
            "kind": item.kind.value,
            "priority": item.priority.value,
            "url": media_url.format(sha256=item.media),
            "sha256": item.media,
            "bytes": media.bytes,
            "type": media.type,
        }


def _relays(found: Listed) -> Iterator[dict[str, Any]]:
    for item in found.streams:
        yield {
            **_when(item, found.manifest),
            "kind": "relay",
            "priority": Priority.NORMAL.value,
            "url": item.url,
            "sha256": None,
            "bytes": None,
            "type": None,
        }


def _when(item: wire.AirItem | wire.StreamItem, manifest: wire.Manifest) -> dict[str, Any]:
    """Return the hours by the station's clock and the days on which they hold; every item sounds once."""
    zone = ZoneInfo(manifest.timezone)
    starts, ends = item.starts_at.astimezone(zone), item.ends_at.astimezone(zone)
    day = starts.date().isoformat()
    return {
        "id": item.airing,
        "title": item.title,
        "start": f"{starts:%H:%M:%S}",
        "stop": f"{ends:%H:%M:%S}",
        "from": day,
        "until": day,
        "starts_at": moment(item.starts_at),
        "duration_ms": item.duration_ms,
    }


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

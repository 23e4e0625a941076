"""Items of upper levels: signed by a registered source, verified here, heard nowhere until a person lets them in."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from broadcast import evidence
from broadcast.models import Station, UpstreamItem, UpstreamSource
from broadcast.people import Person
from broadcast.plan import envelope

FORMAT = "loaxa.upstream/1"
MOST_BYTES = 256 * 1024
MOST_TITLE, MOST_TEXT = 255, 20_000


class CannotRegister(Exception):
    """The source cannot be registered; the message says why and what to do."""


class NotTaken(Exception):
    """The item is not taken; ``code`` is what the sender is told."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a source signed."""

    uuid: UUID
    kind: str
    title: str
    text: str
    media_sha256: str
    media_url: str
    issued_at: datetime
    valid_until: datetime | None


# -------------------------------------------------------------------- sources


@transaction.atomic
def register(
    station: Station, *, name: str, public_key: str, person: Person, now: datetime
) -> UpstreamSource:
    """Trust a system of an upper level by the key it gave us on paper or in person."""
    _check(person, "manage_sources", _("Only an administrator registers or revokes a source."))
    if not name.strip():
        raise CannotRegister(_("Write whose system it is."))
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key.strip(), validate=True))
    except (ValueError, binascii.Error) as fault:
        raise CannotRegister(
            _("This is not a public key: 44 characters, as the upper level gave it.")
        ) from fault
    if UpstreamSource.objects.filter(key_id=envelope.key_id(key)).exists():
        raise CannotRegister(_("This key is registered already; a revoked key is never used again."))
    raw = base64.b64encode(envelope.raw_public_key(key)).decode()
    facts = {"subject": "source", "source": name.strip(), "key": raw, **evidence.person(person)}
    return UpstreamSource.objects.create(
        station=station,
        name=name.strip(),
        public_key=raw,
        key_id=envelope.key_id(key),
        registered_by_name=person.get_full_name(),
        registered_at=now,
        entry=evidence.append(evidence.Kind.STANDING, facts, now=now),
    )


@transaction.atomic
def revoke_source(source: UpstreamSource, *, person: Person, now: datetime) -> None:
    """Trust the source no more: nothing of it comes in, and what came in may not be used."""
    _check(person, "manage_sources", _("Only an administrator registers or revokes a source."))
    evidence.lock()
    if not UpstreamSource.objects.filter(pk=source.pk, revoked_at=None).exists():
        return
    facts = {"subject": "source", "source": source.entry_id, **evidence.person(person)}
    UpstreamSource.objects.filter(pk=source.pk).update(
        revoked_at=now,
        revoked_by_name=person.get_full_name(),
        end_entry=evidence.append(evidence.Kind.STANDING_END, facts, now=now),
    )


# ---------------------------------------------------------------------- items


def take(signed: bytes, *, now: datetime) -> UpstreamItem:
    """Keep an item whose signature a source in force made, or raise ``NotTaken``; the same again is the same item."""
    if len(signed) > MOST_BYTES:
        raise NotTaken("too_large")
    source, payload = _opened(signed)
    letter = _letter(payload)
    if letter.valid_until is not None and letter.valid_until <= now:
        raise NotTaken("expired")
    digest = hashlib.sha256(payload).hexdigest()
    item, _made = UpstreamItem.objects.get_or_create(
        uuid=letter.uuid,
        defaults={
            "source": source,
            "kind": letter.kind,
            "title": letter.title,
            "text": letter.text,
            "media_sha256": letter.media_sha256,
            "media_url": letter.media_url,
            "issued_at": letter.issued_at,
            "valid_until": letter.valid_until,
            "envelope": signed.decode(),
            "payload_sha256": digest,
            "received_at": now,
        },
    )
    if (item.payload_sha256, item.source_id) != (digest, source.pk):
        raise NotTaken("conflict")
    return item


def _opened(signed: bytes) -> tuple[UpstreamSource, bytes]:
    for source in UpstreamSource.objects.filter(revoked_at=None):
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(source.public_key))
        try:
            return source, envelope.open_envelope(signed, context=envelope.UPSTREAM, key=key)
        except envelope.Forged:
            continue
    raise NotTaken("forged")


def _letter(payload: bytes) -> Letter:
    try:
        fields = json.loads(payload)
        if fields["format"] != FORMAT:
            raise NotTaken("format")
        letter = Letter(
            uuid=UUID(fields["id"]),
            kind=UpstreamItem.Kind(fields["kind"]).value,
            title=_text(fields["title"], MOST_TITLE),
            text=_text(fields.get("text", ""), MOST_TEXT, empty=True),
            media_sha256=_digest(fields.get("media") or ""),
            media_url=_text(fields.get("media_url") or "", 500, empty=True),
            issued_at=_moment(fields["issued_at"]),
            valid_until=_moment(fields["valid_until"]) if fields.get("valid_until") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NotTaken("malformed") from fault
    if (letter.kind == UpstreamItem.Kind.TEXT and not letter.text) or (
        letter.kind == UpstreamItem.Kind.AUDIO and not letter.media_sha256
    ):
        raise NotTaken("malformed")
    return letter


def _text(said: Any, most: int, *, empty: bool = False) -> str:
    if not isinstance(said, str) or len(said) > most or "\x00" in said or not (empty or said.strip()):
        raise ValueError("not a text of that length")
    return said


def _digest(said: Any) -> str:
    if said and (len(said) != 64 or not set(said) <= set("0123456789abcdef")):
        raise ValueError("not a SHA-256")
    return str(said)


def _moment(said: str) -> datetime:
    moment = parse_datetime(said)
    if moment is None or moment.tzinfo is None:
        raise ValueError("not a time with a zone")
    return moment


@transaction.atomic
def admit(item: UpstreamItem, *, person: Person, now: datetime) -> None:
    """Take the item over: from now on it may be used, and the chain says who let it in."""
    _check(person, "operate_station", _("Only an operator takes items of upper levels over."))
    evidence.lock()
    waiting = UpstreamItem.objects.filter(pk=item.pk, entry=None, revoked_at=None, source__revoked_at=None)
    if not waiting.exists():
        return
    facts = {
        "item": str(item.pk),
        "source": item.source.entry_id,
        "payload": item.payload_sha256,
        "media": item.media_sha256 or None,
        **evidence.person(person),
    }
    UpstreamItem.objects.filter(pk=item.pk).update(
        admitted_by_id=person.pk,
        admitted_by_name=person.get_full_name(),
        admitted_at=now,
        entry=evidence.append(evidence.Kind.UPSTREAM, facts, now=now),
    )


@transaction.atomic
def turn_away(item: UpstreamItem, *, person: Person, now: datetime) -> None:
    """Refuse an item that waits, or take an admitted one back."""
    _check(person, "operate_station", _("Only an operator takes items of upper levels over."))
    evidence.lock()
    if not UpstreamItem.objects.filter(pk=item.pk, revoked_at=None).exists():
        return
    facts = {
        "subject": "item",
        "item": str(item.pk),
        "payload": item.payload_sha256,
        "admission": item.entry_id,
        **evidence.person(person),
    }
    UpstreamItem.objects.filter(pk=item.pk).update(
        revoked_at=now,
        revoked_by_name=person.get_full_name(),
        end_entry=evidence.append(evidence.Kind.STANDING_END, facts, now=now),
    )


def _check(person: Person, right: str, otherwise: str) -> None:
    if not person.has_perm(f"broadcast.{right}"):
        raise PermissionDenied(otherwise)

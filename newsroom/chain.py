"""Appends to the evidence chain: one writer at a time, each link with the hash of the one before and a signature."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import rfc8785
from django.db import transaction

from newsroom import signing
from newsroom.models import ChainEntry, CommuneSettings
from newsroom.models.chain import GENESIS


class Person(Protocol):
    """What a link keeps of the person who decided."""

    pk: int
    title: str

    def get_full_name(self) -> str:
        """The name as it is written on paper."""


@transaction.atomic
def append(kind: str, facts: Mapping[str, Any], *, now: datetime) -> ChainEntry:
    """Write the next link; it stands or falls with the transaction around it.

    ``facts`` is plain JSON data: digests, numbers, names; never the texts themselves.
    """
    last = _locked_head()
    entry = ChainEntry(
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        facts_json=rfc8785.dumps(dict(facts)).decode(),
        written_at=now,
        previous_sha256=last.sha256 if last else GENESIS,
    )
    payload = entry.payload()
    signature = signing.signer().sign(payload)
    entry.sha256 = hashlib.sha256(payload).hexdigest()
    entry.key_id, entry.signature = signature.key_id, signature.value
    entry.save(force_insert=True)
    return entry


def person(who: Person) -> dict[str, Any]:
    """Return who decided, as a link keeps it: the name and office of that day."""
    return {"person": who.pk, "name": who.get_full_name(), "office": who.title}


def lock() -> None:
    """Wait for the writer of the chain before us: who reads first and then decides, locks first."""
    _locked_head()


def head() -> ChainEntry | None:
    """Return the newest link."""
    return ChainEntry.objects.order_by("-sequence").first()


def _locked_head() -> ChainEntry | None:
    """Return the newest link, with the one row locked that every writer of the chain locks."""
    CommuneSettings.objects.get_or_create()
    list(CommuneSettings.objects.select_for_update().values_list("pk")[:1])
    return head()

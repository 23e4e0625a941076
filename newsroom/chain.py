"""Appends to the evidence chain: one writer at a time, each link with the hash of the one before and a signature."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

import rfc8785
from django.db import connection, transaction

from newsroom import signing, witness
from newsroom.models import ChainEntry
from newsroom.models.chain import GENESIS

WRITERS_LOCK = 0x4C6F6158E3  # any number that nothing else on this database locks


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
    signature = signing.signer().sign(payload, at=entry.written_at)
    entry.sha256 = hashlib.sha256(payload).hexdigest()
    entry.key_id, entry.signature = signature.key_id, signature.value
    entry.save(force_insert=True)
    transaction.on_commit(lambda: witness.note(entry.sequence, entry.sha256), robust=True)
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
    """Return the newest link, once every other writer of the chain has ended its transaction.

    SQLite has one writer at a time anyway (transactions begin IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS_LOCK])
    return head()

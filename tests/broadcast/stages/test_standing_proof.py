"""What was approved once is compared with its links: each kind of row, changed or removed, is named."""

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast import live, standing, upstream
from broadcast.models import LiveAuthority, StandingClip, UpstreamItem, UpstreamSource
from broadcast.plan import envelope
from newsroom import verification
from newsroom.models import ChainEntry
from tests.broadcast.commune import Commune, person
from tests.broadcast.stages.clips import approved_clip

pytestmark = pytest.mark.django_db

Tamper = Callable[[], Any]
FAR = datetime(2999, 1, 1, tzinfo=UTC)


def named() -> set[tuple[str, str]]:
    """Return (kind of link, code) of every fault."""
    kinds = dict(ChainEntry.objects.values_list("pk", "kind"))
    return {(kinds.get(fault.sequence, ""), fault.code) for fault in verification.verify().faults}


@pytest.fixture
def granted(commune: Commune, now: datetime) -> None:
    """Approve an opening and revoke a sign-off; open the air and close it; let an item of the province in."""
    approved_clip(commune, now=now)
    closing = approved_clip(commune, now=now, kind=StandingClip.Kind.CLOSING)
    standing.revoke_clip(closing, person=commune.leader, now=now)
    fields: dict[str, Any] = {"purpose": "Họp thôn", "minutes": 30, "person": commune.operator}
    opened = live.open_live(commune.station, zones=commune.zones, now=now, **fields)
    live.close_live(opened, person=commune.leader, now=now + timedelta(minutes=5))
    key = Ed25519PrivateKey.generate()
    upstream.register(
        commune.station,
        name="Sở",
        public_key=base64.b64encode(envelope.raw_public_key(key.public_key())).decode(),
        person=person("chi-quan-tri", "administrator"),
        now=now,
    )
    letter = {"format": upstream.FORMAT, "id": str(uuid4()), "kind": "text", "title": "Tin", "text": "Tin."}
    letter["issued_at"] = "2026-11-25T01:00:00Z"
    signed = envelope.sign(json.dumps(letter).encode(), context=envelope.UPSTREAM, key=key)
    upstream.admit(upstream.take(signed, now=now), person=commune.operator, now=now)


def test_what_nobody_touched_agrees(granted: None) -> None:
    assert named() == set()


TAMPERINGS: dict[str, tuple[Tamper, tuple[str, str]]] = {
    "another sound under an approved opening": (
        lambda: StandingClip.objects.filter(kind="opening").update(master_sha256="a" * 64),
        ("standing", "row-changed"),
    ),
    "a longer validity": (
        lambda: StandingClip.objects.filter(kind="opening").update(valid_until=FAR),
        ("standing", "row-changed"),
    ),
    "a revoked sign-off in force again": (
        lambda: StandingClip.objects.filter(kind="closing").update(revoked_at=None, end_entry=None),
        ("standing_end", "row-removed"),
    ),
    "more time on the air": (
        lambda: LiveAuthority.objects.update(until=FAR),
        ("live", "row-changed"),
    ),
    "an end that is gone": (
        lambda: LiveAuthority.objects.update(closed_at=None, end_entry=None),
        ("live_end", "row-removed"),
    ),
    "another key of the province": (
        lambda: UpstreamSource.objects.update(public_key="b" * 44),
        ("standing", "row-changed"),
    ),
    "an item with other contents": (
        lambda: UpstreamItem.objects.update(payload_sha256="c" * 64),
        ("upstream", "row-changed"),
    ),
    "an item let in by somebody else": (
        lambda: UpstreamItem.objects.update(admitted_by_name="Người khác"),
        ("upstream", "row-changed"),
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_row_that_says_something_else_than_its_link_is_named(granted: None, what: str) -> None:
    tamper, expected = TAMPERINGS[what]

    tamper()

    assert named() == {expected}


def test_a_row_at_a_link_of_another_kind_is_named(commune: Commune, granted: None) -> None:
    foreign = ChainEntry.objects.filter(kind="live").get()
    StandingClip.objects.filter(kind="closing").update(entry=foreign)

    assert ("live", "row-without-link") in named()

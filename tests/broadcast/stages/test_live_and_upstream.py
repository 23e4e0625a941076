"""Authorities that are no story: the air opened by a person, and items that an upper level signed."""

import base64
import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import PermissionDenied

from broadcast import live, pipeline, upstream
from broadcast.authority import NotReleasable, Output, question
from broadcast.models import LiveAuthority, UpstreamItem, UpstreamSource
from broadcast.plan import envelope
from broadcast.plan.terms import AuthorityKind
from newsroom.models import ChainEntry
from tests.broadcast.commune import Commune, person

pytestmark = pytest.mark.django_db
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)


def _kinds() -> list[str]:
    return list(ChainEntry.objects.order_by("sequence").values_list("kind", flat=True))


def _open(commune: Commune, now: datetime, **changed: object) -> LiveAuthority:
    fields = {"zones": commune.zones, "purpose": "Họp thôn", "minutes": 30, "person": commune.operator}
    return live.open_live(commune.station, now=now, **(fields | changed))  # type: ignore[arg-type]


def test_the_open_air_has_its_own_authority_until_it_ends(commune: Commune, now: datetime) -> None:
    opened = _open(commune, now)

    authority = question(opened, output=Output.AIR, now=now)

    assert (authority.kind, authority.id) == (AuthorityKind.LIVE, str(opened.entry_id))
    with pytest.raises(NotReleasable):
        question(opened, output=Output.AIR, now=now + timedelta(minutes=30))
    with pytest.raises(NotReleasable):
        question(opened, output=Output.BOARDS, now=now)


def test_it_ends_by_itself_and_the_chain_says_so_once(commune: Commune, now: datetime) -> None:
    opened = _open(commune, now)

    for minutes in (29, 30, 31):
        pipeline.sweep(now + timedelta(minutes=minutes))

    opened.refresh_from_db()
    assert (opened.closed_at, opened.closed_by_name) == (now + timedelta(minutes=30), "")
    assert _kinds() == ["live", "live_end"]


def test_who_closes_it_is_kept(commune: Commune, now: datetime) -> None:
    opened = _open(commune, now)

    live.close_live(opened, person=commune.leader, now=now + timedelta(minutes=5))
    live.close_live(opened, person=commune.leader, now=now + timedelta(minutes=6))

    opened.refresh_from_db()
    assert opened.closed_by_name == commune.leader.get_full_name()
    assert _kinds() == ["live", "live_end"]


@pytest.mark.parametrize("changed", [{"purpose": " "}, {"minutes": 0}, {"minutes": 181}, {"zones": ()}])
def test_the_air_is_not_opened_without_purpose_end_and_zone(
    commune: Commune, now: datetime, changed: dict[str, object]
) -> None:
    with pytest.raises(live.CannotOpen):
        _open(commune, now, **changed)


def test_a_zone_is_open_for_one_at_a_time(commune: Commune, now: datetime) -> None:
    _open(commune, now, zones=commune.zones[:1])

    with pytest.raises(live.CannotOpen):
        _open(commune, now)
    assert _open(commune, now, zones=commune.zones[1:])


def test_an_editor_opens_nothing(commune: Commune, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        _open(commune, now, person=commune.editor)


# ------------------------------------------------------------------- upstream


def _source(commune: Commune, now: datetime) -> UpstreamSource:
    key = envelope.raw_public_key(KEY.public_key())
    return upstream.register(
        commune.station,
        name="Sở",
        public_key=base64.b64encode(key).decode(),
        person=person("chi-quan-tri", "administrator"),
        now=now,
    )


def _signed(*, context: str = envelope.UPSTREAM, key: Ed25519PrivateKey = KEY, **changed: object) -> bytes:
    fields = {
        "format": upstream.FORMAT,
        "id": str(uuid4()),
        "kind": "text",
        "title": "Tin của tỉnh",
        "text": "Nội dung.",
        "issued_at": "2026-11-25T01:00:00Z",
    }
    return envelope.sign(json.dumps(fields | changed).encode(), context=context, key=key)


def test_an_item_is_kept_and_goes_nowhere_until_somebody_lets_it_in(commune: Commune, now: datetime) -> None:
    source = _source(commune, now)

    item = upstream.take(_signed(), now=now)

    assert (item.source, item.title) == (source, "Tin của tỉnh")
    with pytest.raises(NotReleasable):
        question(item, output=Output.AIR, now=now)
    upstream.admit(item, person=commune.operator, now=now)
    item = UpstreamItem.objects.get()
    authority = question(item, output=Output.AIR, now=now)
    assert (authority.kind, authority.id) == (AuthorityKind.UPSTREAM, str(item.entry_id))
    assert item.entry is not None
    assert item.entry.facts["payload"] == item.payload_sha256
    assert item.entry.facts["source"] == source.entry_id


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("forged", {"context": envelope.MANIFEST}),
        ("forged", {"key": Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)}),
        ("format", {"format": "loaxa.upstream/2"}),
        ("malformed", {"text": ""}),
        ("malformed", {"kind": "audio"}),
        ("malformed", {"id": "17"}),
        ("malformed", {"issued_at": "2026-11-25"}),
        ("expired", {"valid_until": "2026-11-25T01:30:00Z"}),
    ],
)
def test_what_is_forged_foreign_or_broken_is_not_taken(
    commune: Commune, now: datetime, code: str, changed: dict[str, object]
) -> None:
    _source(commune, now)

    with pytest.raises(upstream.NotTaken) as refusal:
        upstream.take(_signed(**changed), now=now)  # type: ignore[arg-type]

    assert refusal.value.code == code
    assert not UpstreamItem.objects.exists()


def test_the_same_item_again_is_the_same_and_another_under_its_name_is_refused(
    commune: Commune, now: datetime
) -> None:
    _source(commune, now)
    first = _signed(id="6f9a3c52-6a0e-5c1b-9b0e-1f3f0a7d2c41")

    assert upstream.take(first, now=now) == upstream.take(first, now=now)
    with pytest.raises(upstream.NotTaken, match="conflict"):
        upstream.take(_signed(id="6f9a3c52-6a0e-5c1b-9b0e-1f3f0a7d2c41", title="Khác"), now=now)


def test_a_revoked_source_lets_nothing_in_and_its_items_fall(commune: Commune, now: datetime) -> None:
    source = _source(commune, now)
    item = upstream.take(_signed(), now=now)
    upstream.admit(item, person=commune.operator, now=now)

    upstream.revoke_source(source, person=person("ong-quan-tri", "administrator"), now=now)

    with pytest.raises(upstream.NotTaken, match="forged"):
        upstream.take(_signed(), now=now)
    with pytest.raises(NotReleasable):
        question(UpstreamItem.objects.get(), output=Output.AIR, now=now)
    assert not UpstreamItem.objects.admitted(now).exists()
    assert _kinds() == ["standing", "upstream", "standing_end"]


def test_an_item_is_taken_back(commune: Commune, now: datetime) -> None:
    _source(commune, now)
    item = upstream.take(_signed(), now=now)
    upstream.admit(item, person=commune.operator, now=now)

    upstream.turn_away(UpstreamItem.objects.get(), person=commune.operator, now=now)
    upstream.admit(UpstreamItem.objects.get(), person=commune.operator, now=now)

    with pytest.raises(NotReleasable):
        question(UpstreamItem.objects.get(), output=Output.AIR, now=now)


def test_only_administrators_register_and_only_operators_admit(commune: Commune, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        upstream.register(commune.station, name="Sở", public_key="x", person=commune.leader, now=now)
    _source(commune, now)
    with pytest.raises(PermissionDenied):
        upstream.admit(upstream.take(_signed(), now=now), person=commune.editor, now=now)

"""An envelope opens for the right key and context only, and only whole."""

import base64
import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.plan import canonical, envelope
from broadcast.plan.envelope import MANIFEST, REQUEST, Forged, open_envelope, sign
from broadcast.plan.manifest import parse
from tests.broadcast.plan import manifests

KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
FOREIGN = Ed25519PrivateKey.from_private_bytes(b"\x08" * 32)
PAYLOAD = canonical.to_bytes(manifests.manifest())


def opened(data: bytes, *, context: str = MANIFEST, key: Ed25519PrivateKey = KEY) -> bytes:
    """Open with the pinned key."""
    return open_envelope(data, context=context, key=key.public_key())


def test_manifest_travels_whole() -> None:
    data = sign(PAYLOAD, context=MANIFEST, key=KEY)

    assert parse(opened(data)) == manifests.manifest()


def test_pre_authentication_is_that_of_the_standard() -> None:
    assert envelope.pre_authentication("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


def test_envelope_has_the_form_of_the_protocol() -> None:
    fields = json.loads(sign(b"{}", context=MANIFEST, key=KEY))

    assert fields["payloadType"] == "application/vnd.loaxa.manifest.v1+json"
    assert fields["payload"] == "e30="
    (signature,) = fields["signatures"]
    assert signature["keyid"] == envelope.key_id(KEY.public_key())
    assert len(signature["keyid"]) == 16
    assert len(base64.b64decode(signature["sig"])) == 64


def test_foreign_key_is_refused() -> None:
    with pytest.raises(Forged, match="pinned key"):
        opened(sign(PAYLOAD, context=MANIFEST, key=FOREIGN))


def test_signature_for_another_context_is_refused() -> None:
    data = sign(PAYLOAD, context=REQUEST, key=KEY)

    with pytest.raises(Forged, match="another context"):
        opened(data)
    with pytest.raises(Forged, match="pinned key"):
        opened(data.replace(REQUEST.encode(), MANIFEST.encode()))


def test_one_good_signature_among_others_is_enough() -> None:
    fields = json.loads(sign(PAYLOAD, context=MANIFEST, key=FOREIGN))
    fields["signatures"] += json.loads(sign(PAYLOAD, context=MANIFEST, key=KEY))["signatures"]

    assert opened(json.dumps(fields).encode()) == PAYLOAD


DAMAGES: list[Callable[[dict[str, Any]], Any]] = [
    lambda fields: fields.update(payload=base64.b64encode(PAYLOAD + b" ").decode()),
    lambda fields: fields.update(payload="***"),
    lambda fields: fields.update(payload="é"),
    lambda fields: fields.update(payload=None),
    lambda fields: fields.update(signatures=[]),
    lambda fields: fields.update(signatures={}),
    lambda fields: fields.update(signatures=["x"]),
    lambda fields: fields.update(signatures=fields["signatures"] * 5),
    lambda fields: fields["signatures"][0].update(sig=""),
    lambda fields: fields["signatures"][0].update(sig=7),
    lambda fields: fields.pop("signatures"),
    lambda fields: fields.pop("payloadType"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_envelope_is_refused(damage: Callable[[dict[str, Any]], Any]) -> None:
    fields = json.loads(sign(PAYLOAD, context=MANIFEST, key=KEY))
    damage(fields)

    with pytest.raises(Forged):
        opened(json.dumps(fields).encode())


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"\xff", b'{"a":' + b"[" * 100_000, b'{"a":1,"a":1}'])
def test_bytes_that_are_no_envelope_are_refused(data: bytes) -> None:
    with pytest.raises(Forged):
        opened(data)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_envelope_with_any_byte_changed_or_cut_is_refused_or_means_the_same(data: st.DataObject) -> None:
    whole = sign(PAYLOAD, context=MANIFEST, key=KEY)
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:place] + bytes([data.draw(st.integers(0, 255))]) + whole[place + 1 :]

    with pytest.raises(Forged):
        opened(whole[:place])
    with contextlib.suppress(Forged):
        assert opened(changed) == PAYLOAD  # the key id is only a hint and may be changed

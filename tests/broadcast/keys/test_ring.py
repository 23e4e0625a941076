"""The ring: one key per context, lists that only the root signs, dates, revocations, epochs."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from broadcast import keyring
from broadcast.keys import files, ring, root
from broadcast.models import KeyList, OnlineKey, RootKey
from broadcast.plan import envelope, keylist
from broadcast.plan.envelope import CAP, CHAIN, COMMAND, KEYS, MANIFEST, REQUEST, Forged, OtherContext

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def established(db: None, files: Path, now: datetime) -> None:
    keyring.establish(now)


def certified() -> keylist.KeyList:
    found = keyring.certified()
    assert found is not None
    return found


def test_a_fresh_machine_has_a_root_and_a_key_for_each_context() -> None:
    listed = certified()

    assert {key.contexts for key in listed.keys} == {(MANIFEST,), (COMMAND,), (CHAIN,)}
    assert listed.number == (1, 1)
    assert listed.station == RootKey.objects.get().key_id


def test_establishing_again_changes_nothing(now: datetime) -> None:
    before = keyring.key_list()

    keyring.establish(now + DAY)

    assert keyring.key_list() == before
    assert OnlineKey.objects.count() == 3


def test_private_keys_are_for_their_owner_alone() -> None:
    paths = [path for path in Path(settings.KEY_DIRECTORY).rglob("*") if path.is_file()]

    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in Path(settings.KEY_DIRECTORY).iterdir()} == {0o700}
    assert sorted(path.parent.name for path in paths if path.suffix == ".pem") == [
        "root", "station", "station", "web",
    ]  # fmt: skip


@pytest.mark.parametrize("context", [MANIFEST, COMMAND, CHAIN])
@pytest.mark.parametrize("asked", [MANIFEST, COMMAND, CHAIN, KEYS, REQUEST, CAP])
def test_a_signature_opens_in_its_own_context_only(context: str, asked: str, now: datetime) -> None:
    signed = keyring.sign(b"{}", context=context, now=now)
    if context == asked:
        assert keylist.open_listed(signed, context=asked, keys=certified())[0] == b"{}"
        return

    with pytest.raises(OtherContext):
        keylist.open_listed(signed, context=asked, keys=certified())
    with pytest.raises(Forged):  # not even when the envelope is relabelled
        relabelled = signed.replace(context.encode(), asked.encode())
        keylist.open_listed(relabelled, context=asked, keys=certified())


def test_a_key_may_not_sign_for_another_context(now: datetime) -> None:
    chain = OnlineKey.objects.get(context=CHAIN)
    signed = envelope.sign(b"{}", context=MANIFEST, key=files.load_online(CHAIN, chain.pk))

    with pytest.raises(OtherContext):
        keylist.open_listed(signed, context=MANIFEST, keys=certified())


def test_the_root_signs_lists_only() -> None:
    signed = envelope.sign(b"{}", context=MANIFEST, key=files.load_root())

    with pytest.raises(keylist.UnknownKey):
        keylist.open_listed(signed, context=MANIFEST, keys=certified())


def test_keys_renew_themselves_and_overlap_while_the_root_is_here(now: datetime) -> None:
    late = now + ring.LIVES - ring.RENEWED_BEFORE + DAY

    keyring.keep(now + DAY)
    assert OnlineKey.objects.count() == 3
    keyring.keep(late)

    assert OnlineKey.objects.filter(context=MANIFEST, valid_from__lte=late, valid_until__gt=late).count() == 2
    assert OnlineKey.objects.get(pk=keyring.signing_key_id(MANIFEST, now=late)).valid_from == late
    assert certified().number == (1, 2)


def test_without_the_root_nothing_renews_itself(now: datetime) -> None:
    files.remove_root()

    keyring.keep(now + ring.LIVES - DAY)

    assert OnlineKey.objects.count() == 3
    with pytest.raises(keyring.NoKeyInForce):
        keyring.sign(b"{}", context=MANIFEST, now=now + ring.LIVES)
    with pytest.raises(ring.RootAway):
        ring.rotate(now)
    assert KeyList.objects.count() == 1


def test_a_revoked_key_opens_nothing_and_a_new_epoch_begins(now: datetime) -> None:
    stolen = keyring.signing_key_id(MANIFEST, now=now)
    signed = keyring.sign(b"{}", context=MANIFEST, now=now)

    epoch = ring.revoke(now + DAY, stolen, reason="Máy chủ bị mất")

    assert epoch == 2
    assert certified().number == (2, 1)
    assert not files.has_online(MANIFEST, stolen)
    assert keyring.signing_key_id(MANIFEST, now=now + DAY) != stolen
    with pytest.raises(keylist.RevokedKey):
        keylist.open_listed(signed, context=MANIFEST, keys=certified())


def test_an_approval_signed_before_the_theft_still_stands(now: datetime) -> None:
    name, signature = keyring.chain_signature(b"row", now=now)
    theft = now + 10 * DAY

    ring.revoke(theft + DAY, name, reason="Lộ", since=theft)

    assert keyring.verify_chain(b"row", name, signature, at=now)
    assert not keyring.verify_chain(b"row", name, signature, at=theft)
    assert not keyring.verify_chain(b"other", name, signature, at=now)


def test_a_chain_key_past_its_dates_proves_what_it_signed_in_time(now: datetime) -> None:
    name, signature = keyring.chain_signature(b"row", now=now)
    keyring.keep(now + ring.LIVES)

    assert keyring.verify_chain(b"row", name, signature, at=now)
    assert not keyring.verify_chain(b"row", name, signature, at=now + ring.LIVES)
    assert not keyring.verify_chain(b"row", name, signature, at=now - DAY)


def test_a_key_written_into_the_database_is_no_key(now: datetime) -> None:
    stranger = Ed25519PrivateKey.generate()
    name = envelope.key_id(stranger.public_key())
    OnlineKey.objects.create(
        key_id=name,
        context=CHAIN,
        public_key=ring.text_of(stranger.public_key()),
        valid_from=now - DAY,
        valid_until=now + DAY,
    )
    signature = stranger.sign(envelope.pre_authentication(CHAIN, b"row"))

    assert not keyring.verify_chain(b"row", name, signature, at=now)


def test_a_list_by_another_root_is_no_list(now: datetime) -> None:
    stranger = Ed25519PrivateKey.generate()
    listed = keylist.open_list(keyring.key_list(), root=files.load_root().public_key())
    forged = envelope.sign(b"{}", context=KEYS, key=stranger)
    KeyList.objects.create(epoch=9, version=1, issued_at=now, envelope=forged.decode())
    RootKey.objects.update(public_key=ring.text_of(stranger.public_key()))

    assert listed.number == (1, 1)
    assert keyring.certified() is None


def test_another_root_can_be_made_when_the_paper_is_lost(now: datetime) -> None:
    name, signature = keyring.chain_signature(b"row", now=now)
    former = keyring.root_public_key()

    epoch = root.replace(now + DAY)

    assert keyring.root_public_key() != former
    assert (epoch, certified().number) == (2, (2, 1))
    assert RootKey.objects.get().confirmed_at is None
    assert keyring.verify_chain(b"row", name, signature, at=now)

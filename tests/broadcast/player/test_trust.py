"""Whom a box believes: the root it pinned, the keys that the root certified, and orders that such a key signed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.command import Action
from broadcast.plan.envelope import CHAIN, COMMAND, MANIFEST, key_id
from broadcast.player.errand import Errand
from broadcast.player.held import KEY_COPIES, Holder
from broadcast.player.identity import COPIES, device_key, identity_of, public_text
from broadcast.player.polling import Poller
from tests.broadcast.player.station import Station, listed

Misdeed = Callable[[Station], None]
DAY = timedelta(days=1)


@pytest.fixture
def poller(station: Station, errand: Errand) -> Poller:
    """A box in service that holds the station's plan 1.1."""
    station.release()
    poller = Poller(errand)
    poller.round()
    assert errand.holder.manifest
    return poller


def version(errand: Errand) -> tuple[int, int] | None:
    return errand.holder.manifest.version if errand.holder.manifest else None


def refusals(errand: Errand) -> str:
    return " ".join(each["detail"] for each in errand.ledger.pending(50) if each["kind"] == "refusal")


# ------------------------------------------------------------------ manifests


def by_the_chain_key(station: Station) -> None:
    station.serve(station.manifest(), key=station.chain_key)


def by_the_command_key(station: Station) -> None:
    station.serve(station.manifest(), key=station.command_key)


def by_the_root(station: Station) -> None:
    station.serve(station.manifest(), key=station.root)


def for_the_chain(station: Station) -> None:
    station.serve(station.manifest(), key=station.chain_key, context=CHAIN)


def an_order(station: Station) -> None:
    station.serve(station.manifest(), key=station.command_key, context=COMMAND)


def a_key_that_is_over(station: Station) -> None:
    now = datetime.now(UTC)
    station.certify(keys=(listed(station.key, MANIFEST, valid_until=now - DAY),), epoch=1)
    station.release(issued_at=(now - 2 * DAY).isoformat(timespec="seconds").replace("+00:00", "Z"))


def a_key_not_yet_in_force(station: Station) -> None:
    now = datetime.now(UTC)
    station.certify(keys=(listed(station.key, MANIFEST, valid_from=now + DAY),))
    station.release()


def a_revoked_key(station: Station) -> None:
    thief, station.key = station.key, Ed25519PrivateKey.generate()
    station.certify(revoked=[key_id(thief.public_key())])
    station.serve(station.manifest(), key=thief)


def an_epoch_of_its_own(station: Station) -> None:
    station.release(epoch=2)


@pytest.mark.parametrize(
    ("misdeed", "said"),
    [
        (by_the_chain_key, "việc khác"),
        (by_the_command_key, "việc khác"),
        (by_the_root, "không chứng nhận"),
        (for_the_chain, "việc khác"),
        (an_order, "việc khác"),
        (a_key_that_is_over, "hết hạn"),
        (a_key_not_yet_in_force, "chưa có hiệu lực"),
        (a_revoked_key, "đã bị thu hồi"),
        (an_epoch_of_its_own, "chưa mở"),
    ],
)
def test_a_manifest_that_no_certified_key_signed_in_its_time_is_refused(
    station: Station, errand: Errand, poller: Poller, misdeed: Misdeed, said: str
) -> None:
    counter = errand.holder.manifest.counter if errand.holder.manifest else 0

    misdeed(station)
    poller.round()

    assert said in refusals(errand)
    assert errand.holder.manifest is None or errand.holder.manifest.counter == counter


def test_a_manifest_of_the_former_epoch_is_refused_in_the_new_one(
    station: Station, errand: Errand, poller: Poller
) -> None:
    station.certify(epoch=2, version=1)
    station.serve(station.manifest(counter=10**6))

    poller.round()

    assert version(errand) == (1, 1)
    assert "cũ hơn" in refusals(errand)
    station.release(epoch=2)
    poller.round()
    assert version(errand) == (2, station.counter)


# ------------------------------------------------------------------ key lists


def test_a_newer_list_is_fetched_on_a_hint_and_a_rotated_key_is_followed(
    station: Station, errand: Errand, poller: Poller
) -> None:
    former, station.key = station.key, Ed25519PrivateKey.generate()
    station.certify(keys=(listed(former, MANIFEST), listed(station.key, MANIFEST)))
    station.release()

    poller.round()

    assert version(errand) == (1, 2)
    assert refusals(errand) == ""
    calls = station.calls.count(("/keys", 200))
    poller.round()
    assert station.calls.count(("/keys", 200)) == calls


def test_a_list_by_another_root_is_refused(station: Station, errand: Errand, poller: Poller) -> None:
    station.key = Ed25519PrivateKey.generate()
    station.certify(root=Ed25519PrivateKey.generate())
    station.release()

    poller.round()

    assert version(errand) == (1, 1)
    assert "không do khoá gốc" in refusals(errand)


def test_an_older_list_is_refused_even_after_the_held_one_was_lost(
    station: Station, errand: Errand, poller: Poller, tmp_path: Path
) -> None:
    older = station.keys
    station.certify()
    poller.round()
    for name in KEY_COPIES:
        (tmp_path / name).unlink()
    errand.holder = Holder(tmp_path, errand.holder.identity)
    station.keys = older
    station.release()

    poller.round()

    assert "danh sách khoá cũ hơn" in refusals(errand)
    assert errand.holder.keys is None


def test_a_revoked_key_never_counts_again_whatever_a_later_list_says(
    station: Station, errand: Errand, poller: Poller
) -> None:
    thief = station.key
    station.certify(revoked=[key_id(thief.public_key())], epoch=2, version=1)
    poller.round()
    dropped = version(errand)
    station.certify(epoch=3, version=1)
    station.release(epoch=3)

    poller.round()

    assert dropped is None
    assert version(errand) is None
    assert "đã bị thu hồi" in refusals(errand)


def test_a_worn_copy_of_the_list_does_not_silence_the_box(
    station: Station, errand: Errand, poller: Poller, tmp_path: Path
) -> None:
    (tmp_path / KEY_COPIES[0]).write_bytes(b"\0\0\0")

    holder = Holder(tmp_path, errand.holder.identity)

    assert holder.manifest is not None


# ------------------------------------------------------------------ orders


def test_nobody_silences_a_box_by_saying_that_it_is_revoked(
    station: Station, errand: Errand, poller: Poller
) -> None:
    station.is_revoked = True

    poller.round()

    assert version(errand) == (1, 1)
    assert "không có lệnh do đài ký" in errand.problems.current()[0]
    station.is_revoked = False
    poller.round()
    assert errand.problems.current() == []


def foreign(station: Station) -> None:
    station.order(Action.REVOKE, device="00000000-0000-4000-8000-000000000000")


def by_a_stranger(station: Station) -> None:
    station.order(Action.REVOKE, key=Ed25519PrivateKey.generate())


def by_the_manifest_key(station: Station) -> None:
    station.order(Action.REVOKE, key=station.key)


def in_the_wrong_context(station: Station) -> None:
    station.order(Action.REVOKE, context=MANIFEST)


def of_another_epoch(station: Station) -> None:
    station.order(Action.REVOKE, epoch=7)


@pytest.mark.parametrize(
    ("misdeed", "said"),
    [
        (foreign, "máy khác"),
        (by_a_stranger, "không chứng nhận"),
        (by_the_manifest_key, "việc khác"),
        (in_the_wrong_context, "việc khác"),
        (of_another_epoch, "kỳ khoá khác"),
    ],
)
def test_an_order_that_is_not_ours_or_not_genuine_is_not_obeyed(
    station: Station, errand: Errand, poller: Poller, misdeed: Misdeed, said: str
) -> None:
    misdeed(station)

    poller.round()

    assert version(errand) == (1, 1)
    assert said in refusals(errand)
    assert station.orders


def test_a_box_moves_to_another_zone_by_a_signed_order_alone(
    station: Station, errand: Errand, poller: Poller
) -> None:
    station.release(zone={"id": "9", "name": "Thôn Đoài"})
    poller.round()
    before = version(errand)
    station.order(Action.SERVE, zone="9")

    poller.round()

    assert before == (1, 1)
    assert "khu vực khác" in refusals(errand)
    assert errand.holder.manifest is not None
    assert errand.holder.manifest.zone.id == "9"
    assert station.orders == {}


def test_a_replayed_order_changes_nothing(station: Station, errand: Errand, poller: Poller) -> None:
    first = station.order(Action.SERVE, zone="9")
    replayed = station.orders[first]
    poller.round()
    station.order(Action.SERVE, zone="3")
    poller.round()
    station.orders = {first: replayed}

    poller.round()

    assert errand.holder.identity.zone == "3"
    assert station.orders == {}  # it was obeyed once, and the box says so again


def test_a_box_changes_its_key_on_order(
    station: Station, errand: Errand, poller: Poller, tmp_path: Path
) -> None:
    former = public_text(errand.station.key)
    station.order(Action.NEW_KEY)

    poller.round()

    kept = device_key(tmp_path)
    assert public_text(kept) == public_text(errand.station.key) != former
    assert identity_of(tmp_path, kept).device == station.device
    poller.round()
    assert errand.problems.current() == []


def test_a_lost_answer_about_the_new_key_loses_no_box(
    station: Station, errand: Errand, poller: Poller, tmp_path: Path
) -> None:
    station.order(Action.NEW_KEY)
    station.loses_key_answers = 1
    poller.round()
    lost = errand.problems.current()

    poller.round()  # the station knows us by the other key: found out, and tried
    poller.round()

    assert "Chưa liên lạc được" in lost[0]
    assert errand.problems.current() == []
    assert station.orders == {}
    assert identity_of(tmp_path, device_key(tmp_path)).device == station.device


def test_somebody_who_calls_our_signature_wrong_does_not_lock_us_out(
    station: Station, errand: Errand, poller: Poller
) -> None:
    station.order(Action.NEW_KEY)
    poller.round()
    genuine, station.device_key = station.device_key, Ed25519PrivateKey.generate().public_key()
    for _ in range(3):
        poller.round()

    station.device_key = genuine
    poller.round()
    poller.round()

    assert errand.problems.current() == []


def test_a_box_that_the_station_forgot_presents_itself_and_keeps_its_plan(
    station: Station, errand: Errand, poller: Poller, monkeypatch: pytest.MonkeyPatch
) -> None:
    station.is_claimed = False

    poller.round()

    assert version(errand) == (1, 1)
    assert errand.holder.identity.code == "482 913"
    assert errand.holder.identity.root_key == json.loads(Path(
        errand.holder.folder, COPIES[0]
    ).read_text())["root_key"]  # fmt: skip

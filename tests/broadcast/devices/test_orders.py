"""Orders to devices, their keys, and what revoking one means from the next request on."""

import base64
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast import commands, keyring, pipeline
from broadcast.devices import enrolment
from broadcast.keys import ring
from broadcast.models import DeviceOrder, Manifest
from broadcast.plan import command, keylist
from broadcast.plan.envelope import COMMAND, DEVICE_KEY, pre_authentication
from broadcast.player.identity import public_text
from tests.broadcast.boxes import Box, box_in, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return the first zone's loudspeaker, told which zone that is."""
    box = box_in(commune, commune.zones[0], now=now)
    commune.booked(now=now)
    pipeline.sweep(now)
    obey(box)
    return box


def waiting(box: Box) -> list[command.Command]:
    keys = keyring.certified()
    assert keys is not None
    envelopes = box.get("orders").json()["orders"]
    return [
        command.parse(keylist.open_listed(each.encode(), context=COMMAND, keys=keys)[0]) for each in envelopes
    ]


def obey(box: Box) -> None:
    assert box.post("orders", {"done": [each.id for each in waiting(box)]}).status_code == 200


def test_a_confirmed_box_is_told_its_zone_by_a_signed_order(commune: Commune, now: datetime) -> None:
    box = box_in(commune, commune.zones[1], now=now)
    unsigned = box.get("orders").json()["orders"]
    commands.sign_waiting(now)

    [order] = waiting(box)

    assert unsigned == []
    assert (order.action, order.device, order.number) == (command.Action.SERVE, box.device, (1, 1))
    assert order.zone is not None
    assert order.zone.id == str(commune.zones[1].pk)


def test_answers_hint_at_keys_and_orders(commune: Commune, box: Box, now: datetime) -> None:
    quiet = box.get("manifest").headers
    enrolment.order_new_key(row_of(box), person=commune.operator, now=now)
    commands.sign_waiting(now)

    told = box.get("manifest", if_none_match=quiet["ETag"])

    assert (quiet["LoaXa-Keys"], "LoaXa-Orders" in quiet) == ("1.1", False)
    assert (told.status_code, told.headers["LoaXa-Orders"]) == (304, "1")


def test_a_moved_box_is_served_the_other_zone_from_the_signature_on(
    commune: Commune, box: Box, now: datetime
) -> None:
    enrolment.relocate(row_of(box), zone=commune.zones[1], person=commune.operator, now=now)
    before = row_of(box).zone
    commands.sign_waiting(now)

    assert before == commune.zones[0]
    assert row_of(box).zone == commune.zones[1]
    assert [order.zone and order.zone.id for order in waiting(box)] == [str(commune.zones[1].pk)]


def test_only_the_last_place_is_ordered(commune: Commune, box: Box, now: datetime) -> None:
    for zone in (commune.zones[1], commune.zones[0]):
        enrolment.relocate(row_of(box), zone=zone, person=commune.operator, now=now)
    commands.sign_waiting(now)

    assert [order.zone and order.zone.id for order in waiting(box)] == [str(commune.zones[0].pk)]


def test_a_revoked_box_is_refused_from_the_next_request_on(commune: Commune, box: Box, now: datetime) -> None:
    assert box.get("manifest").status_code == 200

    enrolment.revoke(row_of(box), person=commune.operator, reason="Mất cắp", now=now)

    answers = [box.get("manifest"), box.get("media/" + "0" * 64), box.post("heartbeat", {})]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert box.get("orders").status_code == 200


def test_a_revoked_box_fetches_the_order_to_forget(commune: Commune, box: Box, now: datetime) -> None:
    enrolment.revoke(row_of(box), person=commune.operator, reason="Mất cắp", now=now)
    pipeline.sweep(now)

    assert [order.action for order in waiting(box)] == [command.Action.REVOKE]
    obey(box)
    assert waiting(box) == []


def test_a_box_speaks_for_its_own_orders_only(commune: Commune, box: Box, now: datetime) -> None:
    other = box_in(commune, commune.zones[1], now=now)
    commands.sign_waiting(now)
    [order] = waiting(other)

    box.post("orders", {"done": [order.id]})

    assert len(waiting(other)) == 1


@pytest.mark.parametrize("fields", [{}, [], {"done": 7}, {"done": ["x"]}, {"done": None}, {"done": [7]}])
def test_what_is_no_report_of_orders_is_refused(box: Box, fields: object) -> None:
    assert box.post("orders", fields).status_code == 400


def test_orders_that_wait_are_signed_again_in_a_new_epoch(commune: Commune, box: Box, now: datetime) -> None:
    enrolment.order_new_key(row_of(box), person=commune.operator, now=now)
    commands.sign_waiting(now)
    ring.new_epoch(now + timedelta(seconds=1))
    with time_machine.travel(now + timedelta(seconds=2), tick=False):
        commands.sign_waiting(now + timedelta(seconds=2))

    assert [order.number for order in waiting(box)] == [(2, 2)]


# ------------------------------------------------------------------ a device's next key


def proof_of(box: Box, key: Ed25519PrivateKey, *, device: str = "") -> dict[str, str]:
    covered = f"{device or box.device}\n{box.public_key}\n{public_text(key)}".encode()
    proof = base64.b64encode(key.sign(pre_authentication(DEVICE_KEY, covered))).decode()
    return {"public_key": public_text(key), "proof": proof}


def test_a_new_key_is_taken_when_both_keys_sign(box: Box) -> None:
    former, new = box.key, Ed25519PrivateKey.generate()

    assert box.post("key", proof_of(box, new)).status_code == 200

    assert box.get("manifest").json() == {"error": "signature"}
    box.key = new
    assert box.get("manifest").status_code == 200
    assert [each["public_key"] for each in row_of(box).former_keys] == [public_text(former)]


def test_a_former_key_does_not_come_back(box: Box) -> None:
    former, new = box.key, Ed25519PrivateKey.generate()
    box.post("key", proof_of(box, new))
    box.key = new

    answer = box.post("key", proof_of(box, former))

    assert answer.status_code == 400
    assert row_of(box).public_key == public_text(new)


Spoil = Callable[[dict[str, str]], Any]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda fields: fields.update(proof=""),
        lambda fields: fields.update(proof=None),
        lambda fields: fields.update(proof="é"),
        lambda fields: fields.pop("proof"),
        lambda fields: fields.update(public_key="x"),
        lambda fields: fields.update(public_key=public_text(Ed25519PrivateKey.generate())),
    ],
)
def test_a_key_that_did_not_prove_itself_is_not_taken(box: Box, spoil: Spoil) -> None:
    fields = proof_of(box, Ed25519PrivateKey.generate())
    spoil(fields)

    assert box.post("key", fields).status_code == 400
    assert row_of(box).public_key == box.public_key


def test_a_proof_for_another_device_is_not_taken(box: Box) -> None:
    fields = proof_of(box, Ed25519PrivateKey.generate(), device="00000000-0000-4000-8000-000000000000")

    assert box.post("key", fields).status_code == 400


# ------------------------------------------------------------------ the short way


def test_an_unchanged_plan_costs_one_query(box: Box, django_assert_num_queries: Any) -> None:
    etag = box.get("manifest").headers["ETag"]
    box.get("manifest", if_none_match=etag)  # the first time says that it holds it, and that is noted

    with django_assert_num_queries(1):
        assert box.get("manifest", if_none_match=etag).status_code == 304


def test_the_last_contact_is_kept_up(box: Box, now: datetime) -> None:
    box.get("manifest")
    box.clock = later = now + timedelta(seconds=25)

    with time_machine.travel(later, tick=False):
        box.get("manifest")

    assert row_of(box).last_seen_at == later


def test_the_key_list_is_for_everybody_and_carries_no_secret(box: Box) -> None:
    answer = box.client.get("/api/device/v1/keys")

    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert json.loads(answer.content).keys() == {"payloadType", "payload", "signatures"}


def test_a_call_that_does_not_exist_is_told_in_json(box: Box) -> None:
    answer = box.client.get("/api/device/v1/nothing")

    assert (answer.status_code, answer.json()) == (404, {"error": "no such call"})


def test_serving_devices_needs_no_private_key(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_args: object) -> None:
        raise AssertionError("the web server touched a private key")

    monkeypatch.setattr("broadcast.keys.files._load", nobody)
    monkeypatch.setattr("broadcast.keys.files._kept", nobody)

    answers = [box.get("manifest"), box.get("orders"), box.client.get("/api/device/v1/keys"), box.claim()]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 201]
    assert Manifest.objects.exists()
    assert DeviceOrder.objects.exists()

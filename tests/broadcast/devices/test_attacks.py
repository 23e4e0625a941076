"""Attacks on the station in a device's name: each is refused, written down, and told on the desk."""

import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.urls import reverse

from broadcast import refused_calls
from broadcast.devices import answering, api, enrolment
from broadcast.models import Device, Manifest, Receipt, RefusedCall
from cms.audit.entry import Question
from cms.audit.station import RefusedCalls
from tests.broadcast.boxes import API, Box, box_in, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
Attack = Callable[[Box], int]


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    refused_calls._noted.clear()
    yield
    refused_calls._noted.clear()


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a loudspeaker in service that is called by a name people know."""
    box = box_in(commune, commune.zones[0], now=now)
    Device.objects.filter(pk=box.device).update(name="Cụm loa đình", last_seen_at=now)
    return box


def a_stolen_name(box: Box) -> int:
    """Somebody knows the device's name and has a key of his own."""
    thief = Box(clock=box.clock, device=box.device, key=Ed25519PrivateKey.generate())
    return thief.post("receipts", {"receipts": []}).status_code


def a_stolen_signature_on_another_body(box: Box) -> int:
    overheard = box.header("POST", API + "receipts", b'{"receipts": []}')
    return box.send("receipts", b'{"receipts": [{}]}', overheard).status_code


def a_stolen_signature_on_another_call(box: Box) -> int:
    overheard = box.header("GET", API + "manifest")
    return box.client.get(API + "orders", headers={"authorization": overheard}).status_code


def a_former_key(box: Box) -> int:
    former, box.key = box.key, Ed25519PrivateKey.generate()
    Device.objects.filter(pk=box.device).update(public_key=box.public_key)
    return Box(clock=box.clock, device=box.device, key=former).get("manifest").status_code


def a_replayed_call(box: Box) -> int:
    body = b'{"receipts": []}'
    overheard = box.header("POST", API + "receipts", body, at=box.clock - timedelta(minutes=6))
    return box.send("receipts", body, overheard).status_code


def a_clock_set_back(box: Box) -> int:
    box.clock -= timedelta(days=30)
    return box.post("heartbeat", {"now": box.clock.isoformat()}).status_code


def a_revoked_device(box: Box) -> int:
    Device.objects.filter(pk=box.device).update(status="revoked")
    return box.get("manifest").status_code


def a_traversing_name(box: Box) -> int:
    return box.get("media/..%2f..%2f..%2fetc%2fpasswd").status_code


def a_traversing_name_without_slashes(box: Box) -> int:
    return box.get("media/..").status_code


def too_many_receipts(box: Box) -> int:
    return box.post("receipts", {"receipts": [{}] * (api.MOST_RECEIPTS + 1)}).status_code


def too_many_bytes(box: Box) -> int:
    return box.post("receipts", {"receipts": [], "x": "x" * answering.MOST_BYTES}).status_code


def bytes_that_nobody_reads(box: Box) -> int:
    body = json.dumps({"receipts": [], "x": "x" * 6 * 1024 * 1024}).encode()
    return box.send("receipts", body, box.header("POST", API + "receipts", body)).status_code


def a_receipt_without_end(box: Box) -> int:
    receipt = {"id": str(uuid4()), "kind": "air", "outcome": "played", "started_at": "9" * 10_000}
    assert box.post("receipts", {"receipts": [receipt]}).json()["accepted"] == []
    return 200


WITHOUT_KEY = "Somebody called in the name of Cụm loa đình without its key, last at 09:00 25/11."
OTHER_TIME = "Calls of Cụm loa đình were signed at another time (last at 09:00 25/11) and refused"
OUT_OF_SERVICE = "Cụm loa đình is out of service and still calls in, last at 09:00 25/11. It gets nothing."
NO_SUCH_FILE = "In the name of Cụm loa đình a file was asked for that no plan can name"
BAD_REPORT = "Cụm loa đình sent a report that is too large or makes no sense"


@pytest.mark.parametrize(
    ("attack", "status", "why", "told"),
    [
        (a_stolen_name, 401, "signature", WITHOUT_KEY),
        (a_stolen_signature_on_another_body, 401, "signature", WITHOUT_KEY),
        (a_stolen_signature_on_another_call, 401, "signature", WITHOUT_KEY),
        (a_former_key, 401, "signature", WITHOUT_KEY),
        (a_replayed_call, 401, "clock", OTHER_TIME),
        (a_clock_set_back, 401, "clock", OTHER_TIME),
        (a_revoked_device, 403, "revoked", OUT_OF_SERVICE),
        (a_traversing_name, 404, "path", NO_SUCH_FILE),
        (a_traversing_name_without_slashes, 404, "path", NO_SUCH_FILE),
        (too_many_receipts, 400, "report", BAD_REPORT),
        (too_many_bytes, 400, "report", BAD_REPORT),
        (bytes_that_nobody_reads, 413, "report", BAD_REPORT),
        (a_receipt_without_end, 200, "report", BAD_REPORT),
    ],
)
def test_an_attack_is_refused_written_down_and_told_on_the_desk(
    commune: Commune, box: Box, caplog: pytest.LogCaptureFixture, attack: Attack, status: int, why: str, told: str
) -> None:  # fmt: skip
    before = row_of(box).last_seen_at

    with caplog.at_level(logging.WARNING):
        assert attack(box) == status

    assert not Receipt.objects.exists() and not Manifest.objects.exists()
    assert row_of(box).last_seen_at == before
    row = RefusedCall.objects.get()
    assert (str(row.device_id), row.why, row.times) == (box.device, why, 1)
    assert f"in the name of device {box.device} was refused: {why}" in caplog.text
    desk = Client()
    desk.force_login(commune.operator)
    assert told in desk.get(reverse("broadcast:home")).content.decode()
    [line] = RefusedCalls().newest(Question(), rank=0, before=None, limit=9)
    assert (line.about, line.what) == ("Cụm loa đình", "A device's call was refused")


def test_a_replay_within_the_tolerance_changes_nothing(box: Box) -> None:
    body = b'{"receipts": []}'
    overheard = box.header("POST", API + "receipts", body)

    assert [box.send("receipts", body, overheard).status_code for _turn in "12"] == [200, 200]
    assert not Receipt.objects.exists() and not RefusedCall.objects.exists()


def test_a_flood_is_written_down_once_in_twenty_seconds(box: Box) -> None:
    for _turn in range(50):
        a_stolen_name(box)

    assert RefusedCall.objects.get().times == 1


def test_the_same_on_the_next_day_is_a_line_of_its_own_and_the_desk_tells_it_once(
    box: Box, now: datetime
) -> None:
    for hours in (0, 1, 20):
        refused_calls.note(row_of(box).pk, "signature", now=now + timedelta(hours=hours))

    assert list(RefusedCall.objects.order_by("on").values_list("times", flat=True)) == [2, 1]
    assert len(list(refused_calls.problems(now + timedelta(hours=20)))) == 1
    assert not list(refused_calls.problems(now + timedelta(hours=45)))


def test_strangers_fill_no_table(box: Box) -> None:
    stranger = Box(clock=box.clock, device=str(uuid4()))

    assert stranger.get("manifest").status_code == 401
    assert stranger.get("media/..%2fx").status_code == 404
    assert box.client.get(API + "manifest").status_code == 401
    assert not RefusedCall.objects.exists()


def test_a_box_that_nobody_confirmed_yet_raises_no_alarm(commune: Commune, now: datetime) -> None:
    waiting = Box(clock=now)
    asked = enrolment.ask({"public_key": waiting.public_key, "kind": "loudspeaker"}, now=now)
    waiting.device = str(asked.pk)

    assert waiting.get("manifest").status_code == 403
    assert not RefusedCall.objects.exists()

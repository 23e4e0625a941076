import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from broadcast import release
from broadcast.devices import answering, api
from broadcast.models import Airing, Receipt
from broadcast.plan.canonical import moment
from broadcast.states import AiringStatus
from tests.broadcast.boxes import API, Box, box_in, receipt, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a loudspeaker in service."""
    return box_in(commune, commune.zones[0], now=now)


def _heartbeat(at: datetime, /, **changed: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "now": moment(at),
        "playing": None,
        "manifest": {"epoch": 1, "counter": 7},
        "chain": {"sequence": 3, "sha256": "0" * 64},
        "disk_free_bytes": 1,
        "software": "loaxa-player/0.1",
        "problems": [],
    }
    return fields | changed


def test_a_receipt_arrives_and_settles_its_airing(commune: Commune, box: Box, now: datetime) -> None:
    commune.booked(now=now)
    release.release(commune.station, now=now)
    airing = Airing.objects.get(zone=commune.zones[0])
    sent, box.clock = receipt(airing), airing.starts_at + timedelta(minutes=5)

    with time_machine.travel(box.clock, tick=False):
        answer = box.post("receipts", {"receipts": [sent, {"id": "broken"}]})

    assert answer.json()["accepted"] == [sent["id"]]
    assert [refusal["id"] for refusal in answer.json()["refused"]] == ["broken"]
    assert Airing.objects.get(zone=commune.zones[0]).status == AiringStatus.PLAYED


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"receipts": {}}', b'{"receipts": null}', b"7"])
def test_a_body_without_receipts_is_refused(box: Box, body: bytes) -> None:
    answer = box.send("receipts", body, box.header("POST", API + "receipts", body))

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("malformed")


def test_more_than_500_receipts_at_once_are_refused(box: Box) -> None:
    answer = box.post("receipts", {"receipts": [{}] * (api.MOST_RECEIPTS + 1)})

    assert answer.status_code == 400
    assert not Receipt.objects.exists()


def test_a_body_that_is_too_large_is_refused(box: Box) -> None:
    answer = box.post("receipts", {"receipts": [], "padding": "x" * answering.MOST_BYTES})

    assert answer.status_code == 400


def test_a_body_that_nobody_would_send_is_refused_before_it_is_read(box: Box) -> None:
    body = json.dumps({"receipts": [], "padding": "x" * 6 * 1024 * 1024}).encode()

    answer = box.send("receipts", body, box.header("POST", API + "receipts", body))

    assert answer.status_code in {400, 413}


def test_a_heartbeat_says_how_the_box_is(box: Box, now: datetime) -> None:
    playing = str(uuid4())

    answer = box.post(
        "heartbeat",
        _heartbeat(now + timedelta(seconds=2), playing=playing, problems=["Không có thiết bị âm thanh"]),
    )

    device = row_of(box)
    assert answer.json() == {"now": moment(now)}
    assert (device.last_seen_at, device.clock_error_s) == (now, 2.0)
    assert (device.manifest_epoch, device.manifest_counter, device.chain_sequence) == (1, 7, 3)
    assert (str(device.playing), device.problems) == (playing, ["Không có thiết bị âm thanh"])


def test_a_heartbeat_needs_no_manifest(box: Box, now: datetime) -> None:
    answer = box.post("heartbeat", _heartbeat(now, manifest=None, chain=None, problems=None))

    assert answer.status_code == 200
    assert row_of(box).manifest_counter == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"now": "2026-99-99T00:00:00Z"},
        {"playing": "no uuid"},
        {"playing": 7},
        {"manifest": {"epoch": "x"}},
        {"manifest": {"epoch": -1}},
        {"manifest": {"counter": 2**70}},
        {"chain": {"sequence": 1e400}},
        {"problems": 7},
    ],
)
def test_a_heartbeat_that_makes_no_sense_is_refused(
    box: Box, now: datetime, wrong: dict[str, object]
) -> None:
    answer = box.post("heartbeat", _heartbeat(now, **wrong))

    assert answer.status_code == 400
    assert row_of(box).manifest_counter == 0


@pytest.mark.parametrize("call", ["receipts", "heartbeat", "claim"])
def test_what_is_written_is_not_fetched(box: Box, call: str) -> None:
    assert box.get(call).status_code == 405

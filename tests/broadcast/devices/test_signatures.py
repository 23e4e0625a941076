from datetime import datetime, timedelta

import pytest

from broadcast.devices import enrolment
from broadcast.models import Receipt
from tests.broadcast.boxes import API, Box, box_in, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a loudspeaker in service."""
    return box_in(commune, commune.zones[0], now=now)


@pytest.mark.parametrize("header", ["", "Bearer token", 'LoaXa device="x"'])
def test_an_unsigned_request_is_not_answered(box: Box, header: str) -> None:
    answer = box.client.get(API + "manifest", headers={"authorization": header})

    assert (answer.status_code, answer.json()) == (401, {"error": "unsigned"})


def test_a_device_that_nobody_knows_is_not_answered(box: Box) -> None:
    box.device = "00000000-0000-0000-0000-000000000000"

    answer = box.get("manifest")

    assert (answer.status_code, answer.json()) == (401, {"error": "unknown"})


def test_another_key_s_signature_is_not_taken(box: Box, now: datetime) -> None:
    stranger = Box(clock=now, device=box.device)

    answer = stranger.get("manifest")

    assert (answer.status_code, answer.json()) == (401, {"error": "signature"})


def test_a_signature_is_for_one_path(box: Box) -> None:
    header = box.header("GET", API + "manifest")

    answer = box.client.get(API + "manifest?zone=2", headers={"authorization": header})

    assert answer.json() == {"error": "signature"}


def test_a_replayed_header_does_not_carry_another_body(box: Box) -> None:
    header = box.header("POST", API + "receipts", b'{"receipts": []}')

    honest = box.send("receipts", b'{"receipts": []}', header)
    forged = box.send("receipts", b'{"receipts": [{}]}', header)

    assert honest.status_code == 200
    assert (forged.status_code, forged.json()) == (401, {"error": "signature"})
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_box_with_a_wrong_clock_is_told_the_time(box: Box, now: datetime, minutes: int) -> None:
    box.clock += timedelta(minutes=minutes)

    answer = box.get("manifest")
    box.clock = datetime.fromtimestamp(answer.json()["now"], tz=now.tzinfo)

    assert (answer.status_code, answer.json()) == (401, {"error": "clock", "now": int(now.timestamp())})
    assert box.get("manifest").status_code == 404


def test_a_clock_that_is_a_little_off_is_no_fault(box: Box) -> None:
    box.clock += timedelta(minutes=4)

    assert box.get("manifest").status_code == 404


def test_a_box_that_nobody_confirmed_is_not_answered(commune: Commune, now: datetime) -> None:
    box = Box(clock=now)
    box.claim()

    answer = box.get("manifest")

    assert (answer.status_code, answer.json()) == (403, {"error": "unclaimed"})


def test_a_revoked_box_is_told_so(commune: Commune, box: Box, now: datetime) -> None:
    enrolment.revoke(row_of(box), person=commune.operator, reason="Mất cắp", now=now)

    answer = box.get("manifest")

    assert (answer.status_code, answer.json()) == (403, {"error": "revoked"})


def test_a_call_notes_the_last_contact(box: Box, now: datetime) -> None:
    before = row_of(box).last_seen_at

    box.get("manifest")

    assert before is None
    assert row_of(box).last_seen_at == now

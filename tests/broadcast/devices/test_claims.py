from datetime import datetime, timedelta

import pytest
import time_machine

from broadcast import keyring
from broadcast.devices import enrolment
from broadcast.models import Device
from broadcast.states import DeviceStatus
from broadcast.transitions import UnlawfulMove
from tests.broadcast.boxes import API, Box, box_in, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a box that nobody knows yet."""
    return Box(clock=now)


def test_a_new_box_gets_a_code_and_the_station_s_key(box: Box) -> None:
    answer = box.claim()

    fields = answer.json()
    assert answer.status_code == 201
    assert len(fields["code"].replace(" ", "")) == 6
    assert fields["root_key"] == keyring.root_public_key()
    assert Device.objects.get().status == DeviceStatus.CLAIMING


def test_asking_again_with_the_same_key_gives_the_same_code(box: Box) -> None:
    first, second = box.claim().json(), box.claim(name="Tên khác").json()

    assert first == second
    assert Device.objects.count() == 1


def test_two_boxes_never_show_the_same_code(box: Box, now: datetime) -> None:
    codes = {box.claim().json()["code"], *(Box(clock=now).claim().json()["code"] for _each in range(5))}

    assert len(codes) == 6


@pytest.mark.parametrize(
    "wrong",
    [
        {"public_key": "no base64 ä"},
        {"public_key": "c2hvcnQ="},
        {"public_key": None},
        {"kind": "television"},
        {"kind": None},
        {"kind": []},
    ],
)
def test_a_claim_that_makes_no_sense_is_refused(box: Box, wrong: dict[str, object]) -> None:
    answer = box.claim(**wrong)

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("malformed")
    assert not Device.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"\xff\xfe"])
def test_what_is_no_claim_at_all_is_refused(box: Box, body: bytes) -> None:
    answer = box.client.post(API + "claim", data=body, content_type="application/json")

    assert answer.status_code == 400


def test_a_person_confirms_the_code_for_a_zone(commune: Commune, box: Box, now: datetime) -> None:
    code = box.claim().json()["code"]

    enrolment.confirm(
        code.replace(" ", "-"), zone=commune.zones[1], name=" Loa đình ", person=commune.operator, now=now
    )

    device = row_of(box)
    assert (device.status, device.zone, device.name) == (
        DeviceStatus.ACTIVE,
        commune.zones[1],
        "Loa đình",
    )
    assert (device.claimed_by_name, device.claim_code) == (commune.operator.get_full_name(), "")


@pytest.mark.parametrize("code", ["", "000", "chữ", "999 9999"])
def test_a_code_that_no_box_shows_is_refused(commune: Commune, box: Box, now: datetime, code: str) -> None:
    box.claim()

    with pytest.raises(enrolment.WrongCode):
        enrolment.confirm(code, zone=commune.zones[0], name="", person=commune.operator, now=now)

    assert row_of(box).status == DeviceStatus.CLAIMING


def test_a_code_is_good_once(commune: Commune, box: Box, now: datetime) -> None:
    code = box.claim().json()["code"]
    enrolment.confirm(code, zone=commune.zones[0], name="", person=commune.operator, now=now)

    with pytest.raises(enrolment.WrongCode):
        enrolment.confirm(code, zone=commune.zones[1], name="", person=commune.operator, now=now)

    assert row_of(box).zone == commune.zones[0]


def test_a_code_lives_for_a_day(commune: Commune, box: Box, now: datetime) -> None:
    code = box.claim().json()["code"]

    with pytest.raises(enrolment.WrongCode):
        enrolment.confirm(
            code,
            zone=commune.zones[0],
            name="",
            person=commune.operator,
            now=now + enrolment.CODE_LIVES + timedelta(seconds=1),
        )

    assert row_of(box).status == DeviceStatus.CLAIMING


def test_a_box_whose_code_has_died_gets_a_fresh_one(commune: Commune, box: Box, now: datetime) -> None:
    box.claim()
    later = now + enrolment.CODE_LIVES + timedelta(seconds=1)

    with time_machine.travel(later, tick=False):
        asked = enrolment.ask({"public_key": box.public_key, "kind": "loudspeaker"}, now=later)

    confirmed = enrolment.confirm(
        asked.claim_code, zone=commune.zones[0], name="", person=commune.operator, now=later
    )
    assert confirmed.status == DeviceStatus.ACTIVE


def test_boxes_that_nobody_confirms_do_not_pile_up(
    commune: Commune, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enrolment, "MOST_WAITING", 1)
    box.claim()

    answer = Box(clock=box.clock).claim()

    assert answer.status_code == 400
    assert Device.objects.count() == 1


def test_a_revoked_box_cannot_ask_again(commune: Commune, now: datetime) -> None:
    box = box_in(commune, commune.zones[0], now=now)
    enrolment.revoke(row_of(box), person=commune.operator, reason="Hỏng", now=now)

    answer = box.claim()

    assert (answer.status_code, answer.json()) == (403, {"error": "revoked"})


def test_a_box_is_revoked_once(commune: Commune, now: datetime) -> None:
    box = box_in(commune, commune.zones[0], now=now)
    enrolment.revoke(row_of(box), person=commune.operator, reason="Hỏng", now=now)

    with pytest.raises(UnlawfulMove):
        enrolment.revoke(row_of(box), person=commune.operator, reason="Hỏng nữa", now=now)

    assert row_of(box).status == DeviceStatus.REVOKED

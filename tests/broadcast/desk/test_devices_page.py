import base64
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from broadcast import device_spells, fleet
from broadcast.models import Device, DeviceOrder
from broadcast.states import DeviceStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
DEVICES = "broadcast:devices"


def device_in(commune: Commune, now: datetime, /, **changed: object) -> Device:
    """Return a device in service that was heard of a moment ago and can do everything."""
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    fields: dict[str, object] = {
        "kind": Device.Kind.LOUDSPEAKER,
        "name": f"Cụm loa {uuid4().hex[:6]}",
        "zone": commune.zones[0],
        "public_key": base64.b64encode(key).decode(),
        "status": DeviceStatus.ACTIVE,
        "claimed_at": now - timedelta(days=60),
        "last_seen_at": now - timedelta(seconds=20),
        "abilities": ["volume", "chime", "restart", "log"],
        "software": "loaxa-player/0.2",
        "volume": 80,
    }
    return Device.objects.create(**(fields | changed))


def names(client: Client, **query: str) -> list[str]:
    return [box.device.name for box in client.get(reverse(DEVICES), query).context["boxes"]]


def test_the_boxes_in_trouble_come_first(commune: Commune, operator: Client, now: datetime) -> None:
    device_in(commune, now, name="tốt")
    device_in(commune, now, name="nóng", temperature_c=86.0)
    device_in(commune, now, name="im", last_seen_at=now - timedelta(minutes=14))
    night = {"works_from": time(16), "works_until": time(20)}
    device_in(commune, now, name="nghỉ", last_seen_at=now - timedelta(hours=13), **night)

    page = operator.get(reverse(DEVICES))

    assert [box.device.name for box in page.context["boxes"]] == ["im", "nóng", "tốt", "nghỉ"]
    assert [count for _shape, _words, count in page.context["counts"]] == [1, 1, 1, 1]
    assert "Silent for 14 minutes." in page.content.decode()
    assert "86 °C" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"tim": "đình làng"}, ["A"]),
        ({"tim": "ĐÔNG"}, ["A", "B"]),
        ({"trang-thai": fleet.Shape.SILENT}, ["B"]),
        ({"tim": "đình", "trang-thai": fleet.Shape.SILENT}, []),
        ({"khu-vuc": "999999"}, []),
        ({"khu-vuc": "x'"}, []),
    ],
)
def test_some_are_found(
    commune: Commune, operator: Client, now: datetime, query: dict[str, str], found: list[str]
) -> None:
    zone = commune.zones[0]
    type(zone).objects.filter(pk=zone.pk).update(name="Thôn Đông")
    device_in(commune, now, name="A", position="Đình làng")
    device_in(commune, now, name="B", last_seen_at=None)

    assert sorted(names(operator, **query)) == found


def test_a_box_that_is_off_by_rule_raises_no_alarm(commune: Commune, now: datetime) -> None:
    hours = {"works_from": time(5), "works_until": time(21)}
    device = device_in(commune, now, last_seen_at=now.replace(hour=4), **hours)

    assert fleet.is_silent(device, now=now)
    assert not fleet.is_silent(device, now=now.replace(hour=23))
    assert not fleet.is_silent(device, now=now.replace(hour=5, minute=4))
    assert fleet.is_silent(device, now=now.replace(hour=5, minute=6))


def test_the_problems_of_today_say_whom_to_call(commune: Commune, operator: Client, now: datetime) -> None:
    place = commune.zones[0].place
    type(place).objects.filter(pk=place.pk).update(head_name="Ông Tư", head_phone="0912 345 678")
    device = device_in(commune, now, name="Cụm loa chợ", last_seen_at=now - timedelta(minutes=14))
    device_in(commune, now, last_seen_at=now - timedelta(hours=13), works_from=time(16), works_until=time(20))

    page = operator.get(reverse("broadcast:home")).content.decode()

    assert "Cụm loa chợ: Silent for 14 minutes. Call Ông Tư, 0912 345 678." in page
    assert page.count("Silent for") == 1
    assert reverse("broadcast:device", args=[device.pk]) in page


@pytest.mark.parametrize("many", [2, 40])
def test_forty_boxes_cost_no_more_queries_than_two(
    commune: Commune, operator: Client, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries,
    many: int,
) -> None:  # fmt: skip
    for number in range(many):
        device = device_in(commune, now, zone=commune.zones[number % 2])
        device_spells.note(device.pk, _condition(), now=now)

    with django_assert_max_num_queries(18):
        operator.get(reverse(DEVICES))
    with django_assert_max_num_queries(10):
        operator.get(reverse("broadcast:device_month"))


def _condition() -> dict[str, object]:
    measures = {"volume": 80, "temperature_c": 40.0, "disk_free_bytes": 10**9, "clock_error_s": 0.0}
    return {"software": "x", "problems": [], **measures}


def test_one_box_shows_its_history_with_the_silences(
    commune: Commune, operator: Client, now: datetime
) -> None:
    device = device_in(commune, now)
    for minutes in (120, 119, 30, 0):
        device_spells.note(device.pk, _condition(), now=now - timedelta(minutes=minutes))

    page = operator.get(reverse("broadcast:device", args=[device.pk]))

    assert ["spell" in row for row in page.context["history"]] == [True, False, True, False, True]
    assert page.content.decode().count("no sign of life") == 2


def test_a_box_without_a_history_says_so(commune: Commune, operator: Client, now: datetime) -> None:
    page = operator.get(reverse("broadcast:device", args=[device_in(commune, now).pk]))

    assert "has not told how it is yet" in page.content.decode()
    assert "No order yet." in page.content.decode()


@pytest.mark.parametrize(
    ("act", "action"), [("chuong-thu", "chime"), ("khoi-dong-lai", "restart"), ("nhat-ky", "log")]
)
def test_an_order_becomes_a_row_that_waits(
    commune: Commune, operator: Client, now: datetime, act: str, action: str
) -> None:
    device = device_in(commune, now)

    answer = operator.post(reverse("broadcast:device_tell", args=[device.pk, act]), follow=True)

    assert [row.action for row in device.orders.all()] == [action]
    assert "being signed" in answer.content.decode()


def test_a_volume_by_parts_of_the_day_is_ordered(commune: Commune, operator: Client, now: datetime) -> None:
    device = device_in(commune, now)
    typed = {
        "percent": "80",
        "from0": "20:00",
        "until0": "06:00",
        "percent0": "40",
        "from1": "",
        "until1": "",
    }

    operator.post(reverse("broadcast:device_volume", args=[device.pk]), typed)

    assert device.orders.get().volume == {
        "percent": 80,
        "parts": [{"from": "20:00", "until": "06:00", "percent": 40}],
    }


@pytest.mark.parametrize(
    "typed",
    [
        {"percent": "101"},
        {"percent": ""},
        {"percent": "80", "from0": "20:00"},
        {"percent": "80", "from0": "20:00", "until0": "20:00", "percent0": "5"},
        {"percent": "80", "from0": "25:00", "until0": "06:00", "percent0": "5"},
    ],
)
def test_a_volume_that_makes_no_sense_loses_nothing(
    commune: Commune, operator: Client, now: datetime, typed: dict[str, str]
) -> None:
    device = device_in(commune, now)

    answer = operator.post(reverse("broadcast:device_volume", args=[device.pk]), typed)

    assert answer.status_code == 422
    assert not device.orders.exists()
    assert all(f'value="{value}"' in answer.content.decode() for value in typed.values() if value)


def test_operating_hours_are_kept_for_all_of_a_kind(
    commune: Commune, operator: Client, now: datetime
) -> None:
    one, other = device_in(commune, now), device_in(commune, now)
    board = device_in(commune, now, kind=Device.Kind.BOARD)
    typed = {"name": "Cụm loa đình", "works_from": "04:30", "works_until": "21:00", "hours_for_all": "1"}

    operator.post(reverse("broadcast:device_keep", args=[one.pk]), typed | {"position": "Cột điện số 3"})

    hours = {row.pk: row.works_from for row in Device.objects.all()}
    assert hours == {one.pk: time(4, 30), other.pk: time(4, 30), board.pk: None}
    one.refresh_from_db()
    assert (one.name, one.position) == ("Cụm loa đình", "Cột điện số 3")


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "A", "works_from": "05:00"},
        {"name": "A", "works_from": "05:00", "works_until": "05:00"},
        {"name": "A", "works_from": "nửa đêm", "works_until": "05:00"},
    ],
)
def test_half_a_rule_is_not_kept(
    commune: Commune, operator: Client, now: datetime, typed: dict[str, str]
) -> None:
    device = device_in(commune, now, name="Cũ")

    answer = operator.post(reverse("broadcast:device_keep", args=[device.pk]), typed)

    assert answer.status_code == 422
    device.refresh_from_db()
    assert (device.name, device.works_from) == ("Cũ", None)


def test_editors_look_and_touch_nothing(commune: Commune, editor: Client, now: datetime) -> None:
    device = device_in(commune, now)
    place = reverse("broadcast:device", args=[device.pk])

    page = editor.get(place)

    assert page.status_code == 200
    assert "Sound a test chime" not in page.content.decode()
    for name, args in (("device_tell", ["chuong-thu"]), ("device_volume", []), ("device_keep", [])):
        assert editor.post(reverse(f"broadcast:{name}", args=[device.pk, *args])).status_code == 403
    assert not DeviceOrder.objects.exists()


def test_a_stranger_sees_nothing(commune: Commune, stranger: Client, now: datetime) -> None:
    device = device_in(commune, now)

    for place in (reverse(DEVICES), reverse("broadcast:device", args=[device.pk])):
        assert stranger.get(place).status_code == 403


def test_without_any_box_the_page_says_what_to_do(commune: Commune, operator: Client) -> None:
    page = operator.get(reverse(DEVICES)).content.decode()

    assert "No device is in service." in page
    assert "it shows a code" in page

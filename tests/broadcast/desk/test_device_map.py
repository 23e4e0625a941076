from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from broadcast.models import Device, StationMap
from tests.broadcast.commune import Commune
from tests.broadcast.desk.test_devices_page import device_in

pytestmark = pytest.mark.django_db
MAP = "broadcast:device_map"


def placed_at(device: Device) -> tuple[float | None, ...]:
    device.refresh_from_db()
    return device.map_x, device.map_y, device.latitude, device.longitude


def put(client: Client, device: Device, **typed: str) -> int:
    return client.post(reverse("broadcast:device_place", args=[device.pk]), typed).status_code


def picture_of(form: str = "PNG", size: tuple[int, int] = (2400, 1200)) -> SimpleUploadedFile:
    kept = BytesIO()
    Image.new("RGB", size, "green").save(kept, form)
    return SimpleUploadedFile("xa.png", kept.getvalue())


def test_without_any_place_the_devices_stand_by_hamlet_with_whom_to_call(
    commune: Commune, operator: Client, now: datetime
) -> None:
    place = commune.zones[0].place
    type(place).objects.filter(pk=place.pk).update(head_name="Vũ Văn Tứ", head_phone="0200 000 100")
    device = device_in(commune, now, name="Cụm loa đình", last_seen_at=now - timedelta(minutes=14))

    page = operator.get(reverse(MAP)).content.decode()

    assert "No device has a place on the map yet" in page
    assert f'id="o-{device.pk}"' in page
    assert 'href="tel:0200000100"' in page and "Call Vũ Văn Tứ, 0200 000 100" in page
    assert "silent" in page and "Silent for 14 minutes." in page


def test_a_station_without_devices_is_told_so_hamlet_by_hamlet(commune: Commune, operator: Client) -> None:
    page = operator.get(reverse(MAP))

    assert page.status_code == 200
    assert page.content.decode().count("No device stands here.") == len(commune.zones)


def test_a_mark_says_its_state_by_shape_and_word_and_leads_to_whom_to_call(
    commune: Commune, operator: Client, now: datetime
) -> None:
    fine = device_in(commune, now, name="Tốt", map_x=25.5, map_y=75.25)
    silent = device_in(commune, now, name="Im", last_seen_at=None, map_x=80.0, map_y=10.0)

    answer = operator.get(reverse(MAP))

    page = answer.content.decode()
    assert [(mark.x, mark.y) for mark in answer.context["sheet"].marks] == [
        ("25.50%", "75.25%"),
        ("80.00%", "10.00%"),
    ]
    assert f'href="#o-{fine.pk}" aria-label="Tốt, {commune.zones[0].name}: in contact"' in page
    assert f'href="#o-{silent.pk}"' in page and page.count("mark sign--im") == 1
    assert len(answer.context["sheet"].outlines) == 1


def test_numbers_on_the_sheet_have_points_whatever_the_language(
    commune: Commune, operator: Client, now: datetime, settings: object
) -> None:
    settings.LANGUAGE_CODE = "vi"  # type: ignore[attr-defined]
    device_in(commune, now, map_x=25.5, map_y=75.25)

    page = operator.get(reverse(MAP)).content.decode()

    assert 'x="25.50%" y="75.25%"' in page


def test_a_tap_is_kept_and_taken_back(commune: Commune, operator: Client, now: datetime) -> None:
    device = device_in(commune, now)

    assert put(operator, device, x="37.5", y="61,2", degrees="") == 302
    assert placed_at(device) == (37.5, 61.2, None, None)
    assert put(operator, device, x="37.5", y="61.2", remove="1") == 302
    assert placed_at(device) == (None, None, None, None)


def test_coordinates_put_devices_on_a_sheet_that_fits_them(
    commune: Commune, operator: Client, now: datetime
) -> None:
    north, south = device_in(commune, now, name="Bắc"), device_in(commune, now, name="Nam")
    put(operator, north, degrees="20.95, 106.31")
    put(operator, south, degrees="20.91, 106.31")

    spots = operator.get(reverse(MAP)).context["sheet"].spots

    assert spots[north.pk] == pytest.approx((50.0, 12.0))
    assert spots[south.pk] == pytest.approx((50.0, 88.0))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"x": "37", "y": ""}, "Both numbers go from 0 to 100."),
        ({"x": "370", "y": "5"}, "Both numbers go from 0 to 100."),
        ({"degrees": "106.31, 20.95"}, "“106.31, 20.95” are no coordinates in Viet Nam."),
    ],
)
def test_bad_input_is_explained_and_loses_nothing(
    commune: Commune, operator: Client, now: datetime, typed: dict[str, str], told: str
) -> None:
    device = device_in(commune, now, map_x=1.0, map_y=2.0)

    answer = operator.post(reverse("broadcast:device_place", args=[device.pk]), typed)

    assert answer.status_code == 422 and told in answer.content.decode()
    assert all(f'value="{value}"' in answer.content.decode() for value in typed.values())
    assert placed_at(device) == (1.0, 2.0, None, None)


def test_who_only_watches_places_nothing(commune: Commune, leader: Client, now: datetime) -> None:
    device = device_in(commune, now)

    assert leader.get(reverse(MAP)).status_code == 200
    assert put(leader, device, x="1", y="1") == 403
    assert leader.post(reverse("broadcast:device_map_keep")).status_code == 403


def test_a_picture_lies_behind_the_marks_made_anew_and_small(commune: Commune, operator: Client) -> None:
    operator.post(reverse("broadcast:device_map_keep"), {"picture": picture_of()})

    kept = StationMap.objects.get()
    page = operator.get(reverse(MAP)).content.decode()
    at = reverse("broadcast:device_map_picture", args=[kept.picture_sha256])
    assert at in page and f'width="{kept.width}" height="{kept.height}"' in page
    answer = operator.get(at)
    assert answer.headers["Content-Type"] == "image/webp"
    with Image.open(BytesIO(answer.content)) as image:
        assert image.size == (1800, 900)
    assert Client().get(at).status_code == 302
    assert operator.get(at.replace(kept.picture_sha256, "0" * 64)).status_code == 404


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("xa.png", b"<svg onload='x'/>"), "This is no picture that can be read."),
        (SimpleUploadedFile("xa.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40), "This is no picture"),
        (picture_of("BMP", (10, 10)), "This is no picture that can be read."),
        (picture_of("PNG", (8000, 6500)), "more than 50 million pixels"),
    ],
)
def test_what_is_no_picture_is_refused(
    commune: Commune, operator: Client, file: SimpleUploadedFile, told: str
) -> None:
    file.seek(0)
    corners = {"upper_left": "20.95, 106.28", "lower_right": "20.91, 106.34"}

    answer = operator.post(reverse("broadcast:device_map_keep"), {"picture": file, **corners})

    assert answer.status_code == 422 and told in answer.content.decode()
    assert 'value="20.95, 106.28"' in answer.content.decode()
    assert not StationMap.objects.exists()


def test_corners_place_devices_on_the_picture_and_stay_when_it_is_changed(
    commune: Commune, operator: Client, now: datetime
) -> None:
    device = device_in(commune, now, latitude=20.93, longitude=106.295)
    corners = {"upper_left": "20.95, 106.28", "lower_right": "20.91, 106.34"}
    keep = reverse("broadcast:device_map_keep")

    operator.post(keep, {"picture": picture_of()})
    assert not operator.get(reverse(MAP)).context["sheet"].marks  # nobody knows what the picture shows
    operator.post(keep, corners)
    assert operator.get(reverse(MAP)).context["sheet"].spots[device.pk] == pytest.approx((25.0, 50.0))
    assert StationMap.objects.get().picture_sha256
    operator.post(keep, {"remove": "1"})
    assert not StationMap.objects.get().picture_sha256


@pytest.mark.parametrize(
    ("corners", "told"),
    [
        ({"upper_left": "20.95, 106.28"}, "Write both corners, or none."),
        ({"upper_left": "20.91, 106.28", "lower_right": "20.95, 106.34"}, "north and west"),
    ],
)
def test_corners_that_cannot_be_are_refused(
    commune: Commune, operator: Client, corners: dict[str, str], told: str
) -> None:
    answer = operator.post(reverse("broadcast:device_map_keep"), corners)

    assert answer.status_code == 422 and told in answer.content.decode()


def test_the_map_asks_as_little_for_thirty_devices_as_for_one(
    commune: Commune, operator: Client, now: datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        device_in(commune, now, map_x=number * 3.0, map_y=50.0)
    operator.get(reverse(MAP))

    with django_assert_num_queries(8):
        page = operator.get(reverse("broadcast:device_map_live"))

    assert page.context["sheet"].is_crowded

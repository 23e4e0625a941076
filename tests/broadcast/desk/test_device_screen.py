from datetime import datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import commands, intake, keyring, remote
from broadcast.models import BoardItem, Device
from broadcast.plan import command, keylist
from broadcast.plan.envelope import COMMAND
from broadcast.plan.screen import Dark, Layout, Screen
from tests.broadcast.commune import Commune
from tests.broadcast.desk.test_devices_page import device_in

pytestmark = pytest.mark.django_db
NIGHT = {"layout": "countdown", "code": "1", "dark_from0": "21:00", "dark_until0": "05:00"}


@pytest.fixture
def board(commune: Commune, now: datetime) -> Device:
    """Return a board in service whose program knows layouts."""
    return device_in(
        commune, now, kind=Device.Kind.BOARD, name="Bảng đình làng", abilities=["restart", "log", "screen"]
    )


def send(client: Client, board: Device, **fields: str) -> int:
    return client.post(reverse("broadcast:device_screen", args=[board.pk]), fields).status_code


def test_layout_and_dark_hours_travel_signed(operator: Client, board: Device, now: datetime) -> None:
    assert send(operator, board, **NIGHT) == 302
    commands.sign_waiting(now)

    keys, [envelope] = keyring.certified(), commands.waiting_for(board)
    assert keys is not None
    order = command.parse(keylist.open_listed(envelope.encode(), context=COMMAND, keys=keys)[0])

    wanted = Screen(layout=Layout.COUNTDOWN, code=True, dark=(Dark(start=time(21), until=time(5)),))
    assert order.screen == wanted == remote.wanted_screen(board)


def test_the_form_shows_what_was_ordered(operator: Client, board: Device) -> None:
    send(operator, board, **NIGHT)

    page = operator.get(reverse("broadcast:device", args=[board.pk])).content.decode()

    assert 'value="countdown" checked' in page
    assert 'name="dark_from0" value="21:00"' in page


@pytest.mark.parametrize(
    "wrong",
    [{"layout": "upside-down"}, {"dark_until0": ""}, {"dark_until0": "21:00"}, {"dark_from0": "nine"}],
)
def test_bad_input_is_told_and_loses_nothing(operator: Client, board: Device, wrong: dict[str, str]) -> None:
    address = reverse("broadcast:device_screen", args=[board.pk])

    page = operator.post(address, NIGHT | {"dark_from1": "12:00", "dark_until1": "13:00"} | wrong)

    assert page.status_code == 422
    assert 'name="dark_from1" value="12:00"' in page.content.decode()
    assert not board.orders.exists()


def test_a_board_that_knows_no_layouts_and_a_loudspeaker_are_told_none(
    operator: Client, commune: Commune, now: datetime
) -> None:
    old = device_in(commune, now, kind=Device.Kind.BOARD, abilities=["restart", "log"])
    loudspeaker = device_in(commune, now)

    assert send(operator, old, **NIGHT) == send(operator, loudspeaker, **NIGHT) == 409
    page = operator.get(reverse("broadcast:device", args=[loudspeaker.pk])).content.decode()
    assert "dark_from0" not in page


def test_only_operators_set_screens(editor: Client, board: Device) -> None:
    assert send(editor, board, **NIGHT) in (302, 403)
    assert not board.orders.exists()


def test_the_page_of_a_board_shows_what_its_zone_shows(
    operator: Client, commune: Commune, board: Device, now: datetime
) -> None:
    commune.approve(commune.submit(on_air=False))
    intake.sweep(now)
    elsewhere = device_in(commune, now, kind=Device.Kind.BOARD, zone=commune.zones[1])
    [item] = BoardItem.objects.all()
    item.zones.set([commune.zones[0]])

    showing = [
        list(operator.get(reverse("broadcast:device", args=[each.pk])).context["showing"])
        for each in (board, elsewhere)
    ]

    assert showing == [[item], []]

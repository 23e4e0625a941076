import io
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from PIL import Image

from broadcast import intake, notices
from broadcast.models import BoardItem
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(commune: Commune, now: datetime) -> BoardItem:
    """Return a notice that the boards show."""
    commune.approve(commune.submit(on_air=False))
    intake.sweep(now)
    return BoardItem.objects.get()


def fetch(commune: Commune, form: str, size: str = "128x32", zone: int | None = None) -> bytes:
    place = zone or commune.zones[0].pk
    answer = Client().get(f"/bang-led/{place}/{size}.{form}")
    assert answer.status_code == 200, answer.content
    return answer.content


def is_dark(data: bytes) -> bool:
    return not any(data)


def test_each_form_has_exactly_the_panel_s_pixels(commune: Commune, item: BoardItem) -> None:
    assert Image.open(io.BytesIO(fetch(commune, "png"))).size == (128, 32)
    assert len(fetch(commune, "1bit", "100x32")) == 13 * 32  # a row of 100 pixels takes 13 bytes
    assert len(fetch(commune, "rgb")) == 128 * 32 * 3
    assert Image.open(io.BytesIO(fetch(commune, "gif", "64x16"))).size == (64, 16)
    assert Image.open(io.BytesIO(fetch(commune, "dai.png", "64x16"))).height == 16
    assert not is_dark(fetch(commune, "1bit"))


def test_a_text_that_waits_for_its_decision_is_not_shown(commune: Commune, now: datetime) -> None:
    commune.submit(on_air=False)
    intake.sweep(now)

    assert BoardItem.objects.exists()
    assert is_dark(fetch(commune, "1bit"))


def test_a_stopped_text_is_gone_at_once(commune: Commune, item: BoardItem, now: datetime) -> None:
    assert not is_dark(fetch(commune, "1bit"))

    notices.stop(item, person=commune.operator, now=now)

    assert is_dark(fetch(commune, "1bit"))
    assert is_dark(fetch(commune, "rgb"))


def test_a_text_that_is_over_or_of_another_zone_is_not_shown(commune: Commune, item: BoardItem) -> None:
    item.zones.set([commune.zones[0]])

    assert is_dark(fetch(commune, "1bit", zone=commune.zones[1].pk))
    assert item.shows_until is not None
    with time_machine.travel(item.shows_until + timedelta(seconds=1), tick=False):
        assert is_dark(fetch(commune, "1bit"))


@pytest.mark.parametrize("place", ["128x8.png", "4000x16.png", "1024x1024.rgb", "1024x256.gif", "64x16.exe"])
def test_what_is_no_panel_is_refused(commune: Commune, place: str) -> None:
    assert Client().get(f"/bang-led/{commune.zones[0].pk}/{place}").status_code == 404


def test_the_answer_says_when_to_ask_again_and_is_kept_nowhere(commune: Commune, item: BoardItem) -> None:
    answer = Client().get(f"/bang-led/{commune.zones[0].pk}/128x32.png")

    assert 1 <= int(answer.headers["Refresh"]) <= 60
    assert answer.headers["Cache-Control"] == "no-store"

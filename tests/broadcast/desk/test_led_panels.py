import io
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from broadcast import intake, notices
from broadcast.boards.frames import reading_seconds
from broadcast.boards.panel_pictures import SECONDS
from broadcast.models import BoardItem
from newsroom.forms_of_story import frozen_path
from newsroom.models import Picture
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


def with_picture(commune: Commune, now: datetime, picture: Image.Image) -> BoardItem:
    """Return a shown notice with a picture and no words of its own beside the headline."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    kept = Picture.objects.create(
        title="Bảng LED", description="Khẩu hiệu", file=ContentFile(file.getvalue(), name="led.png")
    )
    commune.approve(commune.submit(on_air=False, board_picture=kept))
    intake.sweep(now)
    return BoardItem.objects.get()


def picture_turn(now: datetime, item: BoardItem) -> datetime:
    """Return a moment at which the picture has its turn: it stands first in the cycle."""
    cycle = SECONDS + reading_seconds(item.lines)
    return now + timedelta(seconds=cycle - int(now.timestamp()) % cycle + 1)


def test_an_approved_picture_of_the_panel_s_pixels_is_given_as_it_was_drawn(
    commune: Commune, now: datetime
) -> None:
    drawn = Image.linear_gradient("L").resize((320, 160)).convert("RGB")
    item = with_picture(commune, now, drawn)

    with time_machine.travel(picture_turn(now, item), tick=False):
        assert fetch(commune, "rgb", "320x160") == drawn.tobytes()
        assert Image.open(io.BytesIO(fetch(commune, "png", "320x160"))).tobytes() == drawn.tobytes()
        assert len(fetch(commune, "1bit", "320x160")) == 40 * 160
        assert Image.open(io.BytesIO(fetch(commune, "anh.gif", "320x160"))).size == (320, 160)


@pytest.mark.parametrize("breach", ["stopped", "changed"])
def test_a_picture_that_may_not_be_shown_is_gone_at_once(
    commune: Commune, now: datetime, breach: str
) -> None:
    drawn = Image.new("RGB", (320, 160), "white")
    item = with_picture(commune, now, drawn)
    with time_machine.travel(picture_turn(now, item), tick=False):
        assert fetch(commune, "rgb", "320x160") == drawn.tobytes()
        if breach == "stopped":
            notices.stop(item, person=commune.operator, now=now)
        else:
            frozen_path(item.submission.forms["board"]["picture"]["sha256"]).write_bytes(b"khac")

        assert fetch(commune, "rgb", "320x160") != drawn.tobytes()

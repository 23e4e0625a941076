from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import intake
from broadcast.models import BoardItem
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(commune: Commune, now: datetime) -> BoardItem:
    """Return a notice that the boards show."""
    commune.approve(commune.submit(on_air=False))
    intake.sweep(now)
    return BoardItem.objects.get()


def test_a_notice_is_taken_off_every_board(
    commune: Commune, operator: Client, item: BoardItem, now: datetime
) -> None:
    before = commune.released(now=now).board

    answer = operator.post(reverse("broadcast:board_stop", args=[item.pk]))

    item.refresh_from_db()
    assert answer.status_code == 302
    assert (item.stopped_at, item.stopped_by_name) == (now, commune.operator.get_full_name())
    assert len(before) == 1
    assert commune.released(now=now).board == ()


def test_taking_it_off_twice_keeps_who_did_it(
    commune: Commune, operator: Client, item: BoardItem, now: datetime
) -> None:
    BoardItem.objects.update(stopped_at=now, stopped_by_name="Ba Lan")

    operator.post(reverse("broadcast:board_stop", args=[item.pk]))

    item.refresh_from_db()
    assert item.stopped_by_name == "Ba Lan"


def test_only_operators_take_notices_off(commune: Commune, editor: Client, item: BoardItem) -> None:
    answer = editor.post(reverse("broadcast:board_stop", args=[item.pk]))

    item.refresh_from_db()
    assert answer.status_code == 403
    assert item.stopped_at is None

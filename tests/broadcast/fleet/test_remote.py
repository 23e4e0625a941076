from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from broadcast import commands, keyring, remote
from broadcast.models import Device, DeviceOrder
from broadcast.plan import command, keylist
from broadcast.plan.envelope import COMMAND
from broadcast.plan.loudness import DayPart, Volume
from tests.broadcast.boxes import Box, box_in, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
Action, Outcome = DeviceOrder.Action, DeviceOrder.Outcome
EVENING = Volume(percent=80, parts=(DayPart(start=time(20), until=time(6), percent=40),))


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return a loudspeaker that can do everything and knows its zone."""
    box = box_in(commune, commune.zones[0], now=now)
    Device.objects.filter(pk=box.device).update(abilities=["volume", "chime", "restart", "log"])
    commands.sign_waiting(now)
    box.post("orders", {"done": [each.id for each in waiting(box)]})
    return box


def waiting(box: Box) -> list[command.Command]:
    keys = keyring.certified()
    assert keys is not None
    envelopes = box.get("orders").json()["orders"]
    opened = (keylist.open_listed(each.encode(), context=COMMAND, keys=keys)[0] for each in envelopes)
    return [command.parse(payload) for payload in opened]


def last(box: Box) -> DeviceOrder:
    return row_of(box).orders.latest("sequence")


def test_a_volume_travels_signed_with_its_parts_of_the_day(commune: Commune, box: Box, now: datetime) -> None:
    remote.set_volume(row_of(box), EVENING, person=commune.operator, now=now)
    commands.sign_waiting(now)

    [order] = waiting(box)

    assert order.volume == EVENING
    assert remote.wanted_volume(row_of(box)) == EVENING


def test_only_the_last_volume_counts_and_the_other_says_so(commune: Commune, box: Box, now: datetime) -> None:
    for percent in (10, 90):
        remote.set_volume(row_of(box), Volume(percent=percent), person=commune.operator, now=now)
    commands.sign_waiting(now)

    assert [order.volume and order.volume.percent for order in waiting(box)] == [90]
    assert row_of(box).orders.filter(outcome=Outcome.REPLACED).count() == 1


def test_what_the_box_answers_is_kept_with_the_order(commune: Commune, box: Box, now: datetime) -> None:
    remote.tell(row_of(box), Action.LOG, person=commune.operator, now=now)
    commands.sign_waiting(now)
    [order] = waiting(box)

    box.post("orders", {"done": [order.id], "answers": {order.id: "09:00 Máy bắt đầu chạy."}})

    row = last(box)
    assert (row.outcome, row.answer, row.obeyed_at) == (Outcome.DONE, "09:00 Máy bắt đầu chạy.", now)
    assert row.ordered_by_name == commune.operator.get_full_name()


def test_an_order_that_failed_says_why(commune: Commune, box: Box, now: datetime) -> None:
    remote.tell(row_of(box), Action.CHIME, person=commune.operator, now=now)
    commands.sign_waiting(now)
    [order] = waiting(box)

    box.post("orders", {"done": [], "failed": {order.id: "Không mở được thiết bị âm thanh."}})

    assert (last(box).outcome, last(box).answer) == (Outcome.FAILED, "Không mở được thiết bị âm thanh.")
    assert waiting(box) == []


def test_a_chime_that_nobody_fetched_in_time_is_never_heard(
    commune: Commune, box: Box, now: datetime
) -> None:
    remote.tell(row_of(box), Action.CHIME, person=commune.operator, now=now)
    commands.sign_waiting(now)
    [order] = waiting(box)
    later = now + timedelta(minutes=11)

    with time_machine.travel(later, tick=False):
        box.clock = later
        commands.sign_waiting(later)
        left = waiting(box)

    assert order.until == now + timedelta(minutes=10)
    assert left == []
    assert last(box).outcome == Outcome.EXPIRED


def test_a_chime_that_was_heard_counts_though_its_report_came_late(
    commune: Commune, box: Box, now: datetime
) -> None:
    remote.tell(row_of(box), Action.CHIME, person=commune.operator, now=now)
    commands.sign_waiting(now)
    [order] = waiting(box)
    commands.sign_waiting(now + timedelta(minutes=11))

    box.post("orders", {"done": [order.id]})

    assert last(box).outcome == Outcome.DONE


def test_an_order_is_settled_once(commune: Commune, box: Box, now: datetime) -> None:
    remote.tell(row_of(box), Action.RESTART, person=commune.operator, now=now)
    commands.sign_waiting(now)
    [order] = waiting(box)
    box.post("orders", {"done": [], "failed": {order.id: "bận"}})

    box.post("orders", {"done": [order.id]})

    assert last(box).outcome == Outcome.FAILED


def test_no_chime_in_quiet_hours(commune: Commune, box: Box, now: datetime) -> None:
    night = now.replace(hour=22)

    with pytest.raises(remote.CannotOrder, match="quiet"):
        remote.tell(row_of(box), Action.CHIME, person=commune.operator, now=night)

    assert remote.tell(row_of(box), Action.LOG, person=commune.operator, now=night)


def test_the_same_order_twice_is_told_and_not_written(commune: Commune, box: Box, now: datetime) -> None:
    remote.tell(row_of(box), Action.RESTART, person=commune.operator, now=now)

    with pytest.raises(remote.CannotOrder, match="same order"):
        remote.tell(row_of(box), Action.RESTART, person=commune.operator, now=now)

    assert remote.tell(row_of(box), Action.RESTART, person=commune.operator, now=now + timedelta(hours=1))


def test_a_box_that_cannot_is_not_told(commune: Commune, box: Box, now: datetime) -> None:
    Device.objects.filter(pk=box.device).update(abilities=["log"])

    with pytest.raises(remote.CannotOrder, match="does not know"):
        remote.set_volume(row_of(box), EVENING, person=commune.operator, now=now)


def test_an_editor_gives_no_orders(commune: Commune, box: Box, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        remote.tell(row_of(box), Action.CHIME, person=commune.editor, now=now)


@pytest.mark.parametrize(
    "changed",
    [{"failed": 7}, {"failed": {"x": "y"}}, {"answers": {"00000000-0000-4000-8000-000000000000": 7}}],
)
def test_answers_that_make_no_sense_are_refused(box: Box, changed: dict[str, object]) -> None:
    assert box.post("orders", {"done": []} | changed).status_code == 400

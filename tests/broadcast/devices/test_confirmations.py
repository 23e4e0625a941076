"""Who has heard of a recall: devices that say that they hold a plan which names it, and nobody else."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import late_news, pipeline, playout, recalls, release
from broadcast.models import Airing, Confirmation, Programme, Revocation
from broadcast.plan.canonical import moment
from tests.broadcast.boxes import Box, box_in, receipt, row_of
from tests.broadcast.commune import Commune, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return the loudspeaker of the first zone."""
    return box_in(commune, commune.zones[0], now=now)


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme in the signed plan of both zones."""
    programme = commune.booked(now=now)
    pipeline.sweep(now)
    return programme


def take_back(commune: Commune, programme: Programme, *, now: datetime) -> int:
    """Recall, sweep, and return the number of the approval."""
    assert programme.approval is not None
    commune.recall(programme.approval)
    pipeline.sweep(now)
    return programme.approval.sequence


def beat(box: Box, version: tuple[int, int], *, now: datetime) -> int:
    """Let the box report the version it holds."""
    fields = {"now": moment(now), "manifest": {"epoch": version[0], "counter": version[1]}}
    answer: int = box.post("heartbeat", fields).status_code
    return answer


def state(sequence: int) -> recalls.State:
    """Return where the recall stands."""
    return recalls.state_of(recalls.recalled_approval(sequence))


def test_a_heartbeat_with_the_revoking_version_confirms_and_an_older_one_does_not(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    before = newest(commune.zones[0]).version
    sequence = take_back(commune, programme, now=now)

    beat(box, before, now=now)
    silent = [each.device.pk for each in state(sequence).silent]
    beat(box, newest(commune.zones[0]).version, now=now)

    assert [str(pk) for pk in silent] == [box.device]
    (confirmed,) = state(sequence).confirmed
    assert confirmed.confirmation is not None
    assert confirmed.confirmation.evidence == Confirmation.Evidence.HEARTBEAT
    assert state(sequence).is_complete


def test_asking_for_anything_newer_confirms_and_fetching_alone_does_not(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    sequence = take_back(commune, programme, now=now)
    fetched = box.get("manifest")
    after_fetching = len(state(sequence).confirmed)

    box.get("manifest", **{"If-None-Match": fetched["ETag"]})

    assert after_fetching == 0
    assert state(sequence).confirmed[0].confirmation is not None


def test_a_version_that_was_never_signed_confirms_nothing(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    sequence = take_back(commune, programme, now=now)

    beat(box, (1, 999), now=now)
    box.get("manifest", **{"If-None-Match": '"1.999"'})
    box.get("manifest", **{"If-None-Match": '"x.y", W/"99999999999999999999.1"'})

    assert not state(sequence).confirmed


def test_a_later_version_confirms_every_recall_before_it(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    other = commune.booked(now=now, title="Tin khác")
    pipeline.sweep(now)
    numbers = [take_back(commune, each, now=now) for each in (programme, other)]

    beat(box, newest(commune.zones[0]).version, now=now)

    assert [len(state(number).confirmed) for number in numbers] == [1, 1]


def test_the_desk_names_the_silent_device_whom_to_call_and_who_played_it(
    client: Client, commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    place = commune.zones[0].place
    place.head_name, place.head_phone = "Bà Hạnh", "0912 345 678"
    place.save()
    playout.take_receipts(
        row_of(box), [receipt(Airing.objects.get(zone=commune.zones[0]), outcome="partial")]
    )
    sequence = take_back(commune, programme, now=now)
    client.force_login(commune.leader)

    page = client.get(reverse("broadcast:recall", args=[sequence])).content.decode()

    assert "tel:0912345678" in page
    assert "Bà Hạnh" in page
    assert "17:00" in page
    assert state(sequence).plays == [
        recalls.Play(starts_at=now.replace(hour=17), zone=commune.zones[0].name, devices=1, cut_off=1)
    ]
    assert [each.urgent for each in late_news.recall_problems(now)] == [True]


def test_what_was_not_recalled_has_no_such_page(
    client: Client, commune: Commune, programme: Programme
) -> None:
    assert programme.approval is not None
    client.force_login(commune.leader)

    address = reverse("broadcast:recall", args=[programme.approval.sequence])

    assert client.get(address).status_code == 404


def test_a_recall_is_named_as_long_as_any_earlier_plan_is_valid_however_often_plans_are_renewed(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    """A plan that is valid for a week is out there; the station makes its plans shorter, and renews them often."""
    held_until = newest(commune.zones[0]).valid_until
    commune.station.horizon_days = 1
    commune.station.save()
    sequence = take_back(commune, programme, now=now)

    versions, named = set(), []
    for day in range(10):
        release.release(commune.station, now=now + timedelta(days=day))
        plan = newest(commune.zones[0])
        versions.add(plan.version)
        named.append(str(sequence) in plan.revoked)

    week = (held_until - now).days
    assert week == 7
    assert len(versions) == 10
    assert named[: week + 1] == [True] * (week + 1)
    assert not named[-1]
    assert Revocation.objects.filter(zone=commune.zones[0]).count() == 1

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from broadcast import playout, release
from broadcast.models import Airing, Device, Programme, Receipt
from broadcast.states import AiringStatus, ProgrammeStatus
from tests.broadcast.boxes import Box, box_in, receipt, row_of
from tests.broadcast.commune import HANOI, Commune, newest

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 25, 18, tzinfo=HANOI)


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme that both zones hear at 17:00 and whose plan is released."""
    programme = commune.booked(now=now)
    release.release(commune.station, now=now)
    return programme


@pytest.fixture
def box(commune: Commune, now: datetime) -> Box:
    """Return the loudspeaker of the first zone."""
    return box_in(commune, commune.zones[0], now=now)


def _airing(commune: Commune, zone: int = 0) -> Airing:
    return Airing.objects.get(zone=commune.zones[zone])


def _take(box: Box, *receipts: object) -> playout.Taken:
    with time_machine.travel(EVENING, tick=False):
        return playout.take_receipts(row_of(box), receipts)


def test_a_played_airing_is_settled_by_its_receipt(commune: Commune, programme: Programme, box: Box) -> None:
    airing = _airing(commune)

    taken = _take(box, receipt(airing))

    airing.refresh_from_db()
    assert len(taken.accepted) == 1
    assert (airing.status, airing.played_at) == (AiringStatus.PLAYED, airing.starts_at)
    assert row_of(box).last_played_at is not None


def test_a_box_whose_clock_is_ahead_takes_nothing_from_the_others(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    airing = _airing(commune)

    with time_machine.travel(airing.starts_at - timedelta(minutes=10), tick=False):
        playout.take_receipts(row_of(box), [receipt(airing)])
        release.release(commune.station, now=airing.starts_at - timedelta(minutes=10))
    still_planned = [item.airing for item in newest(commune.zones[0]).air]
    playout.settle(airing.starts_at)

    airing.refresh_from_db()
    assert str(airing.pk) in still_planned
    assert (airing.status, airing.played_at) == (AiringStatus.PLAYED, airing.starts_at)


def test_the_same_receipt_again_is_accepted_and_changes_nothing(
    commune: Commune, programme: Programme, box: Box
) -> None:
    sent = receipt(_airing(commune))

    first, second = _take(box, sent), _take(box, sent, sent)

    assert set(first.accepted) == set(second.accepted)
    assert Receipt.objects.count() == 1


BROKEN: tuple[dict[str, object], ...] = (
    {"kind": "song"},
    {"outcome": "sung"},
    {"kind": []},
    {"id": "no uuid"},
    {"airing": "no uuid"},
    {"started_at": "yesterday"},
    {"started_at": "2026-11-25T10:00:00"},
    {"started_at": "0001-01-01T00:00:00+14:00"},
    {"ended_at": None},
)


def test_malformed_receipts_are_refused_with_a_reason_and_the_others_are_kept(
    commune: Commune, programme: Programme, box: Box
) -> None:
    airing = _airing(commune)

    taken = _take(box, *(receipt(airing, **broken) for broken in BROKEN), receipt(airing))

    assert [refusal["error"][:10] for refusal in taken.refused] == ["malformed:"] * len(BROKEN)
    assert len(taken.accepted) == Receipt.objects.count() == 1


def test_what_is_no_receipt_at_all_is_refused(box: Box) -> None:
    taken = _take(box, None, 7, "text", [], {})

    assert len(taken.refused) == 5
    assert not Receipt.objects.exists()


def test_an_id_that_another_device_used_is_refused(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    sent = receipt(_airing(commune))
    _take(box, sent)
    other = box_in(commune, commune.zones[1], now=now)

    taken = _take(other, sent)

    assert [refusal["id"] for refusal in taken.refused] == [sent["id"]]
    assert Receipt.objects.get().device == row_of(box)


def test_a_receipt_for_an_airing_that_nobody_knows_is_kept(
    commune: Commune, programme: Programme, box: Box
) -> None:
    taken = _take(box, receipt(_airing(commune), airing=str(uuid4())))

    assert len(taken.accepted) == 1
    assert Receipt.objects.get().airing is None


def test_a_device_cannot_report_for_another_zone(commune: Commune, programme: Programme, box: Box) -> None:
    elsewhere = _airing(commune, zone=1)

    taken = _take(box, receipt(elsewhere))

    elsewhere.refresh_from_db()
    assert len(taken.accepted) == 1
    assert elsewhere.status == AiringStatus.RELEASED


def test_a_play_that_was_cut_short_is_partial_and_a_whole_one_is_better(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    airing = _airing(commune)
    _take(box, receipt(airing, outcome="partial"))
    airing.refresh_from_db()
    first = airing.status
    second_box = box_in(commune, commune.zones[0], now=now)

    _take(second_box, receipt(airing))
    _take(box, receipt(airing, outcome="partial"))

    airing.refresh_from_db()
    assert first == AiringStatus.PARTIAL
    assert airing.status == AiringStatus.PLAYED


@pytest.mark.parametrize("outcome", ["skipped", "failed"])
def test_a_skipped_airing_waits_for_another_loudspeaker_of_the_zone(
    commune: Commune, programme: Programme, box: Box, outcome: str
) -> None:
    airing = _airing(commune)

    _take(box, receipt(airing, outcome=outcome, detail="bắt đầu muộn"))

    airing.refresh_from_db()
    assert airing.status == AiringStatus.RELEASED
    assert Receipt.objects.get().detail == "bắt đầu muộn"


def test_a_board_receipt_names_its_item(commune: Commune, programme: Programme, box: Box) -> None:
    item = programme.submission.board_item

    _take(box, receipt(_airing(commune), airing=str(item.uuid), kind="board", outcome="shown"))

    assert Receipt.objects.get().board_item == item


def test_an_airing_that_nobody_reports_is_missed(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    ends = max(airing.starts_at + timedelta(seconds=airing.duration_s) for airing in Airing.objects.all())

    playout.settle(ends + playout.MISSED_AFTER - timedelta(seconds=1))
    waiting = set(Airing.objects.values_list("status", flat=True))
    playout.settle(ends + playout.MISSED_AFTER + timedelta(seconds=1))

    assert waiting == {AiringStatus.RELEASED}
    assert set(Airing.objects.values_list("status", flat=True)) == {AiringStatus.MISSED}


def test_a_late_receipt_makes_a_missed_airing_played(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    playout.settle(now + timedelta(days=1))
    airing = _airing(commune)
    before = airing.status

    _take(box, receipt(airing))

    airing.refresh_from_db()
    assert before == AiringStatus.MISSED
    assert airing.status == AiringStatus.PLAYED


def test_an_airing_that_was_never_released_is_dropped(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    Airing.objects.update(status=AiringStatus.PLANNED)

    playout.settle(now + timedelta(days=1))

    assert set(Airing.objects.values_list("status", flat=True)) == {AiringStatus.DROPPED}


def test_a_programme_is_aired_when_every_zone_is_settled_and_one_heard_it(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    _take(box, receipt(_airing(commune)))
    playout.settle(now)
    programme.refresh_from_db()
    while_one_waits = programme.status

    playout.settle(now + timedelta(hours=9))

    programme.refresh_from_db()
    assert while_one_waits == ProgrammeStatus.QUEUED
    assert programme.status == ProgrammeStatus.AIRED


def test_a_programme_that_nobody_heard_is_not_aired(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    playout.settle(now + timedelta(days=1))

    programme.refresh_from_db()
    assert programme.status == ProgrammeStatus.ACCEPTED


def test_a_programme_booked_once_more_waits_for_that_play_too(
    commune: Commune, programme: Programme, box: Box, now: datetime
) -> None:
    _take(box, receipt(_airing(commune)))
    evening = now + timedelta(hours=9)
    playout.settle(evening)
    commune.book(commune.programme(programme.submission), now=evening, on=now.date() + timedelta(days=1))

    playout.settle(evening)

    programme.refresh_from_db()
    assert programme.status == ProgrammeStatus.QUEUED


def test_what_should_be_sounding_now_is_told_zone_by_zone(
    commune: Commune, programme: Programme, now: datetime
) -> None:
    starts = _airing(commune).starts_at

    before = playout.on_air_now(starts - timedelta(seconds=1))
    during = playout.on_air_now(starts + timedelta(seconds=1))

    assert before == []
    assert [row.zone for row in during] == list(commune.zones)


def test_a_device_without_receipts_has_played_nothing(commune: Commune, box: Box) -> None:
    assert Device.objects.get().last_played_at is None

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadcast import intake, media, release
from broadcast.models import Airing, BoardItem, Manifest, Rendition, Zone
from broadcast.plan.terms import AuthorityKind, Kind
from broadcast.states import AiringStatus
from newsroom.models import Place
from tests.broadcast.commune import Commune, newest, opened, titles
from tests.broadcast.pictures import picture
from tests.broadcast.stages.clips import approved_clip

pytestmark = pytest.mark.django_db


def test_every_zone_gets_its_first_manifest_even_an_empty_one(commune: Commune, now: datetime) -> None:
    signed = release.release(commune.station, now=now)

    assert {row.zone_id for row in signed} == {zone.pk for zone in commune.zones}
    assert all(opened(row).air == () for row in signed)


def test_the_manifest_opens_with_the_station_s_key_and_says_whose_it_is(
    commune: Commune, now: datetime
) -> None:
    programme = commune.booked(now=now)

    manifest = commune.released(now=now)

    assert manifest.zone.id == str(commune.zones[0].pk)
    assert manifest.station.name == commune.station.name
    assert titles(manifest) == [programme.title]
    assert (manifest.quiet[0].start.hour, manifest.quiet[0].until.hour) == (21, 4)


def test_an_item_starts_when_its_slot_does_and_names_its_approval(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)

    item = commune.released(now=now).air[0]

    assert item.starts_at == now.replace(hour=17)
    assert item.authority.kind == AuthorityKind.REVISION
    assert programme.approval is not None
    assert item.authority.id == str(programme.approval.sequence)
    assert item.authority.sha256 == programme.approval.entry.sha256


def test_a_second_release_without_a_change_signs_nothing(commune: Commune, now: datetime) -> None:
    commune.booked(now=now)
    release.release(commune.station, now=now)

    signed = release.release(commune.station, now=now + timedelta(seconds=8))

    assert signed == []


def test_only_the_zone_that_changed_gets_a_new_version(commune: Commune, now: datetime) -> None:
    release.release(commune.station, now=now)
    programme = commune.accepted(now=now, on_boards=False)
    release.release(commune.station, now=now)
    commune.book(programme, now=now, zones=commune.zones[1:])

    signed = release.release(commune.station, now=now)

    assert [row.zone_id for row in signed] == [commune.zones[1].pk]


def test_a_manifest_is_renewed_before_its_validity_ends(commune: Commune, now: datetime) -> None:
    release.release(commune.station, now=now)
    valid_until = newest(commune.zones[0]).valid_until

    early = release.release(commune.station, now=valid_until - release.RENEW_BEFORE - timedelta(hours=1))
    late = release.release(commune.station, now=valid_until - release.RENEW_BEFORE + timedelta(hours=1))

    assert early == []
    assert len(late) == len(commune.zones)
    assert newest(commune.zones[0]).valid_until > valid_until


def test_versions_grow_and_never_repeat_even_when_old_rows_are_cleared_away(
    commune: Commune, now: datetime
) -> None:
    counters = []

    for day in range(release.KEPT_MANIFESTS + 5):
        commune.station.quiet_from = commune.station.quiet_from.replace(minute=day)
        commune.station.save()
        counters += [row.counter for row in release.release(commune.station, now=now + timedelta(days=day))]

    assert counters == sorted(counters)
    assert len(set(counters)) == release.KEPT_MANIFESTS + 5
    assert commune.zones[0].manifests.count() == release.KEPT_MANIFESTS


def test_a_new_epoch_counts_from_one(commune: Commune, now: datetime) -> None:
    release.release(commune.station, now=now)
    commune.station.epoch = 2
    commune.station.save()

    manifest = commune.released(now=now)

    assert manifest.version == (2, 1)


def test_the_media_table_lists_exactly_what_air_and_boards_need(commune: Commune, now: datetime) -> None:
    commune.accepted(now=now, title="Không vào lịch", on_boards=False)
    programme = commune.booked(now=now, board_picture=picture())
    take = programme.recordings.get()
    shown = BoardItem.objects.get(submission=programme.submission).picture_sha256

    manifest = commune.released(now=now)

    assert set(manifest.media) == {take.device_sha256, shown}
    assert manifest.media[take.device_sha256].bytes == media.path_of(take.device_sha256).stat().st_size
    assert manifest.media[shown].duration_ms is None


def test_a_waiting_notice_is_shown_from_its_approval_on(commune: Commune, now: datetime) -> None:
    submission = commune.submit(on_air=False)
    intake.sweep(now)
    before = commune.released(now=now).board
    commune.approve(submission)
    intake.sweep(now)

    after = commune.released(now=now).board

    assert before == ()
    assert [item.item for item in after] == [str(BoardItem.objects.get().uuid)]


def test_a_recall_leaves_plan_and_boards_and_is_named_by_its_number(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    assert len(commune.released(now=now).air) == 1
    assert programme.approval is not None
    commune.recall(programme.approval)
    commune.take_in(programme.submission, now=now)

    manifest = commune.released(now=now)

    assert (manifest.air, manifest.board) == ((), ())
    assert manifest.revoked == {str(programme.approval.sequence)}
    assert Airing.objects.filter(status=AiringStatus.DROPPED).count() == len(commune.zones)


def test_a_recall_that_intake_has_not_seen_yet_is_obeyed_by_release(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    assert programme.approval is not None
    commune.recall(programme.approval)

    manifest = commune.released(now=now)

    assert (manifest.air, manifest.board) == ((), ())


def test_a_recall_stays_named_until_no_cached_manifest_can_hold_it(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)
    assert programme.approval is not None
    commune.recall(programme.approval)
    horizon = timedelta(days=commune.station.horizon_days)

    while_held = commune.released(now=now + horizon).revoked
    later = commune.released(now=now + horizon + timedelta(days=2)).revoked

    assert while_held == {str(programme.approval.sequence)}
    assert later == frozenset()


def test_a_notice_is_no_longer_shown_after_its_validity(commune: Commune, now: datetime) -> None:
    submission = commune.submit(on_air=False, valid_until=now + timedelta(hours=5))
    commune.approve(submission)
    intake.sweep(now)

    during = commune.released(now=now + timedelta(hours=1)).board
    after = commune.released(now=now + timedelta(hours=6)).board

    assert len(during) == 1
    assert after == ()


def test_a_notice_that_ends_before_it_begins_does_not_spoil_the_manifest(
    commune: Commune, now: datetime
) -> None:
    submission = commune.submit(
        on_air=False, valid_from=now + timedelta(days=3), valid_until=now + timedelta(days=1)
    )
    commune.approve(submission)
    intake.sweep(now)

    manifest = commune.released(now=now)

    assert manifest.board == ()


def test_the_chain_s_head_travels_in_every_manifest(commune: Commune, now: datetime) -> None:
    programme = commune.booked(now=now)

    manifest = commune.released(now=now)

    assert manifest.chain is not None
    assert programme.approval is not None
    assert manifest.chain.sha256 == programme.approval.acceptances.get().entry.sha256


def test_released_airings_are_rows_that_say_so(commune: Commune, now: datetime) -> None:
    commune.booked(now=now)

    commune.released(now=now)

    rows = Airing.objects.all()
    assert {row.zone_id for row in rows} == {zone.pk for zone in commune.zones}
    assert {row.status for row in rows} == {AiringStatus.RELEASED}


def test_a_session_has_its_approved_opening_before_the_first_programme(
    commune: Commune, now: datetime
) -> None:
    clip = approved_clip(commune, now=now)
    commune.booked(now=now)

    air = commune.released(now=now).air

    assert [item.kind for item in air] == [Kind.OPENING, Kind.PROGRAMME]
    assert air[0].authority.kind == AuthorityKind.STANDING
    assert air[0].authority.id == str(clip.entry_id)


def test_a_zone_without_loudspeakers_yet_is_released_all_the_same(commune: Commune, now: datetime) -> None:
    release.release(commune.station, now=now)

    assert Manifest.objects.values_list("zone", flat=True).count() == Zone.objects.count()
    assert not Rendition.objects.exists()


def test_a_release_asks_as_often_for_many_notices_and_zones_as_for_few(
    commune: Commune, now: datetime
) -> None:
    def notices(numbers: range) -> None:
        for number in numbers:
            submission = commune.submit(title=f"Tin {number}", script=f"Bản tin số {number}.", on_air=False)
            commune.approve(submission)
        intake.sweep(now)

    def questions() -> int:
        release.release(commune.station, now=now)
        with CaptureQueriesContext(connection) as asked:
            release.release(commune.station, now=now)
        return len(asked)

    notices(range(2))
    few = questions()
    notices(range(2, 7))
    many = questions()
    Zone.objects.create(station=commune.station, name="Xóm 9", place=Place.objects.create(name="Xóm 9"))
    wide = questions()

    assert len(newest(commune.zones[0]).board) == 7
    assert many == few
    assert wide - many <= 3

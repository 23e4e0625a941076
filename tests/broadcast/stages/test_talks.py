"""A live talk: on the air only while the air is open, kept piece by piece, and over when anything ends it."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from broadcast import live, media, pipeline, release, talks, tidying
from broadcast.livesound.pieces import WEBM
from broadcast.models import LiveAuthority, LiveTalk
from broadcast.plan import manifest as wire
from broadcast.plan.terms import AuthorityKind
from newsroom import verification
from newsroom.models import ChainEntry
from tests.broadcast.commune import Commune, newest

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
PIECES = [WEBM + b"first", b"second", b"third"]


@pytest.fixture(autouse=True)
def doorbell(settings: Settings, tmp_path: Path) -> None:
    settings.DOORBELL_PORT = 0
    settings.VAR = tmp_path / "var"


@pytest.fixture
def opened(commune: Commune, now: datetime) -> LiveAuthority:
    """Return the air of the first zone, opened by the leader for half an hour."""
    return live.open_live(
        commune.station,
        zones=commune.zones[:1],
        purpose="Họp thôn",
        minutes=30,
        person=commune.leader,
        now=now,
    )


@pytest.fixture
def talk(commune: Commune, opened: LiveAuthority, now: datetime) -> LiveTalk:
    return begun(commune, opened, now)


def begun(commune: Commune, opened: LiveAuthority, now: datetime) -> LiveTalk:
    made = talks.begin(opened, person=commune.operator, now=now)
    release.release(commune.station, now=now)
    return made


def say(commune: Commune, talk: LiveTalk, now: datetime, *, pieces: list[bytes] = PIECES) -> None:
    for number, data in enumerate(pieces):
        talks.keep(talk, number=number, data=data, person=commune.operator, now=now)


def ended(talk: LiveTalk) -> LiveTalk:
    return LiveTalk.objects.get(pk=talk.pk)


def streams(commune: Commune, now: datetime, zone: int = 0) -> tuple[wire.StreamItem, ...]:
    return commune.released(now=now, zone=commune.zones[zone]).streams


def test_the_signed_plan_of_its_zones_carries_it_and_no_other(
    commune: Commune, talk: LiveTalk, now: datetime
) -> None:
    (item,) = streams(commune, now)

    assert item.url.endswith(f"/api/device/v1/live/{talk.token}.mp3")
    assert item.authority.kind is AuthorityKind.LIVE
    assert item.authority.id == str(talk.live.entry_id)
    assert item.starts_at == talk.starts_at == now + talks.LEAD
    assert item.ends_at == now + timedelta(minutes=30)
    assert streams(commune, now, zone=1) == ()
    assert talks.is_planned(talk)
    assert not verification.verify().faults


def test_its_place_in_the_plan_stays_from_one_release_to_the_next(
    commune: Commune, talk: LiveTalk, now: datetime
) -> None:
    first = streams(commune, now)

    for later in (1, 10, 21, 23, 60):
        assert streams(commune, now + later * SECOND) == first


def test_every_piece_is_kept_in_its_order_and_one_that_comes_twice_once(
    commune: Commune, talk: LiveTalk, now: datetime
) -> None:
    say(commune, talk, now)

    again = talks.keep(talk, number=1, data=b"second", person=commune.operator, now=now)
    ahead = talks.keep(talk, number=7, data=b"eighth", person=commune.operator, now=now)

    assert (again.next_piece, ahead.next_piece) == (3, 3)
    talks.stop(talk, person=commune.operator, now=now + 30 * SECOND)
    digest = hashlib.sha256(b"".join(PIECES)).hexdigest()
    assert ended(talk).record_sha256 == digest
    assert media.path_of(digest).read_bytes() == b"".join(PIECES)
    tidying.collect(now + timedelta(days=400))
    assert media.is_whole(digest)


def test_only_who_began_it_sends_sound(commune: Commune, talk: LiveTalk, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        talks.keep(talk, number=0, data=PIECES[0], person=commune.leader, now=now)


def test_stopped_it_leaves_the_plan_at_once_and_the_plan_goes_on(
    commune: Commune, opened: LiveAuthority, now: datetime
) -> None:
    commune.booked(now=now)
    soon = now.replace(hour=16, minute=58)
    LiveAuthority.objects.filter(pk=opened.pk).update(until=soon + timedelta(minutes=30))
    with time_machine.travel(now, tick=False):
        release.release(commune.station, now=now)
    before = now.replace(hour=16, minute=40)
    opened.refresh_from_db()
    talk = begun(commune, opened, before)
    pushed = commune.released(now=before).air[0].starts_at
    assert pushed >= soon + timedelta(minutes=29)

    stopped_at = now.replace(hour=16, minute=45)
    talks.keep(talk, number=0, data=PIECES[0], person=commune.operator, now=stopped_at)
    talks.stop(talk, person=commune.operator, now=stopped_at)
    release.release(commune.station, now=stopped_at)

    plan = newest(commune.zones[0])
    assert plan.streams == ()
    assert plan.air[0].starts_at == now.replace(hour=17)


@pytest.mark.parametrize("quiet_for", [9, 11])
def test_a_line_that_is_silent_for_ten_seconds_ends_it(
    commune: Commune, talk: LiveTalk, now: datetime, quiet_for: int
) -> None:
    say(commune, talk, now + 30 * SECOND)

    pipeline.sweep(now + (30 + quiet_for) * SECOND)

    assert ended(talk).end == ("silence" if quiet_for > 10 else "")
    assert len(newest(commune.zones[0]).streams) == (0 if quiet_for > 10 else 1)


def test_it_ends_with_its_authority_whose_link_names_the_record(
    commune: Commune, opened: LiveAuthority, talk: LiveTalk, now: datetime
) -> None:
    say(commune, talk, now + 30 * SECOND)

    live.close_live(opened, person=commune.leader, now=now + 31 * SECOND)

    row = ended(talk)
    assert (row.end, bool(row.record_sha256)) == ("time", True)
    assert ChainEntry.objects.get(kind="live_end").facts["records"] == [row.record_sha256]
    assert streams(commune, now + 32 * SECOND) == ()
    assert not verification.verify().faults
    LiveTalk.objects.update(record_sha256="f" * 64)
    assert verification.verify().faults


def test_it_ends_by_itself_when_its_time_is_over(commune: Commune, talk: LiveTalk, now: datetime) -> None:
    LiveTalk.objects.update(heard_at=now + timedelta(minutes=30))

    pipeline.sweep(now + timedelta(minutes=30))

    assert ended(talk).end == "time"


def test_what_sounds_is_not_interrupted_and_what_comes_soon_ends_it(
    commune: Commune, opened: LiveAuthority, now: datetime
) -> None:
    programme = commune.booked(now=now)
    programme.recordings.update(duration_s=120)
    release.release(commune.station, now=now)
    five = now.replace(hour=17)
    LiveAuthority.objects.update(until=five + timedelta(hours=1))
    opened.refresh_from_db()
    release.release(commune.station, now=five - timedelta(minutes=4))

    short = talks.begin(opened, person=commune.operator, now=five - timedelta(minutes=4))
    assert short.until < five
    talks.stop(short, person=commune.operator, now=five - timedelta(minutes=3))

    with pytest.raises(talks.CannotTalk, match="sounds there until"):
        talks.begin(opened, person=commune.operator, now=five - 10 * SECOND)


def test_nobody_speaks_in_quiet_hours_twice_at_once_or_after_the_end(
    commune: Commune, opened: LiveAuthority, talk: LiveTalk, now: datetime, settings: Settings
) -> None:
    with pytest.raises(talks.CannotTalk, match="already"):
        talks.begin(opened, person=commune.leader, now=now)
    talks.stop(talk, person=commune.operator, now=now)
    release.release(commune.station, now=now)
    with pytest.raises(talks.CannotTalk, match="over"):
        talks.begin(opened, person=commune.operator, now=now + timedelta(minutes=31))
    with pytest.raises(PermissionDenied):
        talks.begin(opened, person=commune.editor, now=now)
    settings.DOORBELL_PORT = -1
    with pytest.raises(talks.CannotTalk, match="doorbell"):
        talks.begin(opened, person=commune.operator, now=now)
    settings.DOORBELL_PORT = 0
    commune.station.quiet_from, commune.station.quiet_until = now.time(), now.replace(hour=12).time()
    commune.station.save()
    with pytest.raises(talks.CannotTalk, match="quiet hours"):
        talks.begin(opened, person=commune.operator, now=now)


def test_a_port_of_its_own_is_named_in_the_address(talk: LiveTalk, settings: Settings) -> None:
    settings.BASE_URL, settings.DOORBELL_PORT = "https://xa.example.vn", 8091
    assert talks.address_of(talk) == f"http://xa.example.vn:8091/api/device/v1/live/{talk.token}.mp3"
    settings.DOORBELL_PORT = 0
    assert talks.address_of(talk).startswith("https://xa.example.vn/api/")

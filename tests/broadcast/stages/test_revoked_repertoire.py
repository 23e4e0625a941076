"""A recorded programme, music or relay that is revoked while it sounds: nothing of it is heard any more."""

from datetime import datetime, timedelta

import pytest

from broadcast import decisions, pipeline, playout, release, repertoire, stops
from broadcast.models import Airing, AiringStop, Fixture, RepertoireItem
from broadcast.plan.manifest import AirItem, Manifest
from broadcast.player.choice import Situation, Start, interruption, next_step
from broadcast.states import AiringStatus
from tests.broadcast.commune import Commune, newest, noise
from tests.broadcast.stages.test_repertoire import a_relay, a_sound, approved, fixed

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=0.2)


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any file for half a second of sound."""
    monkeypatch.setattr(
        "broadcast.sent_sounds.from_upload", lambda _path, directory: noise([], directory=directory)
    )


@pytest.fixture
def item(commune: Commune, now: datetime) -> RepertoireItem:
    """Return a programme of five minutes that begins at five every day, released."""
    found = approved(commune, a_sound(commune, now), now)
    RepertoireItem.objects.filter(pk=found.pk).update(duration_s=300)
    fixed(found, now, slot=commune.slot)
    commune.released(now=now)
    return found


def revoked(commune: Commune, item: RepertoireItem, at: datetime) -> Manifest:
    """Let the leader revoke it, and return what the first zone's boxes are told at once."""
    repertoire.revoke(item, person=commune.leader, now=at)
    pipeline.stop_at_once(at)
    return newest(commune.zones[0])


def seen(manifest: Manifest, at: datetime) -> Situation:
    """Return what a box that holds this plan and every file decides on."""
    return Situation(manifest=manifest, now=at, settled={}, has=lambda _sha256: True)


def first(manifest: Manifest) -> AirItem:
    return next(each for each in manifest.air if each.title == "Pháp luật")


def test_a_box_that_sounds_it_falls_silent(commune: Commune, item: RepertoireItem) -> None:
    held = newest(commune.zones[0])
    playing = first(held)
    at = playing.starts_at + timedelta(seconds=20)
    assert interruption(seen(held, at), playing) is None

    told = revoked(commune, item, at)

    assert interruption(seen(told, at), playing) == "interrupted_order"
    assert not [each for each in told.air if each.title == "Pháp luật"]
    assert playout.on_air_now(at) == []


def test_a_box_that_begins_it_before_it_hears_of_it_falls_silent_when_it_hears(
    commune: Commune, item: RepertoireItem, now: datetime
) -> None:
    held = newest(commune.zones[0])
    unaware = first(held)
    assert isinstance(next_step(seen(held, unaware.starts_at)), Start)

    told = revoked(commune, item, now)
    later = unaware.starts_at + timedelta(minutes=1)
    release.release(commune.station, now=later)

    for manifest in (told, newest(commune.zones[0])):
        assert interruption(seen(manifest, later), unaware) == "interrupted_order"
    assert not AiringStop.objects.exists()


def test_the_desk_and_the_log_say_who_stopped_it_and_why(commune: Commune, item: RepertoireItem) -> None:
    at = first(newest(commune.zones[0])).starts_at + timedelta(seconds=20)

    revoked(commune, item, at)

    (told,) = stops.recent(commune.station, now=at)
    assert (told.title, told.person_name) == ("Pháp luật", commune.leader.get_full_name())
    assert set(told.zones) == {zone.name for zone in commune.zones}
    assert "revoked" in told.why
    (decided,) = decisions.decisions_on(commune.station, at.date())
    assert (decided.person_name, decided.why) == (told.person_name, told.why)


def test_what_is_over_is_not_stopped_and_other_items_sound_on(
    commune: Commune, item: RepertoireItem, now: datetime
) -> None:
    other = approved(commune, a_sound(commune, now, title="Khuyến nông"), now)
    fixed(other, now, slot=commune.slot)
    commune.released(now=now)
    rows = Airing.objects.filter(zone=commune.zones[0], on=now.date())
    mine, next_one = rows.get(title="Pháp luật"), rows.get(title="Khuyến nông")
    over = mine.starts_at + timedelta(seconds=mine.duration_s + 1)

    told = revoked(commune, item, over)

    assert not AiringStop.objects.exists()
    assert str(next_one.pk) in {each.airing for each in told.air}
    assert str(next_one.pk) not in told.stopped


def test_the_names_leave_the_plan_and_nothing_is_signed_for_nothing(
    commune: Commune, item: RepertoireItem, now: datetime
) -> None:
    told = revoked(commune, item, now)
    assert len(told.stopped) == Airing.objects.filter(zone=commune.zones[0]).count()

    assert release.release(commune.station, now=now + SOON) == []
    release.release(commune.station, now=now + timedelta(days=11))

    assert newest(commune.zones[0]).stopped == frozenset()


def test_music_and_a_relay_stop_too(commune: Commune, now: datetime) -> None:
    music = approved(commune, a_sound(commune, now, "music", "Nhạc quê hương"), now)
    RepertoireItem.objects.update(duration_s=300)
    relay = approved(commune, a_relay(commune, now), now)
    fixed(relay, now, starts_at=now.replace(hour=18).time(), minutes=30)
    commune.slot.filled = True
    commune.slot.save()
    commune.booked(now=now)
    held = commune.released(now=now)
    playing = next(each for each in held.air if each.title == "Nhạc quê hương")
    (stream, *_later) = held.streams
    assert stream.fallback == music.device_sha256

    told = revoked(commune, music, playing.starts_at + timedelta(seconds=20))
    assert interruption(seen(told, playing.starts_at), playing) == "interrupted_order"
    assert told.streams[0].fallback is None
    assert music.device_sha256 not in told.media

    told = revoked(commune, relay, stream.starts_at + timedelta(minutes=1))
    assert stream.airing in told.stopped
    assert told.streams == ()


def test_what_nobody_approved_stops_nothing(commune: Commune, item: RepertoireItem, now: datetime) -> None:
    waiting = a_sound(commune, now, title="Chưa duyệt")
    Fixture.objects.create(item=waiting, slot=commune.slot, weekdays=[0], first=now.date(), made_at=now)

    told = revoked(commune, waiting, now)

    assert told.stopped == frozenset()
    assert Airing.objects.filter(status=AiringStatus.RELEASED).exists()

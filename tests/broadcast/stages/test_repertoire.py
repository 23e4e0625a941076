"""Recorded programmes, music and relays: nothing of them is heard that no leader approved, or that was revoked."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from broadcast import outlook, release, repertoire, sent_sounds
from broadcast.authority import NotReleasable, repertoire_authority
from broadcast.models import Airing, Fixture, RepertoireItem, SpecialDay
from broadcast.plan.manifest import Manifest
from broadcast.plan.terms import AuthorityKind
from newsroom import verification
from tests.broadcast.commune import Commune, noise, titles

pytestmark = pytest.mark.django_db
URL = "https://vov.example/vov1.mp3"


@pytest.fixture(autouse=True)
def uploads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any file for half a second of sound."""
    monkeypatch.setattr(sent_sounds, "from_upload", lambda _path, directory: noise([], directory=directory))


def a_sound(
    commune: Commune, now: datetime, kind: str = "recorded", title: str = "Pháp luật"
) -> RepertoireItem:
    sent = sent_sounds.send(
        commune.station,
        kind=kind,
        title=title,
        source="Đài huyện",
        name="a.mp3",
        chunks=[b"x"],
        person=commune.operator,
        now=now,
    )
    sent_sounds.make_ready(sent.pk)
    return RepertoireItem.objects.get(sent=sent)


def a_relay(commune: Commune, now: datetime) -> RepertoireItem:
    return repertoire.add_relay(commune.station, title="VOV1", url=URL, person=commune.operator, now=now)


def approved(commune: Commune, item: RepertoireItem, now: datetime) -> RepertoireItem:
    repertoire.approve(item, person=commune.leader, now=now)
    item.refresh_from_db()
    return item


def fixed(item: RepertoireItem, now: datetime, **when: Any) -> Fixture:
    return Fixture.objects.create(item=item, weekdays=list(range(7)), first=now.date(), made_at=now, **when)


def released(commune: Commune, now: datetime) -> Manifest:
    return commune.released(now=now)


def test_a_recorded_programme_is_heard_at_its_fixed_time_once_a_leader_approved_it(
    commune: Commune, now: datetime
) -> None:
    item = a_sound(commune, now)
    fixed(item, now, slot=commune.slot)
    assert released(commune, now).air == ()

    approved(commune, item, now)
    heard = released(commune, now).air

    assert {each.title for each in heard} == {"Pháp luật"}
    assert len(heard) == 8
    assert heard[0].authority.kind is AuthorityKind.STANDING
    assert heard[0].authority.id == str(item.entry_id)


def test_revoking_takes_it_out_of_all_that_is_to_come(commune: Commune, now: datetime) -> None:
    item = approved(commune, a_sound(commune, now), now)
    fixed(item, now, slot=commune.slot)
    released(commune, now)

    repertoire.revoke(item, person=commune.leader, now=now)

    assert released(commune, now).air == ()
    with pytest.raises(NotReleasable):
        item.refresh_from_db()
        repertoire_authority(item, now=now)


def test_only_a_leader_approves_and_revokes(commune: Commune, now: datetime) -> None:
    item = a_sound(commune, now)

    for act in (repertoire.approve, repertoire.revoke):
        with pytest.raises(PermissionDenied):
            act(item, person=commune.operator, now=now)


def test_what_was_decided_on_is_not_decided_on_again(commune: Commune, now: datetime) -> None:
    item = approved(commune, a_sound(commune, now), now)

    with pytest.raises(repertoire.AlreadyDecided):
        repertoire.approve(item, person=commune.leader, now=now)


def test_an_address_that_was_changed_after_its_approval_is_not_relayed(
    commune: Commune, now: datetime
) -> None:
    item = approved(commune, a_relay(commune, now), now)
    fixed(item, now, starts_at=time(18), minutes=30)
    assert released(commune, now).streams

    RepertoireItem.objects.update(url="https://elsewhere.example/")

    assert released(commune, now).streams == ()
    assert verification.verify().faults


def test_a_relay_stands_in_the_plan_on_the_second_with_music_to_fall_back_on(
    commune: Commune, now: datetime
) -> None:
    music = approved(commune, a_sound(commune, now, "music", "Nhạc chờ"), now)
    item = approved(commune, a_relay(commune, now), now)
    fixed(item, now, starts_at=time(17, 5), minutes=30)
    commune.booked(now=now)

    manifest = released(commune, now)
    stream = manifest.streams[0]

    assert (stream.url, stream.duration_ms) == (URL, 30 * 60_000)
    assert stream.starts_at == now.replace(hour=17, minute=5)
    assert stream.fallback in manifest.media
    assert music.device_sha256 == stream.fallback
    assert Airing.objects.get(pk=stream.airing).stream == URL
    assert not verification.verify().faults


def test_planning_again_changes_nothing_of_the_repertoire(commune: Commune, now: datetime) -> None:
    fixed(approved(commune, a_relay(commune, now), now), now, starts_at=time(17, 5), minutes=30)
    fixed(approved(commune, a_sound(commune, now), now), now, slot=commune.slot)
    before = released(commune, now)

    during = now.replace(hour=17, minute=6)
    again = released(commune, during)

    assert release.release(commune.station, now=now) == []
    assert again.streams[0] == before.streams[0]


def test_music_fills_the_session_of_a_slot_that_says_so(commune: Commune, now: datetime) -> None:
    approved(commune, a_sound(commune, now, "music", "Nhạc quê hương"), now)
    commune.booked(now=now)
    assert titles(released(commune, now)) == ["Tổng vệ sinh đường làng"]

    commune.slot.filled = True
    commune.slot.save()

    assert titles(released(commune, now)) == ["Tổng vệ sinh đường làng", "Nhạc quê hương"]


def test_a_day_of_mourning_has_no_music_and_says_why_a_relay_is_missing(
    commune: Commune, now: datetime
) -> None:
    fixed(approved(commune, a_relay(commune, now), now), now, starts_at=time(18), minutes=30)
    today = now.date()
    SpecialDay.objects.create(
        station=commune.station, name="Quốc tang", first=today, last=today, forms=["bulletin"], made_at=now
    )

    seen = outlook.outlook(commune.station, today, today, now=now)

    assert released(commune, now).streams[0].starts_at.date() > today
    assert [(each.title, each.programme_id) for each in seen.unheard] == [("VOV1", None)]
    assert "Quốc tang" in seen.unheard[0].reason


def test_what_was_approved_until_a_day_ends_with_it(commune: Commune, now: datetime) -> None:
    item = a_sound(commune, now)
    fixed(item, now, slot=commune.slot)

    repertoire.approve(item, person=commune.leader, now=now, valid_until=now + timedelta(days=2))

    assert len(released(commune, now).air) == 2


@pytest.mark.parametrize("url", ["ftp://a/b", "https://", "http://mai:bi-mat@dai.example/", "vov1"])
def test_an_address_that_cannot_be_relayed_is_refused(commune: Commune, now: datetime, url: str) -> None:
    with pytest.raises(repertoire.WrongAddress):
        repertoire.add_relay(commune.station, title="VOV1", url=url, person=commune.operator, now=now)


def test_nobody_missed_what_was_over_when_its_time_was_chosen(commune: Commune, now: datetime) -> None:
    evening = now.replace(hour=20)
    fixed(approved(commune, a_sound(commune, now), now), evening, slot=commune.slot)

    seen = outlook.outlook(commune.station, now.date(), now.date(), now=evening)

    assert seen.unheard == []
    assert released(commune, evening).air[0].starts_at.date() == now.date() + timedelta(days=1)

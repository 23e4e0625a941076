"""A slot's own opening, sign-off and spacing: what a leader approved, the station's where nothing is in force."""

from datetime import datetime, timedelta

import pytest

from broadcast import problems, standing
from broadcast.models import StandingClip
from broadcast.models.schedule import NO_CLIP
from newsroom import verification
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
SUNDAY = "Chương trình Chủ nhật"


def a_clip(commune: Commune, now: datetime, kind: str = "opening", label: str = SUNDAY) -> StandingClip:
    return standing.make_clip(
        commune.station, kind=kind, words="Kính chào.", person=commune.operator, now=now, label=label
    )


def approved(commune: Commune, now: datetime, kind: str = "opening", label: str = SUNDAY) -> StandingClip:
    clip = a_clip(commune, now, kind, label)
    standing.approve_clip(clip, person=commune.leader, now=now)
    return clip


def framed(commune: Commune, **fields: object) -> None:
    for name, value in fields.items():
        setattr(commune.slot, name, value)
    commune.slot.full_clean()
    commune.slot.save()


def heard(commune: Commune, now: datetime) -> list[str]:
    return [item.media for item in commune.released(now=now).air]


def test_a_slot_has_the_opening_and_sign_off_that_it_chose(commune: Commune, now: datetime) -> None:
    usual = approved(commune, now, label="")
    own, closing = approved(commune, now), approved(commune, now, "closing")
    commune.booked(now=now)
    assert heard(commune, now)[0] == usual.device_sha256
    assert len(heard(commune, now)) == 2

    framed(commune, opening=SUNDAY, closing=SUNDAY)

    first, _news, last = heard(commune, now)
    assert (first, last) == (own.device_sha256, closing.device_sha256)
    assert not verification.verify().faults


def test_none_is_none_though_the_station_has_one(commune: Commune, now: datetime) -> None:
    approved(commune, now, label="")
    commune.booked(now=now)

    framed(commune, opening=NO_CLIP)

    assert len(heard(commune, now)) == 1


def test_what_nobody_approved_is_not_heard_the_stations_own_is(commune: Commune, now: datetime) -> None:
    usual = approved(commune, now, label="")
    waiting = a_clip(commune, now)
    commune.booked(now=now)
    framed(commune, opening=SUNDAY)
    assert heard(commune, now)[0] == usual.device_sha256

    standing.approve_clip(waiting, person=commune.leader, now=now)
    assert heard(commune, now)[0] == waiting.device_sha256

    standing.revoke_clip(waiting, person=commune.leader, now=now)
    assert heard(commune, now)[0] == usual.device_sha256


def test_a_newer_one_takes_over_under_its_label_only(commune: Commune, now: datetime) -> None:
    usual, first = approved(commune, now, label=""), approved(commune, now)
    commune.booked(now=now)
    framed(commune, opening=SUNDAY)

    second = approved(commune, now)

    assert heard(commune, now)[0] == second.device_sha256
    first.refresh_from_db()
    usual.refresh_from_db()
    assert (first.revoked_at, usual.revoked_at) == (now, None)


def test_a_label_that_was_changed_after_the_approval_is_found(commune: Commune, now: datetime) -> None:
    clip = approved(commune, now)
    assert not verification.verify().faults

    StandingClip.objects.filter(pk=clip.pk).update(label="")

    assert verification.verify().faults


def test_the_spacing_of_a_slot_is_its_own(commune: Commune, now: datetime) -> None:
    commune.booked(now=now)
    commune.booked(now=now, title="Lịch tiêm chủng")

    def pause() -> timedelta:
        first, second = commune.released(now=now).air
        return second.starts_at - first.ends_at

    assert pause() == timedelta(seconds=commune.station.gap_s)
    framed(commune, gap_s=0.0)
    assert pause() == timedelta(0)
    framed(commune, gap_s=7.5)
    assert pause() == timedelta(seconds=7.5)


def test_an_opening_for_some_sessions_does_not_stand_in_for_the_stations_own(
    commune: Commune, now: datetime
) -> None:
    def is_missing() -> bool:
        return any("No opening" in each.sentence for each in problems.problems(commune.station, now=now))

    approved(commune, now)
    assert is_missing()

    approved(commune, now, label="")
    assert not is_missing()

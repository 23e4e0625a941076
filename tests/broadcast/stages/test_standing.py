from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from broadcast import media, standing
from broadcast.authority import NotReleasable, standing_authority
from broadcast.models import StandingClip
from broadcast.plan.terms import Kind
from tests.broadcast.commune import Commune
from tests.broadcast.stages.clips import approved_clip

pytestmark = pytest.mark.django_db


def _clip(commune: Commune, now: datetime, kind: str = "opening") -> StandingClip:
    return standing.make_clip(
        commune.station, kind=kind, words="Đây là đài xã.", person=commune.operator, now=now
    )


def test_a_clip_is_recorded_and_waits_for_a_leader(commune: Commune, now: datetime) -> None:
    clip = _clip(commune, now)

    assert media.is_whole(clip.device_sha256)
    assert clip.made_by_name == commune.operator.get_full_name()
    with pytest.raises(NotReleasable):
        standing_authority(clip, now=now)


def test_a_clip_that_nobody_approved_is_not_heard(commune: Commune, now: datetime) -> None:
    _clip(commune, now)
    commune.booked(now=now)

    assert [item.kind for item in commune.released(now=now).air] == [Kind.PROGRAMME]


def test_only_a_leader_approves_and_revokes(commune: Commune, now: datetime) -> None:
    clip = _clip(commune, now)

    with pytest.raises(PermissionDenied):
        standing.approve_clip(clip, person=commune.operator, now=now)
    with pytest.raises(PermissionDenied):
        standing.revoke_clip(clip, person=commune.operator, now=now)

    clip.refresh_from_db()
    assert (clip.approved_at, clip.revoked_at) == (None, None)


def test_a_newly_approved_clip_takes_the_place_of_the_one_before(commune: Commune, now: datetime) -> None:
    first = approved_clip(commune, now=now)
    closing = approved_clip(commune, now=now, kind="closing")

    second = approved_clip(commune, now=now)

    first.refresh_from_db()
    closing.refresh_from_db()
    assert first.revoked_at == now
    assert (second.revoked_at, closing.revoked_at) == (None, None)


def test_a_revoked_clip_leaves_every_session_to_come(commune: Commune, now: datetime) -> None:
    clip = approved_clip(commune, now=now)
    commune.booked(now=now)
    before = [item.kind for item in commune.released(now=now).air]

    standing.revoke_clip(clip, person=commune.leader, now=now)

    assert before == [Kind.OPENING, Kind.PROGRAMME]
    assert [item.kind for item in commune.released(now=now).air] == [Kind.PROGRAMME]


def test_a_clip_that_was_decided_on_is_not_approved_again_and_what_is_in_force_stays(
    commune: Commune, now: datetime
) -> None:
    old = _clip(commune, now)
    standing.revoke_clip(old, person=commune.leader, now=now)
    in_force = approved_clip(commune, now=now)

    with pytest.raises(standing.AlreadyDecided):
        standing.approve_clip(old, person=commune.leader, now=now)

    in_force.refresh_from_db()
    assert in_force.revoked_at is None


def test_a_sign_off_ends_the_session(commune: Commune, now: datetime) -> None:
    approved_clip(commune, now=now)
    approved_clip(commune, now=now, kind="closing")
    commune.booked(now=now)

    kinds = [item.kind for item in commune.released(now=now).air]

    assert kinds == [Kind.OPENING, Kind.PROGRAMME, Kind.CLOSING]

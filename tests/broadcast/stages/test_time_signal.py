"""The time signal from the workshop to the plan that a box reads: approved, switched on, heard on the second."""

from datetime import datetime, timedelta

import miniaudio
import numpy as np
import pytest

from broadcast import media, release, standing
from broadcast.audio import assembly
from broadcast.models import Airing, StandingClip
from broadcast.plan import manifest as wire
from newsroom import verification
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
RATE = 44_100


@pytest.fixture
def signal(commune: Commune, now: datetime, monkeypatch: pytest.MonkeyPatch) -> StandingClip:
    """Return the real sound, waiting for a leader; today's slot wants it."""
    monkeypatch.setattr(standing, "produce", assembly.produce)
    commune.slot.signal = True
    commune.slot.save()
    return standing.make_signal(commune.station, person=commune.operator, now=now)


def long_note(media_sha256: str) -> float:
    """Return when the long note begins in a file, as a box decodes it."""
    decoded = miniaudio.decode_file(
        str(media.path_of(media_sha256)),
        nchannels=1,
        sample_rate=RATE,
        output_format=miniaudio.SampleFormat.SIGNED16,
    )
    loud = np.abs(np.frombuffer(decoded.samples, dtype=np.int16).astype(float)) > 1500
    sounding = np.convolve(loud, np.ones(RATE // 50), "same") > 0
    edges = np.flatnonzero(np.diff(sounding.astype(int)))
    lengths = [(end - begin, begin) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    return float(max(lengths)[1] / RATE + 0.01)


def test_the_long_note_begins_on_the_second(commune: Commune, now: datetime, signal: StandingClip) -> None:
    standing.approve_clip(signal, person=commune.leader, now=now)
    commune.booked(now=now)

    first, news = commune.released(now=now).air

    assert (first.kind, first.authority.kind) == (wire.Kind.OPENING, wire.AuthorityKind.STANDING)
    strikes = first.starts_at + timedelta(seconds=long_note(first.media))
    assert abs((strikes - now.replace(hour=17)).total_seconds()) < 0.015
    assert news.starts_at > first.ends_at
    assert first.grace_ms <= 100
    assert not verification.verify().faults


def test_zones_that_begin_later_hear_it_at_the_same_moment(
    commune: Commune, now: datetime, signal: StandingClip
) -> None:
    standing.approve_clip(signal, person=commune.leader, now=now)
    late = commune.zones[1]
    late.stagger_s = 9
    late.save()
    commune.booked(now=now)
    release.release(commune.station, now=now)

    plans = [commune.released(now=now, zone=zone).air for zone in commune.zones]

    assert plans[0][0].starts_at == plans[1][0].starts_at
    assert plans[1][1].starts_at == now.replace(hour=17, second=9)


def test_what_no_leader_approved_and_what_was_revoked_is_not_heard(
    commune: Commune, now: datetime, signal: StandingClip
) -> None:
    commune.booked(now=now)
    assert len(commune.released(now=now).air) == 1

    standing.approve_clip(signal, person=commune.leader, now=now)
    assert len(commune.released(now=now).air) == 2

    standing.revoke_clip(signal, person=commune.leader, now=now)
    assert len(commune.released(now=now).air) == 1


def test_only_slots_that_have_it_switched_on_have_it(
    commune: Commune, now: datetime, signal: StandingClip
) -> None:
    standing.approve_clip(signal, person=commune.leader, now=now)
    commune.slot.signal = False
    commune.slot.save()
    commune.booked(now=now)

    assert len(commune.released(now=now).air) == 1
    assert not Airing.objects.filter(kind="signal").exists()


def test_quiet_hours_of_the_station_silence_it(commune: Commune, now: datetime, signal: StandingClip) -> None:
    standing.approve_clip(signal, person=commune.leader, now=now)
    commune.station.quiet_from, commune.station.quiet_until = (
        now.replace(hour=12).time(),
        now.replace(hour=17).time(),
    )
    commune.station.save()
    commune.booked(now=now)

    (only,) = commune.released(now=now).air

    assert only.starts_at == now.replace(hour=17)

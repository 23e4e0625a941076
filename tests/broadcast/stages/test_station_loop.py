from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError

from broadcast import heartbeats, pipeline
from broadcast.models import Lease, Manifest
from broadcast.station_loop import LEASE_FOR, SWEEP_EVERY, WAKE_EVERY, Loop, give_back, take_lease
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


class Clock:
    """A clock that a test moves."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count how often the workers are woken, without a queue."""
    calls: list[str] = []
    monkeypatch.setattr(pipeline, "async_task", lambda name, **_options: calls.append(name))
    return calls


def test_a_round_releases_what_waits_and_beats(commune: Commune, clock: Clock, woken: list[str]) -> None:
    loop = Loop("first", clock=clock)

    signed = loop.tick()

    assert signed == len(commune.zones) == Manifest.objects.count()
    assert [pulse.stale for pulse in heartbeats.pulses(clock.now) if pulse.name == heartbeats.STATION] == [
        False
    ]


def test_of_two_loops_one_works(commune: Commune, clock: Clock, woken: list[str]) -> None:
    first, second = Loop("first", clock=clock), Loop("second", clock=clock)
    first.tick()

    assert second.tick() == 0
    assert Lease.objects.get().holder == "first"


def test_the_other_loop_takes_over_when_the_first_falls_silent(
    commune: Commune, clock: Clock, woken: list[str]
) -> None:
    Loop("first", clock=clock).tick()
    clock.now += LEASE_FOR
    commune.booked(now=clock.now)

    signed = Loop("second", clock=clock).tick()

    assert signed > 0
    assert Lease.objects.get().holder == "second"


def test_whoever_works_keeps_the_lease(db: None, now: datetime) -> None:
    take_lease("first", now=now)

    kept = take_lease("first", now=now + LEASE_FOR / 2)

    assert kept
    assert not take_lease("second", now=now + LEASE_FOR)


def test_a_lease_that_is_given_back_is_free_at_once(db: None, now: datetime) -> None:
    take_lease("first", now=now)

    give_back("second")
    still_held = not take_lease("second", now=now)
    give_back("first")

    assert still_held
    assert take_lease("second", now=now)


def test_a_change_is_released_in_the_next_round(commune: Commune, clock: Clock, woken: list[str]) -> None:
    loop = Loop("first", clock=clock)
    loop.tick()
    commune.booked(now=clock.now)
    clock.now += timedelta(seconds=1)

    assert loop.tick() == len(commune.zones)


def test_a_change_of_a_slot_is_released_in_the_next_round(
    commune: Commune, clock: Clock, woken: list[str]
) -> None:
    commune.booked(now=clock.now)
    loop = Loop("first", clock=clock)
    loop.tick()
    commune.slot.active = False
    commune.slot.save()
    clock.now += SWEEP_EVERY

    assert loop.tick() == len(commune.zones)


def test_a_quiet_round_does_not_sweep(
    commune: Commune, clock: Clock, woken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = Loop("first", clock=clock)
    loop.tick()
    sweeps: list[datetime] = []

    def sweep(now: datetime) -> list[Manifest]:
        sweeps.append(now)
        return []

    monkeypatch.setattr(pipeline, "sweep", sweep)

    clock.now += timedelta(seconds=1)
    loop.tick()
    clock.now += SWEEP_EVERY
    loop.tick()

    assert sweeps == [clock.now]


def test_the_workers_are_asked_for_a_sign_of_life(commune: Commune, clock: Clock, woken: list[str]) -> None:
    loop = Loop("first", clock=clock)

    loop.tick()
    loop.tick()
    clock.now += WAKE_EVERY
    loop.tick()

    assert woken == ["broadcast.pipeline.work"] * 2


def test_a_faulty_round_does_not_end_the_loop(
    commune: Commune, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    loop = Loop("first", clock=clock)
    rounds: Iterator[Exception | int] = iter([DatabaseError("locked"), RuntimeError("bug"), 0])

    def tick() -> int:
        outcome = next(rounds)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    monkeypatch.setattr(loop, "tick", tick)
    monkeypatch.setattr("broadcast.station_loop.TICK_S", 0.0)
    monkeypatch.setattr("broadcast.station_loop.close_old_connections", lambda: None)
    turns = iter([False, False, False, True])

    loop.run(stopped=lambda: next(turns))

    assert next(rounds, None) is None
    assert len(caplog.records) == 2


def test_an_unreachable_queue_is_no_reason_to_stop(
    commune: Commune, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise ConnectionError("no queue")

    monkeypatch.setattr(pipeline, "async_task", refuse)

    assert Loop("first", clock=clock).tick() == len(commune.zones)


def test_work_takes_in_and_records(commune: Commune, now: datetime) -> None:
    submission = commune.submit()

    pipeline.work()

    assert commune.programme(submission).recordings.get().status == "made"


@pytest.mark.parametrize("name", [heartbeats.STATION, heartbeats.QUEUE])
def test_a_process_that_has_not_beaten_for_long_is_stale(db: None, now: datetime, name: str) -> None:
    heartbeats.beat(name, now=now)

    fresh = {pulse.name: pulse.stale for pulse in heartbeats.pulses(now)}
    later = {
        pulse.name: pulse.stale
        for pulse in heartbeats.pulses(now + heartbeats.STALE_AFTER[name] + timedelta(seconds=1))
    }

    assert not fresh[name]
    assert later[name]
    assert all(stale for other, stale in fresh.items() if other != name)

"""A thousand steps in whatever order, ten thousand when thorough: never an output without authority."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from broadcast import renditions
from tests.broadcast.commune import Commune
from tests.broadcast.stateful.commune_at_work import CommuneAtWork
from tests.thorough import times

DAYS = times(6, thorough=50)
"""Fifty make about ten thousand steps, in ten minutes or more. Each day draws anew what people do on it, so many
short ones are worth more than few long ones; the first is always the simplest there is, one step long."""
STEPS_A_DAY = 60
SEEDS = (1, 2, 3, 4)


@pytest.mark.django_db
@pytest.mark.parametrize("number", SEEDS)
def test_nothing_goes_out_without_authority_in_thousands_of_steps(
    commune: Commune, now: datetime, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: dict[tuple[str, ...], str] = {}
    draw = renditions.frame
    monkeypatch.setattr(
        renditions,
        "frame",
        lambda lines: drawn.get(tuple(lines)) or drawn.setdefault(tuple(lines), draw(lines)),
    )
    CommuneAtWork.commune, CommuneAtWork.start, CommuneAtWork.taken = commune, now, 0
    machine = seed(number)(CommuneAtWork)

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=DAYS,
            stateful_step_count=STEPS_A_DAY,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert (
        CommuneAtWork.taken >= (DAYS - 1) * STEPS_A_DAY // 2
    )  # some days end early: nothing more can be drawn

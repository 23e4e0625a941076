"""The loops of a box: one that failed is run again after a breath, one that has nothing to do here is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.player import box
from broadcast.player.box import Box
from broadcast.player.options import read_options


@pytest.fixture
def idle(tmp_path: Path) -> Iterator[Box]:
    """Return a box that was not started."""
    box = Box(read_options(["--server", "http://127.0.0.1:9", "--state", str(tmp_path)], {}))
    yield box
    box._turnstile.close()


def test_a_loop_with_nothing_to_do_is_not_begun_again(idle: Box) -> None:
    begun = []

    def done() -> None:
        begun.append(1)
        if len(begun) == 3:
            idle.stop.set()

    idle._keep_going(done)

    assert len(begun) == 1


def test_a_loop_that_failed_is_run_again_and_the_desk_is_told_meanwhile(
    idle: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box, "RESTART", 0.0)
    told: list[bool] = []

    def failing() -> None:
        told.append(bool(idle.problems.current()))
        if len(told) == 3:
            return
        raise ValueError("nobody foresaw this")

    idle._keep_going(failing)

    assert told == [False, True, True] and not idle.problems.current()

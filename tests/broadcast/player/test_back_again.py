"""How soon a box asks again after a failure: at its usual pace where nobody answers, seldom where errors come back."""

import threading

import pytest

from broadcast.player import errand as shared
from broadcast.player.answers import Answer, NoAnswer, Unreachable
from broadcast.player.errand import LONGEST, Errand, pause_after
from broadcast.player.polling import Poller
from broadcast.player.reporting import Reporter
from tests.broadcast.player.boxes import until
from tests.broadcast.player.station import Station


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pauses be what they are in the mean."""
    monkeypatch.setattr(shared, "jitter", lambda: 1.0)


def test_a_box_without_a_line_asks_within_one_poll_of_its_return() -> None:
    pauses = [pause_after(NoAnswer(), failures=count, poll_s=15) for count in range(1, 30)]

    assert max(pauses) == 15


def test_a_station_that_answers_with_errors_is_asked_more_and_more_seldom() -> None:
    pauses = [pause_after(Unreachable(), failures=count, poll_s=15) for count in range(1, 30)]

    assert pauses[:3] == [10, 20, 40]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST


def test_a_line_that_breaks_and_a_closed_port_are_no_answer(station: Station, errand: Errand) -> None:
    errand.poll_s = 15
    poller = Poller(errand)
    station.is_down = True
    for _ in range(8):
        broken = poller.round()
    station.close()

    assert (broken, poller.round()) == (15, 15)


def test_an_answer_that_is_an_error_is_an_answer(errand: Errand) -> None:
    with pytest.raises(Unreachable) as caught:
        errand.station._raise_for(Answer(status=503, headers={}, body=b"{}"))

    assert not isinstance(caught.value, NoAnswer)


def test_receipts_that_wait_go_out_as_soon_as_the_station_is_heard_again(
    station: Station, errand: Errand
) -> None:
    poller, reporter, stop = Poller(errand), Reporter(errand=errand, flights=None), threading.Event()
    poller.round()
    errand.poll_s = 60
    station.is_down = True
    poller.round()
    thread = threading.Thread(target=reporter.run, args=(stop,), daemon=True)
    thread.start()
    until(lambda: reporter.failures > 0, "a failure")
    until(lambda: not errand.problems.news.is_set(), "the reporter rests")
    station.is_down = False

    poller.round()

    until(lambda: reporter.failures == 0, "the report")
    stop.set()
    errand.problems.news.set()
    thread.join(5)

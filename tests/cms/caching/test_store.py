"""Answers in memory: bounded, only while they are good, made by one at a time."""

import threading
from datetime import UTC, datetime, timedelta

from cms.caching.store import Kept, Store

NOON = datetime(2026, 11, 21, 5, tzinfo=UTC)


def kept(size: int = 10, *, until: datetime = NOON + timedelta(minutes=1)) -> Kept:
    """Return an answer of that many bytes."""
    return Kept(bodies={"": b"x" * size}, headers={}, etag="e", until=until)


def test_an_answer_is_found_until_its_moment() -> None:
    store = Store(10_000)
    store.keep("a", kept(until=NOON + timedelta(seconds=5)))

    assert store.get("a", NOON + timedelta(seconds=4.9)) is not None
    assert store.get("a", NOON + timedelta(seconds=5)) is None


def test_what_was_not_asked_for_longest_makes_room() -> None:
    store = Store(3 * kept().size)
    for name in "abc":
        store.keep(name, kept())
    store.get("a", NOON)

    store.keep("d", kept())

    assert [name for name in "abcd" if store.get(name, NOON)] == ["a", "c", "d"]


def test_an_answer_that_is_kept_anew_is_weighed_once() -> None:
    store = Store(2 * kept().size)

    for _turn in range(5):
        store.keep("a", kept())
    store.keep("b", kept())

    assert store.get("a", NOON)
    assert store.get("b", NOON)


def test_an_answer_larger_than_everything_is_not_kept() -> None:
    store = Store(1_000)

    store.keep("a", kept(5_000))

    assert store.get("a", NOON) is None


def test_one_makes_it_and_the_others_find_it() -> None:
    store, made, together = Store(10_000), [], threading.Barrier(4)

    def ask() -> None:
        together.wait(10)
        with store.turn("a"):
            if store.get("a", NOON) is None:
                made.append(1)
                store.keep("a", kept())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert made == [1]
    assert not store._turns

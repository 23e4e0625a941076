"""Who is woken by which ring."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from broadcast.doorbell.bells import Bells, Full, Visitor

LONG = 20.0


def visitor(device: str = "a", *, zone: str = "3", held: str = "1.7") -> Visitor:
    return Visitor(device=device, zone=zone, held=held)


async def settled() -> None:
    """Let everything that can run do so."""
    for _turn in range(10):
        await asyncio.sleep(0)


def woken(bells: Bells, *visitors: Visitor, ring: Callable[[], object]) -> dict[str, bool]:
    """Let visitors wait, ring, and return who was woken and who still waits."""

    async def play() -> dict[str, bool]:
        tasks = {each.device: asyncio.ensure_future(bells.wait(each, seconds=LONG)) for each in visitors}
        await settled()
        ring()
        await settled()
        found = {name: task.done() and task.result() for name, task in tasks.items()}
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        return found

    return asyncio.run(play())


def answered(question: Callable[[], Awaitable[bool]]) -> bool:
    async def play() -> bool:
        return await question()

    return asyncio.run(play())


def test_a_zone_is_woken_and_no_other() -> None:
    bells = Bells()
    visitors = [visitor("a"), visitor("b"), visitor("c", zone="4")]

    found = woken(bells, *visitors, ring=lambda: bells.ring_zone("3", "1.8"))

    assert found == {"a": True, "b": True, "c": False}
    assert len(bells) == 0


def test_who_holds_the_newest_sleeps_on() -> None:
    bells = Bells()

    assert woken(bells, visitor(held="1.8"), ring=lambda: bells.ring_zone("3", "1.8")) == {"a": False}


def test_an_order_wakes_one_device() -> None:
    bells = Bells()

    found = woken(bells, visitor("a"), visitor("b"), ring=lambda: bells.ring_device("b"))

    assert found == {"a": False, "b": True}


def test_a_ring_between_two_questions_is_not_lost() -> None:
    bells = Bells()
    bells.ring_zone("3", "1.8")
    bells.ring_device("b")

    assert answered(lambda: bells.wait(visitor("a"), seconds=LONG))
    assert answered(lambda: bells.wait(visitor("b", held="1.8"), seconds=LONG))


def test_nobody_is_woken_twice_for_one_version() -> None:
    bells = Bells()
    bells.ring_zone("3", "1.8")

    assert answered(lambda: bells.wait(visitor(), seconds=LONG))
    assert not answered(lambda: bells.wait(visitor(), seconds=0.01))
    bells.ring_zone("3", "1.9")
    assert answered(lambda: bells.wait(visitor(), seconds=LONG))


def test_a_device_waits_once() -> None:
    bells = Bells()

    async def play() -> tuple[bool, int]:
        first = asyncio.ensure_future(bells.wait(visitor(), seconds=LONG))
        await settled()
        second = asyncio.ensure_future(bells.wait(visitor(), seconds=LONG))
        await settled()
        many = len(bells)
        bells.ring_zone("3", "1.8")
        return await first or not await second, many

    assert asyncio.run(play()) == (False, 1)


def test_there_is_an_end_to_how_many_wait() -> None:
    bells = Bells(most=1)

    async def play() -> None:
        first = asyncio.ensure_future(bells.wait(visitor("a"), seconds=LONG))
        await settled()
        try:
            await bells.wait(visitor("b"), seconds=LONG)
        finally:
            first.cancel()
            await asyncio.gather(first, return_exceptions=True)

    with pytest.raises(Full):
        asyncio.run(play())
    assert len(bells) == 0

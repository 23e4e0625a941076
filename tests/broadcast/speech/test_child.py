"""The worker process behind an engine: it may die, hang or talk nonsense, and the asker goes on."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.speech.child import Child, ChildFailed

ECHO = """
import struct, sys
while header := sys.stdin.buffer.read(4):
    asked = sys.stdin.buffer.read(struct.unpack(">I", header)[0])
    sys.stdout.buffer.write(struct.pack(">II", 7, len(asked)) + asked)
    sys.stdout.buffer.flush()
    if asked == b"leave":
        break
"""


@pytest.fixture
def echo() -> Iterator[Child]:
    child = Child((sys.executable, "-Ic", ECHO), timeout_s=5)
    yield child
    child.close()


def test_no_worker_runs_before_it_is_asked(echo: Child) -> None:
    assert echo.pid is None

    assert echo.ask(b"one") == (7, b"one")

    assert echo.pid is not None


def test_a_long_request_comes_back_whole(echo: Child) -> None:
    assert echo.ask(b"x" * 500_000) == (7, b"x" * 500_000)


def test_one_worker_answers_all(echo: Child) -> None:
    echo.ask(b"one")
    first = echo.pid

    echo.ask(b"two")

    assert echo.pid == first


def test_a_worker_that_was_killed_or_left_is_replaced(echo: Child) -> None:
    echo.ask(b"one")
    worker = echo.pid
    assert worker and echo._process
    os.kill(worker, signal.SIGKILL)
    echo._process.wait(5)

    assert echo.ask(b"leave") == (7, b"leave")
    echo._process.wait(5)
    assert echo.ask(b"three") == (7, b"three")


def test_a_worker_that_hangs_is_killed_and_replaced() -> None:
    impatient = Child((sys.executable, "-Ic", ECHO), timeout_s=1.5)
    impatient.ask(b"one")
    worker = impatient.pid
    assert worker
    os.kill(worker, signal.SIGSTOP)

    assert impatient.ask(b"two") == (7, b"two")

    assert not Path(f"/proc/{worker}").exists()
    impatient.close()


@pytest.mark.parametrize(
    "command", [("/no/such/program",), ("false",), (sys.executable, "-c", "print('no' * 99)")]
)
def test_a_worker_that_never_works_is_told(command: tuple[str, ...]) -> None:
    hopeless = Child(command, timeout_s=2)

    with pytest.raises(ChildFailed):
        hopeless.ask(b"one")
    hopeless.close()

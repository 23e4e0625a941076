"""The tree of processes: real children, real signals."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

SLEEPER = "import os, time; print('pid', os.getpid()); time.sleep(600)"
STUBBORN = (
    "import os, signal, time; signal.signal(signal.SIGTERM, lambda *_: print('no'))\n"
    "print('pid', os.getpid())\n"
    "while True: time.sleep(600)"
)
PARENT_OF_ONE = (
    "import subprocess, sys, time\n"
    "grandchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print('pid', grandchild.pid); time.sleep(600)"
)
WITHIN_S = 20.0


class Tree:
    """A running supervisor in a process of its own, and what it printed so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.seen: list[str] = []

    def until(self, pattern: str) -> re.Match[str]:
        """Read on until a line matches; fail at the end of the output."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.seen.append(line)
            if match := re.search(pattern, line):
                return match
        raise AssertionError(f"no line like {pattern!r} in {self.seen}")

    def pid(self, child: str) -> int:
        """Return the number a child tells of itself."""
        return int(self.until(rf"^{child}: pid (\d+)").group(1))


Grow = Callable[..., AbstractContextManager[Tree]]


@pytest.fixture(params=[False, True], ids=["executed", "forked"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Grow:
    """Return what runs children given by name and source text, once for each way of starting them."""

    @contextmanager
    def grow(grace_s: float = 10.0, **programs: str) -> Iterator[Tree]:
        scripts = {name: tmp_path / f"{name}.py" for name in programs}
        for name, text in programs.items():
            scripts[name].write_text(text)
        given = {"scripts": {name: str(path) for name, path in scripts.items()}}
        with _running({**given, "grace_s": grace_s, "forked": request.param}) as process:
            yield Tree(process)

    return grow


@contextmanager
def _running(given: dict[str, Any]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.cms.serve.tree", json.dumps(given)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        guard = _end_after(process, WITHIN_S)
        try:
            yield process
        finally:
            process.kill()
            guard.wait()


def _end_after(process: subprocess.Popen[str], seconds: float) -> subprocess.Popen[bytes]:
    """Kill a tree that a broken supervisor would leave hanging, so that the test fails instead of waiting."""
    watch = (
        "import os, sys, time\n"
        "pid, end = int(sys.argv[1]), time.monotonic() + float(sys.argv[2])\n"
        "while os.path.exists(f'/proc/{pid}') and open(f'/proc/{pid}/stat').read().split()[2] != 'Z':\n"
        "    time.sleep(0.02)\n"
        "    if time.monotonic() > end: os.kill(pid, 9)\n"
    )
    return subprocess.Popen([sys.executable, "-c", watch, str(process.pid), str(seconds)])


def eventually(condition: Callable[[], bool]) -> bool:
    """Wait for a condition, but not for ever."""
    deadline = time.monotonic() + WITHIN_S
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def is_gone(pid: int) -> bool:
    """Say whether no such process runs (a zombie does not run)."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_lines_of_the_children_carry_their_names(tree: Grow) -> None:
    with tree(web=SLEEPER, queue="print('working'); import time; time.sleep(600)") as running:
        wanted = {r"^errand ran", r"^web: pid", r"^queue: working"}

        for line in iter(lambda: running.until("."), None):
            wanted = {pattern for pattern in wanted if not re.search(pattern, line.string)}
            if not wanted:
                break

        assert not wanted


def test_a_child_that_dies_is_started_again_and_said_so(tree: Grow) -> None:
    with tree(web=SLEEPER) as running:
        first = running.pid("web")

        os.kill(first, signal.SIGKILL)

        assert running.until(r"^web fell (\S+) (\S+)").groups() == ("-9", "0.5")
        assert running.pid("web") != first


def test_a_child_that_cannot_start_waits_longer_each_time(tree: Grow) -> None:
    with tree(web="raise SystemExit(3)") as running:
        falls = [running.until(r"^web fell (\S+) (\S+)").groups() for _ in range(3)]

        assert falls == [("3", "0.5"), ("3", "1.0"), ("3", "2.0")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_every_child(tree: Grow, number: signal.Signals) -> None:
    with tree(web=SLEEPER) as running:
        child = running.pid("web")

        running.process.send_signal(number)

        assert running.process.wait(WITHIN_S) == 0
        assert is_gone(child)


def test_a_child_that_will_not_end_is_killed_after_its_grace(tree: Grow) -> None:
    with tree(grace_s=0.3, web=STUBBORN) as running:
        child = running.pid("web")

        running.process.send_signal(signal.SIGTERM)

        running.until(r"^web killed")
        assert running.process.wait(WITHIN_S) == 0
        assert is_gone(child)


def test_stopping_during_a_wait_for_the_next_start_is_immediate(tree: Grow) -> None:
    with tree(web="raise SystemExit(3)") as running:
        for _ in range(3):
            running.until(r"^web fell")
        began = time.monotonic()

        running.process.send_signal(signal.SIGTERM)

        assert running.process.wait(WITHIN_S) == 0
        assert time.monotonic() - began < 1.5


def test_nothing_is_left_when_the_parent_is_killed_without_a_word(tree: Grow) -> None:
    with tree(web=SLEEPER) as running:
        child = running.pid("web")

        running.process.kill()

        assert eventually(lambda: is_gone(child))


def test_what_a_dead_child_had_started_goes_with_it(tree: Grow) -> None:
    with tree(web=PARENT_OF_ONE) as running:
        grandchild = running.pid("web")
        parent = psutil.Process(grandchild).ppid()

        os.kill(parent, signal.SIGKILL)

        running.until(r"^web fell -9")
        assert eventually(lambda: is_gone(grandchild))

"""Two ways to start a child: as a program of its own, or as a fork of one process that has loaded Django already.

The second shares what they all import (a third of the tree's memory) and starts at once. Both kinds run in a session
of their own (the terminal's Ctrl-C is the supervisor's alone) and end with whoever started them.
"""

import asyncio
import multiprocessing
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import Protocol

from cms.serve.tether import tie_to_parent

FORKS = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, kw_only=True)
class Child:
    """A program to keep alive: a short name for its lines, its command (Python's, with ``-m`` or a script).

    ``forked``: from the process that loaded everything; what it adds to the environment then comes too late for libc.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    forked: bool = False


class Running(Protocol):
    """A started child."""

    @property
    def pid(self) -> int:
        """Return its process number; it leads a group of the same number."""

    async def wait(self) -> int:
        """Return its exit code when it has ended; negative: the signal that ended it."""


class Forked:
    """A child forked from the loaded process, which also reaps it."""

    def __init__(self, process: ForkServerProcess) -> None:
        self._process = process
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(process.sentinel, self._end)

    @property
    def pid(self) -> int:
        """Return its process number."""
        return self._process.pid or 0

    async def wait(self) -> int:
        """Return its exit code when it has ended."""
        await self._ended.wait()
        return self._process.exitcode or 0

    def _end(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self._process.join()
        self._ended.set()


def load_before_forking(modules: Sequence[str]) -> None:
    """Name what the loaded process imports before its first fork."""
    FORKS.set_forkserver_preload(["cms.serve.leash", __name__, *modules])


async def start(child: Child, output: int) -> Running:
    """Start a child that writes to the file descriptor ``output``."""
    return _fork(child, output) if child.forked else await _execute(child, output)


async def _execute(child: Child, output: int) -> Running:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-S", "-m", "cms.serve.tether", str(os.getpid())),
        *child.command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=output,
        stderr=asyncio.subprocess.STDOUT,
        env={**os.environ, **child.environment},
        start_new_session=True,
    )


def _fork(child: Child, output: int) -> Running:
    writer = Connection(os.dup(output), readable=False)
    try:
        words = (list(child.command[1:]), dict(child.environment), writer)
        process = FORKS.Process(target=_become, args=words, name=child.name)
        process.start()
    finally:
        writer.close()
    return Forked(process)


def _become(words: list[str], environment: dict[str, str], output: Connection) -> None:
    """Be the program that ``python *words`` would be, in a process that has loaded what it needs."""
    os.setsid()
    tie_to_parent(os.getppid())
    os.dup2(output.fileno(), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    os.dup2(output.fileno(), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    output.close()
    os.environ.update(environment)
    if words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")

"""Start children, pass on what they say, start the dead again, end them all: one tree, one Ctrl-C."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Protocol

from cms.serve.backoff import delay_after, falls_in_a_row
from cms.serve.starting import Child, Running, start

LINE_LIMIT = 1 << 16
# A grandchild in a session of its own can hold the pipe open: do not wait for its end.
LAST_WORDS_S = 1.0


class Reporter(Protocol):
    """Whoever tells the person at the terminal what happens to the children."""

    def line(self, child: str, text: str) -> None:
        """Pass on one line that a child wrote."""

    def fell(self, child: str, *, code: int, delay_s: float) -> None:
        """Say that a child ended by itself and when it is started again; a negative code is a signal."""

    def killed(self, child: str) -> None:
        """Say that a child did not end in its time of grace."""


class Supervisor:
    """Keeps children alive until told to stop. One use; ``run`` returns when all have ended."""

    def __init__(self, children: Sequence[Child], reporter: Reporter, *, grace_s: float = 10.0) -> None:
        self._children = children
        self._reporter = reporter
        self._grace_s = grace_s
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Begin to end everything; harmless when repeated."""
        self._stopping.set()

    async def run(self, *beside: Awaitable[None]) -> None:
        """Run the children, and the awaitables ``beside`` them, until ``stop`` or a signal to end."""
        self._listen_for_signals()
        errands = [asyncio.ensure_future(each) for each in beside]
        await asyncio.gather(*(self._keep(child) for child in self._children))
        for errand in errands:
            errand.cancel()
        await asyncio.gather(*errands, return_exceptions=True)

    def _listen_for_signals(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self.stop)
        loop.add_signal_handler(signal.SIGTERM, self.stop)
        if (
            signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
        ):  # ignored: started with nohup, which must hold
            loop.add_signal_handler(signal.SIGHUP, self.stop)

    async def _keep(self, child: Child) -> None:
        """Keep one child alive until the stop."""
        falls = 0
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._live(child)
            if self._stopping.is_set():
                return
            falls = falls_in_a_row(falls, lived_s=time.monotonic() - began)
            self._reporter.fell(child.name, code=code, delay_s=delay_after(falls))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay_after(falls))

    async def _live(self, child: Child) -> int:
        """Start a child and see it to its end; return its exit code."""
        output, ours, theirs = await _pipe()
        try:
            process = await start(child, theirs)
        finally:
            os.close(theirs)
        lines = asyncio.ensure_future(self._pass_on(child, output))
        ended = asyncio.ensure_future(process.wait())
        told = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({ended, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
        if not ended.done():
            await self._end(child, process)
        _kill_group(process.pid)  # what it may have left behind
        await asyncio.wait({lines}, timeout=LAST_WORDS_S)
        lines.cancel()
        ours.close()
        return await ended

    async def _end(self, child: Child, process: Running) -> None:
        """Ask a child to end; kill it and all it started when its grace is over."""
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGTERM)
        try:
            await asyncio.wait_for(asyncio.shield(process.wait()), self._grace_s)
        except TimeoutError:
            self._reporter.killed(child.name)
            _kill_group(process.pid)
            await process.wait()

    async def _pass_on(self, child: Child, output: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await output.readline()
            except ValueError:  # a line longer than the limit: asyncio has dropped it
                continue
            if not line:
                return
            self._reporter.line(child.name, line.decode(errors="replace").rstrip())


async def _pipe() -> tuple[asyncio.StreamReader, asyncio.ReadTransport, int]:
    """Return a reader, its transport, and the end to give to a child.

    Not asyncio's own PIPE: with that, waiting for a child's end also waits for whoever inherited its output.
    """
    ours, theirs = os.pipe()
    output = asyncio.StreamReader(limit=LINE_LIMIT)
    transport, _protocol = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(output), os.fdopen(ours, "rb", buffering=0)
    )
    return output, transport, theirs


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)

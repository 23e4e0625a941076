"""The lines between boxes and their station: a small relay for each box, which can be cut, stopped up and restored."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from typing import Any

HOST = "127.0.0.1"
BELL = b"/api/device/v1/bell"
BLOCK = 65_536
DROP, DROPS_EVERY_S = 512, 0.05  # bytes, seconds: 10 kB/s, a weak mobile line


class Mode(Enum):
    """What the line does."""

    OPEN = "open"
    REFUSED = "refused"  # nobody listens; what was open breaks
    SILENT = "silent"  # accepted, and never answered: what stands open then never moves again
    SLOW = "slow"


class Line:
    """One box's way to the station: by the address it asks for to the web server or to the doorbell."""

    def __init__(self, *, web: int, bell: int, run: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        self._web, self._bell, self._run = web, bell, run
        self._mode = Mode.OPEN
        self._server: asyncio.Server | None = None
        self._calls: set[asyncio.Task[None]] = set()
        self._stuck: set[asyncio.Task[None]] = set()
        self.port = 0

    def become(self, mode: Mode) -> None:
        """Change what the line does; it does so when this returns."""
        self._run(self._become(mode))

    async def _become(self, mode: Mode) -> None:
        self._mode = mode
        if mode is Mode.SILENT:
            self._stuck |= self._calls
        if mode is Mode.REFUSED and self._server is not None:
            self._server.close()
            self._server = None
            for call in self._calls:
                call.cancel()
        elif mode is not Mode.REFUSED and self._server is None:
            self._server = await asyncio.start_server(self._answer, HOST, self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        call = asyncio.current_task()
        assert call is not None
        self._calls.add(call)
        if self._mode is Mode.SILENT:
            self._stuck.add(call)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._relay(reader, writer, call)
        except asyncio.CancelledError:
            pass  # cut
        finally:
            self._calls.discard(call)
            self._stuck.discard(call)
            writer.transport.abort()

    async def _relay(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, call: asyncio.Task[None]
    ) -> None:
        first = await reader.readuntil(b"\r\n")
        await self._moves(call)
        port = self._bell if first.split(b" ")[1].startswith(BELL) else self._web
        theirs, away = await asyncio.open_connection(HOST, port)
        try:
            away.write(first)
            up = asyncio.ensure_future(self._pump(reader, away, call))
            try:
                await self._pump(theirs, writer, call)
            finally:
                up.cancel()
                await asyncio.gather(up, return_exceptions=True)
        finally:
            away.transport.abort()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, call: asyncio.Task[None]
    ) -> None:
        while block := await reader.read(DROP if self._mode is Mode.SLOW else BLOCK):
            await self._moves(call)
            if self._mode is Mode.SLOW:
                await asyncio.sleep(DROPS_EVERY_S)
            writer.write(block)
            await writer.drain()

    async def _moves(self, call: asyncio.Task[None]) -> None:
        """Return at once, or never where the line fell silent under this call."""
        if call in self._stuck:
            await asyncio.get_running_loop().create_future()

    async def close(self) -> None:
        """Be gone."""
        await self._become(Mode.REFUSED)
        await asyncio.gather(*self._calls, return_exceptions=True)


@contextmanager
def lines(count: int, *, web: int, bell: int) -> Iterator[list[Line]]:
    """Lend so many open lines to the two ports of a station."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def run(act: Awaitable[None]) -> None:
        asyncio.run_coroutine_threadsafe(_of(act), loop).result(10)

    made = [Line(web=web, bell=bell, run=run) for _ in range(count)]
    try:
        for line in made:
            line.become(Mode.OPEN)
        yield made
    finally:
        for line in made:
            run(line.close())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _of(act: Awaitable[None]) -> None:
    await act

"""Ask the web server how it is, without any library: is it answering yet?"""

import asyncio
from contextlib import suppress

ASK_EVERY_S = 0.2
ANSWER_WITHIN_S = 20.0
# A server that listens on all addresses is asked on the machine's own.
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


async def status(host: str, port: int) -> int | None:
    """Return the HTTP status of ``GET /healthz``, or None when nobody answers in time."""
    with suppress(OSError, TimeoutError, ValueError, IndexError):
        async with asyncio.timeout(ANSWER_WITHIN_S):
            return await _ask(host, port)
    return None


async def until_it_answers(host: str, port: int) -> int:
    """Return the first status that ``/healthz`` gives."""
    while (answer := await status(host, port)) is None:
        await asyncio.sleep(ASK_EVERY_S)
    return answer


async def _ask(host: str, port: int) -> int:
    reader, writer = await asyncio.open_connection(EVERYWHERE.get(host, host), port)
    try:
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        first = await reader.readline()
    finally:
        writer.close()
    return int(first.split()[1])

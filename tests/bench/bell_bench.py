"""P5b: how soon a thousand boxes that wait at the doorbell hear of a ring, and what the doorbell's process weighs."""

import asyncio
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from broadcast.doorbell import passes
from broadcast.doorbell.server import PLACE
from cms.serve.ports import first_free
from tests.bench.figure import Figure

ROOT = Path(__file__).resolve().parents[2]
BOXES, ZONE, SECRET = 1000, "3", "bench" * 8
WITHIN_S = 60.0
Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def rows() -> list[dict[str, Any]]:
    """Return P5b and the memory of the process while they wait."""
    with tempfile.TemporaryDirectory(prefix="loaxa-bell-") as name, _doorbell(Path(name)) as (process, port):
        delays, megabytes = asyncio.run(_heard(Path(name), port, process))
    delays.sort()
    what = f"from the ring to the answer, p95 of {BOXES} waiting boxes (median {statistics.median(delays):.0f} ms)"
    return [
        Figure(id="P5b", what=what, value=round(delays[int(0.95 * len(delays))], 1), unit="ms").row(),
        Figure(
            id="P5b-mem",
            what=f"the doorbell with {BOXES} waiting boxes (RSS)",
            value=round(megabytes, 1),
            unit="MB",
        ).row(),
    ]


@contextmanager
def _doorbell(var: Path) -> Iterator[tuple[psutil.Process, int]]:
    (var / "keys").mkdir()
    (var / "keys" / "doorbell-secret").write_text(SECRET)
    port = first_free("127.0.0.1", 18_700)
    command = [sys.executable, "-m", "broadcast.doorbell", "--port", str(port), "--var", str(var)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        yield psutil.Process(process.pid), port
    finally:
        process.terminate()
        process.wait(10)


async def _heard(var: Path, port: int, process: psutil.Process) -> tuple[list[float], float]:
    """Let every box wait, ring once, and return each one's delay in ms with the memory of the process in MB."""
    lines = [await _waiting(port) for _box in range(BOXES)]
    megabytes = process.memory_info().rss / 1e6
    answers = [asyncio.ensure_future(_answered(line)) for line in lines]
    await asyncio.sleep(0)
    began = time.perf_counter()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as rope:
        rope.sendto(f"zone {ZONE} 1.8".encode(), str(var / "doorbell.sock"))
    ends = await asyncio.wait_for(asyncio.gather(*answers), WITHIN_S)
    return [(end - began) * 1000 for end in ends], megabytes


async def _waiting(port: int) -> Line:
    """Ask, and return when the question has been sent."""
    device = str(uuid.uuid4())
    word = passes.make(SECRET, device=device, zone=ZONE)
    reader, writer = await _connected(port)
    head = f"GET {PLACE}?device={device}&zone={ZONE}&held=1.7 HTTP/1.1\r\nAuthorization: LoaXa-Bell {word}\r\n\r\n"
    writer.write(head.encode())
    await writer.drain()
    return reader, writer


async def _connected(port: int) -> Line:
    limit = time.monotonic() + WITHIN_S
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            if time.monotonic() > limit:
                raise
            await asyncio.sleep(0.05)


async def _answered(line: Line) -> float:
    reader, writer = line
    first = await reader.readline()
    end = time.perf_counter()
    writer.close()
    if not first.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"the doorbell answered {first!r}")
    return end

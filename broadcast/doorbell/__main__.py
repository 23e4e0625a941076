"""Run the doorbell: ``python -m broadcast.doorbell --port 8091 --var var``."""

import argparse
import asyncio
import os
import resource
import signal
from functools import lru_cache
from pathlib import Path

from broadcast.doorbell.bells import Bells
from broadcast.doorbell.broker import BrokerLine
from broadcast.doorbell.entrance import entrance
from broadcast.doorbell.server import Door, serve
from broadcast.livesound.hall import Hall

SOCKET, SECRET = "doorbell.sock", "keys/doorbell-secret"


class Secret:
    """The secret that the station made; it may start later than this process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read = lru_cache(maxsize=1)(lambda _stamp: path.read_text().strip())

    def __call__(self) -> str:
        """Return the secret, empty while there is none."""
        try:
            return self._read(self._path.stat().st_mtime_ns)
        except OSError:
            return ""


def main() -> None:
    """Answer until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m broadcast.doorbell")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--var", type=Path, required=True)
    given = parser.parse_args()
    _allow_many_lines()
    asyncio.run(_run(given.host, given.port, given.var))


async def _run(host: str, port: int, var: Path) -> None:
    task = asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    line = _line_to_broker()
    door = Door(
        bells=Bells(most=_lines() - 100),
        secret=Secret(var / SECRET),
        hall=Hall(var / "live"),
        call=line.call if line else None,
    )
    try:
        await serve(door, host=host, port=port, rope=var / SOCKET)
    except asyncio.CancelledError:
        return
    finally:
        if line:
            line.close()


def _line_to_broker() -> BrokerLine | None:
    """Begin to connect to the broker that the settings name; None when they name none."""
    url, authority = os.environ.get("LOAXA_MQTT_URL", "").strip(), os.environ.get("LOAXA_MQTT_CA", "").strip()
    if not url:
        return None
    line = BrokerLine(entrance(url), authority=Path(authority) if authority else None)
    line.start()
    return line


def _allow_many_lines() -> None:
    """Each waiting device is an open file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _lines() -> int:
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


if __name__ == "__main__":
    main()

"""The real player code against the real server, over a real socket, inside one test's transaction."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections

from broadcast.devices import enrolment
from broadcast.models import Device, Zone
from broadcast.player.cache import Cache
from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader
from broadcast.player.held import Holder
from broadcast.player.identity import device_key, identity_of
from broadcast.player.ledger import Ledger
from broadcast.player.moments import SystemClock
from broadcast.player.polling import Poller
from broadcast.player.problems import Problems
from broadcast.player.reporting import Reporter
from broadcast.player.station import Station
from tests.broadcast.commune import Commune


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    """Serve the application in a thread that works in this test's transaction; lend its address."""
    shared = connections["default"]
    shared.inc_thread_sharing()
    server: WSGIServer = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)

    def serve() -> None:
        connections["default"] = shared
        server.serve_forever(0.01)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        shared.dec_thread_sharing()


@dataclass
class RealBox:
    """One box with its state directory; ``restart`` reads everything from the disk again."""

    url: str
    folder: Path

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> "RealBox":
        self.folder.mkdir(exist_ok=True)
        key, clock = device_key(self.folder), SystemClock()
        self.errand = Errand(
            station=Station(server=self.url, key=key),
            holder=Holder(self.folder, identity_of(self.folder, key)),
            ledger=Ledger(self.folder / "journal.jsonl", now=clock.now()),
            cache=Cache(self.folder / "media"),
            problems=Problems(),
            clock=clock,
            kind="loudspeaker",
            name="Cụm loa thử",
            poll_s=0.3,
        )
        self.poller = Poller(self.errand)
        self.reporter = Reporter(errand=self.errand, flights=None)
        return self

    def poll(self) -> "RealBox":
        """Ask once, fetch what is missing, report."""
        self.poller.round()
        while self.errand.holder.manifest and Downloader(self.errand).fetch_next():
            pass
        self.reporter.round()
        return self

    def join(self, commune: Commune, zone: Zone, *, now: datetime) -> "RealBox":
        """Claim, and be confirmed by the operator."""
        self.poller.round()
        code = self.errand.holder.identity.code
        enrolment.confirm(code, zone=zone, name="Cụm loa thử", person=commune.operator, now=now)
        return self

    @property
    def row(self) -> Device:
        return Device.objects.get(pk=self.errand.holder.identity.device)

    @property
    def version(self) -> tuple[int, int] | None:
        """The version held, in memory and so on disk."""
        manifest = self.errand.holder.manifest
        return manifest.version if manifest else None

    @property
    def problems(self) -> str:
        return " ".join(self.errand.problems.current())

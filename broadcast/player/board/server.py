"""The small web server of a board: one page, its state, its pictures, on this machine only."""

import json
import os
import threading
import uuid
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fontpkg_be_vietnam_pro import ROOT as FONTS

from broadcast.plan.manifest import BoardItem
from broadcast.player.board import qr
from broadcast.player.board.ranges import wanted_part
from broadcast.player.board.screen import items_shown, link_of, media_type, missing, screen
from broadcast.player.cache import BLOCK, BadName
from broadcast.player.errand import Errand
from broadcast.player.ledger import Receipt
from broadcast.player.words import say

HERE = Path(__file__).parent
SHOWN = uuid.UUID("0f1c9a55-5b0e-4c1f-8f55-3a1c2b6d9e01")  # name space of receipts: one an item and hour
SILENT = 90.0  # seconds without a browser before the desk hears of it
OWN = ("img-src", "media-src", "style-src", "script-src", "font-src", "connect-src")
NOTHING_ELSE = "; ".join(("default-src 'none'", *(f"{each} 'self'" for each in OWN)))
MEDIA = frozenset({"picture", "film", "captions"})
FILES = {
    "/": (HERE / "page.html", "text/html; charset=utf-8"),
    "/board.css": (HERE / "board.css", "text/css; charset=utf-8"),
    "/fitting.js": (HERE / "fitting.js", "text/javascript; charset=utf-8"),
    "/pages.js": (HERE / "pages.js", "text/javascript; charset=utf-8"),
    "/film.js": (HERE / "film.js", "text/javascript; charset=utf-8"),
    "/counting.js": (HERE / "counting.js", "text/javascript; charset=utf-8"),
    "/foot.js": (HERE / "foot.js", "text/javascript; charset=utf-8"),
    "/board.js": (HERE / "board.js", "text/javascript; charset=utf-8"),
    "/mark.svg": (HERE / "mark.svg", "image/svg+xml"),
    "/regular.ttf": (FONTS / "files" / "BeVietnamPro-Medium.ttf", "font/ttf"),
    "/bold.ttf": (FONTS / "files" / "BeVietnamPro-Bold.ttf", "font/ttf"),
}


class PortTaken(Exception):
    """Another program listens on the board's port."""


class BoardServer:
    """Serves the board page; what the page says it shows becomes ``shown`` receipts."""

    def __init__(self, errand: Errand, *, port: int, screen: tuple[int, int]) -> None:
        self.errand = errand
        self.size = screen
        self._last_seen = errand.clock.monotonic()
        board = self

        class Handler(_Handler):
            server_of = board

        try:
            self._http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        except OSError as fault:
            raise PortTaken(str(port)) from fault
        self._http.daemon_threads = True

    @property
    def url(self) -> str:
        """Where the kiosk browser opens the page."""
        return f"http://127.0.0.1:{self._http.server_port}/"

    def run(self, stop: threading.Event) -> None:
        """Serve until told to stop."""
        threading.Thread(target=self._http.serve_forever, args=(0.1,), daemon=True).start()
        say("board_at", url=self.url)
        while not stop.wait(1.0):
            self._look_for_viewer()
        self._http.shutdown()
        self._http.server_close()

    def state(self, showing: str) -> dict[str, Any]:
        """Return the page's state, and note what the page says it shows."""
        now, manifest = self.errand.clock.now(), self.errand.holder.manifest
        self._last_seen = self.errand.clock.monotonic()
        settings = self.errand.screening.screen
        for item in items_shown(manifest, now, settings):
            if item.item == showing:
                self._note(item)
        code = self.errand.holder.identity.code
        state = screen(manifest, now=now, code=code, has=self.errand.cache.has, settings=settings)
        return state | {"screen": list(self.size)}

    def medium(self, sha256: str) -> tuple[Path, str] | None:
        """Return a picture, a film or captions that stand on the board now, proved once more, and the type."""
        kind = media_type(self.errand.holder.manifest, sha256, self.errand.clock.now())
        if kind is None:
            return None
        try:
            path = self.errand.cache.verified(sha256)
        except BadName:
            return None
        return (path, kind) if path else None

    def code(self, item: str) -> tuple[bytes, str] | None:
        """Return the QR that leads to the story of an item on the board now."""
        link = link_of(self.errand.holder.manifest, item, self.errand.clock.now())
        try:
            return (qr.svg(link), "image/svg+xml") if link else None
        except qr.TooLong:
            return None

    def _note(self, item: BoardItem) -> None:
        now, manifest = self.errand.clock.now(), self.errand.holder.manifest
        lacking = missing(item, has=self.errand.cache.has)
        name = f"{self.errand.holder.identity.device}/{item.item}/{now:%Y-%m-%dT%H}"
        receipt = Receipt(
            id=str(uuid.uuid5(SHOWN, f"{name}/{lacking}" if lacking else name)),
            airing=item.item,
            kind="board",
            outcome="partial" if lacking else "shown",
            started_at=now,
            ended_at=now + timedelta(seconds=item.seconds),
            media=item.picture,
            version=manifest.version if manifest else None,
            detail=f"còn thiếu {lacking} tệp" if lacking else "",
        )
        if not self.errand.ledger.knows(receipt.id):
            self.errand.ledger.close(receipt)
            self.errand.problems.news.set()

    def _look_for_viewer(self) -> None:
        if self.errand.clock.monotonic() - self._last_seen > SILENT:
            self.errand.problems.report("no_viewer")
        else:
            self.errand.problems.clear("no_viewer")


class _Handler(BaseHTTPRequestHandler):
    """GET only; ``server_of`` is the board it serves."""

    server_of: BoardServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Answer from the table of files, the state or the pictures."""
        place = urlsplit(self.path)
        if place.path in FILES:
            path, kind = FILES[place.path]
            self._answer(path.read_bytes(), kind, cache=place.path.endswith(".ttf"))
        elif place.path == "/state.json":
            showing = parse_qs(place.query).get("showing", [""])[0]
            state = json.dumps(self.server_of.state(showing), ensure_ascii=False).encode()
            self._answer(state, "application/json; charset=utf-8")
        elif place.path.startswith("/code/"):
            name = place.path.removeprefix("/code/").removesuffix(".svg")
            self._drawn(self.server_of.code(name))
        else:
            folder, _, name = place.path[1:].partition("/")
            self._sent(self.server_of.medium(name) if folder in MEDIA else None)

    def _drawn(self, found: tuple[bytes, str] | None) -> None:
        if found is None:
            self.send_error(404)
        else:
            self._answer(*found)

    def _sent(self, found: tuple[Path, str] | None) -> None:
        """Send a medium, or the part that the browser asks for: a film that begins again asks for its beginning."""
        if found is None:
            self.send_error(404)
            return
        path, kind = found
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            part = wanted_part(self.headers.get("Range", ""), size)
            first, last = part or (0, size - 1)
            self.send_response(206 if part else 200)
            if part:
                self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
            self._describe(kind, last - first + 1)
            file.seek(first)
            left = last - first + 1
            with suppress(BrokenPipeError, ConnectionResetError):
                while left > 0 and (block := file.read(min(BLOCK, left))):
                    self.wfile.write(block)
                    left -= len(block)
        self.close_connection = self.close_connection or left > 0

    def _describe(self, kind: str, length: int, *, cache: bool = False) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Security-Policy", NOTHING_ELSE)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "max-age=86400" if cache else "no-store")
        self.end_headers()

    def _answer(self, body: bytes, kind: str, *, cache: bool = False) -> None:
        self.send_response(200)
        self._describe(kind, len(body), cache=cache)
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the output is for people."""

"""A stand-in for a site that offers large files: ranges, ETags, and a line that breaks when told to."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Site:
    """What is offered and what was asked; ``breaks_after`` bytes the next answer ends."""

    folder: Path
    url: str = ""
    etag: str = '"one"'
    breaks_after: int | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        wanted = self.headers.get("Range", "")
        self.site.asked.append((self.path, wanted))
        path = self.site.folder / self.path.lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        found = re.fullmatch(r"bytes=(\d+)-", wanted)
        start = int(found[1]) if found and self.headers.get("If-Range") == self.site.etag else 0
        self.send_response(206 if start else 200)
        self.send_header("ETag", self.site.etag)
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        cut, self.site.breaks_after = self._end(path, start)
        self.wfile.write(data[start:cut])
        self.close_connection = True

    def _end(self, path: Path, start: int) -> tuple[int | None, int | None]:
        if path.suffix == ".json" or self.site.breaks_after is None:
            return None, self.site.breaks_after
        return start + self.site.breaks_after, None

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def files(folder: Path) -> Iterator[Site]:
    """Offer a folder."""
    site = Site(folder=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

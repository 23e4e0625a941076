"""A stand-in for Google Translate's voice: speaks its protocol on localhost and misbehaves when told to."""

import base64
import json
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from broadcast.audio import ffmpeg

PATH = "/_/TranslateWebserverUi/data/batchexecute"
SECONDS_PER_CHARACTER = 0.07


_FRAME_BYTES, _FRAME_S = 192, 0.024  # of a 24 kHz MP3 of 64 kbit/s
_LONGEST_S = 60


@lru_cache(maxsize=1)
def _long_mp3() -> bytes:
    tone = f"sine=frequency=300:sample_rate=24000:duration={_LONGEST_S}"
    form = ["-ac", "1", "-b:a", "64k", "-id3v2_version", "0", "-write_xing", "0", "-f", "mp3", "pipe:1"]
    mp3, _ = ffmpeg.run(["-loglevel", "error", "-f", "lavfi", "-i", tone, *form], limit_s=20)
    return mp3


def spoken_mp3(characters: int) -> bytes:
    """Return an MP3 like Google's (24 kHz, mono, 64 kbit/s) that lasts as long as so many characters take."""
    frames = round(max(0.5, characters * SECONDS_PER_CHARACTER) / _FRAME_S)
    return _long_mp3()[: frames * _FRAME_BYTES]


@dataclass
class Service:
    """What the stand-in was asked, and how it shall behave: one word for each request, then "ok"."""

    url: str = ""
    asked: list[str] = field(default_factory=list)
    behaviour: deque[str] = field(default_factory=deque)
    delay_s: float = 0.0
    released: threading.Event = field(default_factory=threading.Event)

    def then(self, *words: str) -> None:
        self.behaviour.extend(words)


class _Handler(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        words = json.loads(json.loads(parse_qs(body)["f.req"][0])[0][0][1])
        text = words[0]
        assert self.path == PATH and words[1] == "vi"
        self.service.asked.append(text)
        self.service.released.wait(self.service.delay_s)
        how = self.service.behaviour.popleft() if self.service.behaviour else "ok"
        getattr(self, f"answer_{how}")(text)

    def do_GET(self) -> None:
        """Whoever follows us elsewhere gets sound that nobody should play."""
        self._sound(spoken_mp3(80))

    def answer_ok(self, text: str) -> None:
        self._sound(spoken_mp3(len(text)))

    def answer_escaped(self, text: str) -> None:
        mp3 = spoken_mp3(len(text))
        padded = mp3 + bytes(1 if len(mp3) % 3 != 2 else 2)
        self._sound(padded, escaped=True)

    def answer_too_many(self, _text: str) -> None:
        self._reply(429, b"slow down", {"Retry-After": "3"})

    def answer_too_many_for_long(self, _text: str) -> None:
        self._reply(429, b"slow down", {"Retry-After": "3600"})

    def answer_broken(self, _text: str) -> None:
        self._reply(503, b"")

    def answer_forbidden(self, _text: str) -> None:
        self._reply(403, b"")

    def answer_elsewhere(self, _text: str) -> None:
        self._reply(302, b"", {"Location": f"{self.service.url}/sorry"})

    def answer_html(self, _text: str) -> None:
        self._reply(200, b"<!doctype html><title>Before you continue</title>")

    def answer_empty(self, _text: str) -> None:
        self._reply(200, b"")

    def answer_wordless(self, _text: str) -> None:
        self._sound(b"")

    def answer_cut_mp3(self, text: str) -> None:
        self._sound(spoken_mp3(len(text))[:-50])

    def answer_short_mp3(self, _text: str) -> None:
        self._sound(spoken_mp3(1))

    def answer_no_mp3(self, text: str) -> None:
        self._sound(b"RIFF" + bytes(len(text) * 500))

    def answer_endless(self, _text: str) -> None:
        self._reply(200, b"x" * (3 * 1024**2))

    def answer_hangs(self, _text: str) -> None:
        self.service.released.wait(20)

    def answer_cut_connection(self, text: str) -> None:
        body = _wrapped(spoken_mp3(len(text)))
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def _sound(self, mp3: bytes, *, escaped: bool = False) -> None:
        self._reply(200, _wrapped(mp3, escaped=escaped))

    def _reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def _wrapped(mp3: bytes, *, escaped: bool = False) -> bytes:
    inner = json.dumps([base64.b64encode(mp3).decode()])
    if escaped:
        inner = inner.replace("=", "\\u003d")
    rows = json.dumps(
        [["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 40]], separators=(",", ":")
    )
    return f")]}}'\n\n{len(rows)}\n{rows}\n".encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that refuses our certificate is what the tests want, not an error."""


@contextmanager
def google_voice(*, certificate: Path | None = None, delay_s: float = 0.0) -> Iterator[Service]:
    """Run the service; with a PEM file of key and certificate it speaks TLS. ``delay_s`` is how long it thinks."""
    service = Service(delay_s=delay_s)
    _long_mp3()  # made before the first request, which may be in a hurry
    handler = type("Handler", (_Handler,), {"service": service})
    server = _Server(("127.0.0.1", 0), handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    scheme = "https" if certificate else "http"
    service.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        service.released.set()
        server.shutdown()
        server.server_close()
        thread.join()

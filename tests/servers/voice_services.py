"""Stand-ins for the voice services: each speaks its protocol on localhost, and misbehaves when told to."""

import base64
import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from tests.servers.google_voice import spoken_mp3

ENVIRONMENT = {
    "LOAXA_ZALO_KEY": "zalo-secret",
    "LOAXA_FPT_KEY": "fpt-secret",
    "LOAXA_VIETTEL_TOKEN": "viettel-secret",
    "LOAXA_VNPT_TOKEN": "vnpt-secret",
    "LOAXA_VNPT_TOKEN_ID": "vnpt-id",
    "LOAXA_VNPT_TOKEN_KEY": "vnpt-key",
    "LOAXA_VBEE_TOKEN": "vbee-secret",
    "LOAXA_VBEE_APP": "vbee-app",
    "LOAXA_GOOGLE_CLOUD_KEY": "cloud-secret",
    "LOAXA_AZURE_KEY": "azure-secret",
    "LOAXA_AZURE_REGION": "southeastasia",
    "LOAXA_OPENAI_KEY": "openai-secret",
    "LOAXA_OPENAI_URL": "https://voices.example",
    "LOAXA_OPENAI_MODEL": "tts-1",
}
NEVER = 999


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a request said, once its path and its key were right."""

    text: str
    voice: str
    speed: float = 1.0


@dataclass
class Stand:
    """What was asked, and how to behave: one word for each POST, then "ok". ``not_yet`` answers precede a sound."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    fetched: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    behaviour: deque[str] = field(default_factory=deque)
    not_yet: int = 1
    link: str = ""

    def then(self, *words: str) -> None:
        self.behaviour.extend(words)


Request = Callable[["_Handler", bytes], Asked]
Answer = Callable[["_Handler", bytes], tuple[str, bytes]]


def _zalo(handler: "_Handler", body: bytes) -> Asked:
    handler.expect("/v1/tts/synthesize", apikey="zalo-secret")
    fields = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return Asked(text=fields["input"], voice=fields["speaker_id"], speed=float(fields["speed"]))


def _fpt(handler: "_Handler", body: bytes) -> Asked:
    handler.expect("/hmi/tts/v5", api_key="fpt-secret")
    return Asked(text=body.decode(), voice=handler.headers["voice"])


def _viettel(handler: "_Handler", body: bytes) -> Asked:
    told = json.loads(body)
    handler.expect("/tts/speech_synthesis")
    handler.check(told["token"] == "viettel-secret" and told["tts_return_option"] == 3)
    return Asked(text=told["text"], voice=told["voice"], speed=told["speed"])


def _vnpt(handler: "_Handler", body: bytes) -> Asked:
    handler.expect(
        "/tts-service/v2/standard",
        authorization="Bearer vnpt-secret",
        token_id="vnpt-id",
        token_key="vnpt-key",
    )
    told = json.loads(body)
    return Asked(text=told["text"], voice=told["region"], speed=told["speed"])


def _vbee(handler: "_Handler", body: bytes) -> Asked:
    handler.expect("/v1/tts", authorization="Bearer vbee-secret", app_id="vbee-app")
    told = json.loads(body)
    return Asked(text=told["text"], voice=told["voiceCode"], speed=told["speed"])


def _google_cloud(handler: "_Handler", body: bytes) -> Asked:
    handler.expect("/v1/text:synthesize", x_goog_api_key="cloud-secret")
    told = json.loads(body)
    return Asked(
        text=told["input"]["text"], voice=told["voice"]["name"], speed=told["audioConfig"]["speakingRate"]
    )


def _azure(handler: "_Handler", body: bytes) -> Asked:
    handler.expect(
        "/cognitiveservices/v1",
        ocp_apim_subscription_key="azure-secret",
        content_type="application/ssml+xml",
        user_agent="loa-xa",
    )
    prosody = ElementTree.fromstring(body)[0][0]
    voice = ElementTree.fromstring(body)[0].attrib["name"]
    percent = int(prosody.attrib["rate"].rstrip("%"))
    return Asked(text=prosody.text or "", voice=voice, speed=1 + percent / 100)


def _openai(handler: "_Handler", body: bytes) -> Asked:
    handler.expect("/v1/audio/speech", authorization="Bearer openai-secret")
    told = json.loads(body)
    handler.check(told["model"] == "tts-1")
    return Asked(text=told["input"], voice=told["voice"], speed=told["speed"])


def _bytes(_handler: "_Handler", mp3: bytes) -> tuple[str, bytes]:
    return "audio/mpeg", mp3


def _json(value: Any) -> tuple[str, bytes]:
    return "application/json", json.dumps(value).encode()


ANSWERS: dict[str, Answer] = {
    "zalo": lambda handler, mp3: _json({"error_code": 0, "data": {"url": handler.laid_down(mp3)}}),
    "fpt": lambda handler, mp3: _json({"error": 0, "async": handler.laid_down(mp3), "request_id": "7"}),
    "viettel": _bytes,
    "vnpt": lambda handler, mp3: _json(
        {"object": {"playlist": [{"idx": n, "audio_link": each} for n, each in handler.halves(mp3)]}}
    ),
    "vbee": lambda handler, mp3: _json({"requestId": handler.kept(mp3)}),
    "google-cloud": lambda _handler, mp3: _json({"audioContent": base64.b64encode(mp3).decode()}),
    "azure": _bytes,
    "openai": _bytes,
}
REQUESTS: dict[str, Request] = {
    "zalo": _zalo,
    "fpt": _fpt,
    "viettel": _viettel,
    "vnpt": _vnpt,
    "vbee": _vbee,
    "google-cloud": _google_cloud,
    "azure": _azure,
    "openai": _openai,
}


class _Stranger(Exception):
    """The request has no right path or key."""


class _Handler(BaseHTTPRequestHandler):
    stand: Stand
    service: str
    sounds: dict[str, bytes]
    waits: dict[str, int]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        try:
            asked = REQUESTS[self.service](self, body)
        except (_Stranger, KeyError, ValueError):
            self.reply(401, b'{"message": "who are you"}', "application/json")
            return
        self.stand.asked.append(asked)
        how = self.stand.behaviour.popleft() if self.stand.behaviour else "ok"
        getattr(self, f"answer_{how}")(spoken_mp3(round(len(asked.text) / asked.speed)))

    def do_GET(self) -> None:
        self.stand.fetched.append((self.path, dict(self.headers)))
        job = re.fullmatch(r"/v1/tts/(\w+)", self.path)
        name = self.path.rsplit("/", 1)[1]
        self.waits[name] = self.waits.get(name, 0) + 1
        ready = self.waits[name] > self.stand.not_yet
        if job and self.headers.get("Authorization") != "Bearer vbee-secret":
            self.reply(401, b"")
        elif job:
            link = f"{self.stand.url}/sounds/{name}"
            told = (
                {"status": "SUCCESS", "audioLink": self.stand.link or link}
                if ready
                else {"status": "WAITING"}
            )
            self.reply(200, json.dumps(told).encode(), "application/json")
        elif ready:
            self.reply(200, self.sounds[name], "audio/mpeg")
        else:
            self.reply(404, b"not yet")

    def expect(self, path: str, **headers: str) -> None:
        self.check(urlsplit(self.path).path == path)
        for name, value in headers.items():
            self.check(self.headers.get(name.replace("_", "-")) == value)

    def check(self, is_right: bool) -> None:
        if not is_right:
            raise _Stranger

    def laid_down(self, mp3: bytes) -> str:
        """Keep a sound under a link, and return the link, or the one that the test wants instead."""
        name = self.kept(mp3)
        return self.stand.link or f"{self.stand.url}/sounds/{name}"

    def kept(self, mp3: bytes) -> str:
        name = f"sound{len(self.sounds)}"
        self.sounds[name] = mp3
        return name

    def halves(self, mp3: bytes) -> list[tuple[int, str]]:
        cut = len(mp3) // 384 * 192  # whole frames
        return [(0, self.laid_down(mp3[:cut])), (1, self.laid_down(mp3[cut:]))]

    def answer_ok(self, mp3: bytes) -> None:
        kind, body = ANSWERS[self.service](self, mp3)
        self.reply(200, body, kind)

    def answer_cut(self, mp3: bytes) -> None:
        self.answer_ok(mp3[:-50])

    def answer_short(self, _mp3: bytes) -> None:
        self.answer_ok(spoken_mp3(1))

    def answer_json_error(self, _mp3: bytes) -> None:
        told = {"error_code": 160, "error": 1, "message": "invalid text", "code": 400}
        self.reply(200, json.dumps(told).encode(), "application/json")

    def answer_empty(self, _mp3: bytes) -> None:
        self.reply(200, b"")

    def answer_html(self, _mp3: bytes) -> None:
        self.reply(200, b"<!doctype html><title>Maintenance</title>", "text/html")

    def answer_too_many(self, _mp3: bytes) -> None:
        self.reply(429, b"{}", "application/json", {"Retry-After": "2"})

    def answer_broken(self, _mp3: bytes) -> None:
        self.reply(503, b"")

    def answer_no_money(self, _mp3: bytes) -> None:
        self.reply(402, b"{}")

    def answer_redirect(self, _mp3: bytes) -> None:
        self.reply(302, b"", headers={"Location": f"{self.stand.url}/elsewhere"})

    def answer_oversized(self, _mp3: bytes) -> None:
        self.reply(200, b"\xff\xfb" + bytes(21 * 1024**2), "audio/mpeg")

    def reply(
        self, status: int, body: bytes, kind: str = "text/plain", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up in the middle is what the tests want, not an error."""


@contextmanager
def voice_service(service: str) -> Iterator[Stand]:
    """Run the stand-in of one service."""
    stand = Stand()
    spoken_mp3(1)  # made before the first request
    handler = type("Handler", (_Handler,), {"stand": stand, "service": service, "sounds": {}, "waits": {}})
    server = _Server(("127.0.0.1", 0), handler)
    stand.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

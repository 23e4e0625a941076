"""A push service on localhost, over TLS: takes what a station sends, checks who sends, misbehaves when told to.

``Browser`` stands for the other end: it has the keys, and opens what arrives as RFC 8291 says, with code of its own.
"""

import base64
import json
import os
import ssl
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.x509.oid import NameOID

CURVE = ec.SECP256R1()
MOST_BYTES = 4096
SLOW_S = 3.0


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """One notice as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Service:
    """What came, and how to answer each path: a number, or a number with Retry-After, or "slow"; then 201."""

    port: int = 0
    certificate: Path = Path()
    arrived: list[Arrived] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    behaviour: dict[str, deque[tuple[int, str]]] = field(default_factory=dict)
    connections: int = 0

    @property
    def name(self) -> str:
        """Return host and port."""
        return f"localhost:{self.port}"

    def then(self, browser: "Browser", *answers: int | tuple[int, str]) -> None:
        """Answer this browser's next notices so."""
        path = browser.endpoint.split(self.name)[1]
        known = self.behaviour.setdefault(path, deque())
        known.extend(each if isinstance(each, tuple) else (each, "") for each in answers)

    def browser(self, name: str) -> "Browser":
        """Return a browser whose notices come here."""
        return Browser(endpoint=f"https://{self.name}/wpush/{name}")

    def words_for(self, browser: "Browser") -> list[dict[str, Any]]:
        """Return what this browser showed, opened with its keys."""
        return [browser.opened(each.body) for each in self.arrived if browser.endpoint.endswith(each.path)]


class Browser:
    """The receiving end: two secrets and the address."""

    def __init__(self, *, endpoint: str) -> None:
        self.endpoint = endpoint
        self.key = ec.generate_private_key(CURVE)
        self.auth = os.urandom(16)

    @property
    def keys(self) -> dict[str, str]:
        """Return the public half as browsers write it."""
        return {"p256dh": encoded(point(self.key.public_key())), "auth": encoded(self.auth)}

    def opened(self, body: bytes) -> dict[str, Any]:
        """Return the words of a notice (RFC 8188, one record; RFC 8291)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        secret = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, theirs))
        info = b"WebPush: info\x00" + point(self.key.public_key()) + theirs
        material = derived(self.auth, secret, info, 32)
        key = derived(salt, material, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = derived(salt, material, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert plain.endswith(b"\x02")
        words: dict[str, Any] = json.loads(plain[:-1])
        return words


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Return the uncompressed point."""
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def encoded(data: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Return the bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    """Return HKDF-SHA-256."""
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


def claims_of(authorization: str) -> dict[str, Any]:
    """Return what a VAPID header claims, once its signature is right (RFC 8292); raises ``ValueError``."""
    scheme, _space, rest = authorization.partition(" ")
    parts = dict(each.strip().split("=", 1) for each in rest.split(","))
    head, body, signature = parts["t"].split(".")
    raw = decoded(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(parts["k"]))
    try:
        key.verify(pair, f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as fault:
        raise ValueError("signature") from fault
    if scheme != "vapid" or json.loads(decoded(head))["alg"] != "ES256":
        raise ValueError(scheme)
    return {**json.loads(decoded(body)), "k": parts["k"]}


@contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Start it, lend it, end it."""
    service = Service(certificate=folder / "service.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(service.certificate))

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def finish_request(self, request: Any, client_address: Any) -> None:
            service.connections += 1
            try:
                with context.wrap_socket(request, server_side=True) as safe:
                    super().finish_request(safe, client_address)
            except OSError:
                return  # whoever called hung up, or did not trust us

    server = Server(("127.0.0.1", 0), _handler(service))
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, pause = _verdict(service, self, body)
            if status == 201:
                headers = {name.lower(): value for name, value in self.headers.items()}
                service.arrived.append(Arrived(path=self.path, headers=headers, body=body))
            self.send_response(status)
            if pause:
                self.send_header("Retry-After", pause)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_words: Any) -> None:
            """Say nothing."""

    return Handler


def _verdict(service: Service, asked: BaseHTTPRequestHandler, body: bytes) -> tuple[int, str]:
    """Return how to answer, and Retry-After."""
    try:
        claims = claims_of(asked.headers["Authorization"])
    except (ValueError, KeyError, TypeError) as fault:
        service.refused.append(repr(fault))
        return 401, ""
    if claims["aud"] != f"https://{service.name}" or not asked.headers["TTL"].isdecimal():
        service.refused.append(str(claims))
        return 403, ""
    if len(body) > MOST_BYTES:
        return 413, ""
    waiting = service.behaviour.get(asked.path)
    status, pause = waiting.popleft() if waiting else (201, "")
    if pause == "slow":
        time.sleep(SLOW_S)
        return status, ""
    return status, pause


def _certificate(path: Path) -> Path:
    key = ec.generate_private_key(CURVE)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2000))
        .not_valid_after(now + timedelta(days=2000))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
            ),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + pem)
    return path

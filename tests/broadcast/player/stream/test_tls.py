"""A stream over TLS: to a real Icecast whose certificate is good, and to none whose certificate is not."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest

from broadcast.player.moments import SystemClock
from broadcast.player.problems import Problems
from broadcast.player.sinks import RATE
from broadcast.player.stream import source
from broadcast.player.stream.mount import mount_of
from broadcast.player.stream.sink import IcecastSink
from broadcast.player.stream.source import Away, Source
from tests.broadcast.player.boxes import until
from tests.servers.certificates import certificate
from tests.servers.icecast import PASSWORD, icecast


def mount_at(port: int, *, scheme: str = "icecasts") -> str:
    return f"{scheme}://source:{quote(PASSWORD)}@127.0.0.1:{port}/thon-dong.mp3?name=Thon+Dong"


def refusal(port: int, *, scheme: str = "icecasts") -> str:
    """Return why there is no line."""
    with pytest.raises(Away) as told:
        Source(mount_of(mount_at(port, scheme=scheme))).close()
    return str(told.value)


@contextmanager
def shaking_hands(pem: Path) -> Iterator[int]:
    """Answer with this certificate and nothing else; yields the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def shake() -> None:
            with suppress(OSError):
                line, _peer = server.accept()
                with line, suppress(OSError), context.wrap_socket(line, server_side=True) as secure:
                    secure.recv(1)

        thread = threading.Thread(target=shake, daemon=True)
        thread.start()
        yield server.getsockname()[1]
    thread.join(5)


def test_a_stream_reaches_an_icecast_over_tls_with_sound_and_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = certificate(tmp_path, "icecast")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    problems = Problems()
    with icecast(certificate=pem) as server:
        sink = IcecastSink(mount_of(mount_at(server.port)), SystemClock(), problems)
        try:
            sink.prepare()
            until(lambda: "/thon-dong.mp3" in server.mounts(), "the mount")
            sink.write(np.full(RATE // 2, 1000, dtype="<i2").tobytes())
            until(lambda: server.mounts()["/thon-dong.mp3"].get("title") == "Thon Dong", "the title")
            until(lambda: int(server.mounts()["/thon-dong.mp3"]["total_bytes_read"]) > 4000, "sound")
            assert problems.current() == []
        finally:
            sink.close()


@pytest.mark.parametrize(
    ("hosts", "days", "is_trusted", "told"),
    [
        (("127.0.0.1",), 2, False, "tự ký, máy này không tin"),
        (("127.0.0.1",), -1, True, "đã hết hạn"),
        (("icecast.example.vn",), 2, True, "mang địa chỉ máy khác"),
    ],
)
def test_a_certificate_that_is_not_good_is_told_and_no_password_goes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hosts: tuple[str, ...], days: int, is_trusted: bool, told: str
) -> None:  # fmt: skip
    pem = certificate(tmp_path, "icecast", hosts=hosts, days=days)
    trusted = pem if is_trusted else certificate(tmp_path, "somebody-else")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))

    with shaking_hands(pem) as port:
        assert told in refusal(port)


def test_a_bad_certificate_is_a_problem_of_the_box_while_the_plan_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path, "somebody-else")))
    problems = Problems()
    with icecast(certificate=certificate(tmp_path, "icecast")) as server:
        sink = IcecastSink(mount_of(mount_at(server.port)), SystemClock(), problems)
        try:
            sink.prepare()
            until(problems.current, "the problem")
        finally:
            sink.close()

    [said] = problems.current()
    assert said.startswith(
        f"Luồng chưa tới được Icecast 127.0.0.1:{server.port}/thon-dong.mp3: chứng chỉ TLS"
    )
    assert "tự ký" in said and quote(PASSWORD) not in said and PASSWORD not in said


def test_a_port_without_tls_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "PATIENCE", 0.5)
    with icecast() as server:
        assert "không nói TLS" in refusal(server.port)

"""``--diagnose``: what is wrong, in plain words, and what to do about it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import time_machine

from broadcast.player import diagnosis, probes
from broadcast.player.errand import Errand
from broadcast.player.options import Options, read_options
from broadcast.player.polling import Poller
from broadcast.player.sinks import SinkBroken
from tests.broadcast.player.station import Station, air


def options(server: str, state: Path, *extra: str) -> Options:
    return read_options(["--server", server, "--state", str(state), "--sink", f"wav:{state}/wav", *extra], {})


def faults(given: Options) -> dict[str, str]:
    """Return the names of the looks that found a fault, with what they said."""
    found = [(name, finding) for name, finding in diagnosis.findings(given) if not finding.is_good]
    assert all(finding.advice for _name, finding in found)
    return {name: finding.sentence for name, finding in found}


@pytest.fixture
def served(station: Station, errand: Errand) -> Station:
    """A station that serves the box of ``tmp_path``."""
    station.release()
    poller = Poller(errand)
    for _round in range(3):
        poller.round()
    return station


def test_a_box_without_faults_says_so(
    served: Station, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diagnosis.diagnose(options(served.url, tmp_path)) == 0

    said = capsys.readouterr().out
    assert "Máy không có lỗi nào." in said
    assert "[HỎNG]" not in said


def test_a_box_that_nobody_confirmed_is_told_where_to_type_the_code(station: Station, tmp_path: Path) -> None:
    station.is_claimed = False

    found = faults(options(station.url, tmp_path))

    assert found.keys() == {"key", "accepted", "plan"}
    assert not list(tmp_path.glob("*.key"))


def test_a_revoked_box_is_told(served: Station, tmp_path: Path) -> None:
    served.is_revoked = True

    assert "thu hồi" in faults(options(served.url, tmp_path))["accepted"]


def test_a_name_that_nobody_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diagnosis.diagnose(options("http://khong-co.invalid", tmp_path)) == 1

    said = capsys.readouterr().out
    assert "Không tìm được địa chỉ của khong-co.invalid" in said
    assert "Không nối được" not in said


def test_a_server_that_is_off(tmp_path: Path) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert "line" in faults(options(f"http://127.0.0.1:{port}", tmp_path))


class _SignInPage(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<html>Xin dang nhap Wi-Fi</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def date_time_string(self, timestamp: float | None = None) -> str:
        return "Thu, 01 Jan 2026 00:00:00 GMT"

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def captive() -> Iterator[str]:
    """A network that answers everything with its own sign-in page."""
    server = HTTPServer(("127.0.0.1", 0), _SignInPage)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_sign_in_page_is_no_station(captive: str, tmp_path: Path) -> None:
    found = faults(options(f"http://{captive}", tmp_path))

    assert "không phải là đài" in found["station"]


def test_a_server_without_tls_where_tls_was_promised(captive: str, tmp_path: Path) -> None:
    assert "tls" in faults(options(f"https://{captive}", tmp_path))


def test_a_clock_that_counts_from_the_beginning(served: Station, tmp_path: Path) -> None:
    with time_machine.travel(datetime(1970, 1, 2, tzinfo=UTC), tick=True):
        found = faults(options(served.url, tmp_path))

    assert found.keys() == {"clock", "plan"}


def test_a_clock_that_differs_from_the_stations(captive: str, tmp_path: Path) -> None:
    finding = probes.server_clock(options(f"http://{captive}", tmp_path))

    assert not finding.is_good
    assert "lệch" in finding.sentence


def test_a_missing_sound_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __init__(self, _clock: object) -> None: ...
        def prepare(self) -> None:
            raise SinkBroken("không tìm thấy loa")

        def close(self) -> None: ...

    monkeypatch.setattr(probes, "DeviceSink", Broken)

    assert "sound" in faults(options("http://127.0.0.1:1", tmp_path, "--sink", "device"))


def test_a_card_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")

    assert "disk" in faults(options("http://127.0.0.1:1", tmp_path / "taken"))


def test_media_that_are_missing_are_counted(served: Station, errand: Errand, tmp_path: Path) -> None:
    sha256 = served.add(b"never fetched")
    served.release(air=[air(sha256, datetime(2099, 1, 1, tzinfo=UTC), 500)])
    Poller(errand).round()

    assert "thiếu 1 tệp" in faults(options(served.url, tmp_path))["plan"]


def test_a_key_that_others_can_read(served: Station, tmp_path: Path) -> None:
    (tmp_path / "device.key").chmod(0o644)

    assert "key" in faults(options(served.url, tmp_path))


def test_a_stream_whose_icecast_is_away_is_told_without_its_password(tmp_path: Path) -> None:
    sink = "icecast://source:bí-mật@127.0.0.1:9/thon.mp3"

    told = faults(options("http://127.0.0.1:1", tmp_path, "--sink", sink))

    assert "127.0.0.1:9/thon.mp3" in told["sound"] and "bí-mật" not in str(told)

"""Icecast's source protocol: a PUT that never ends, and titles told beside it."""

import base64
import http.client
import socket
import ssl
from contextlib import suppress
from urllib.parse import urlencode

from broadcast.player import SOFTWARE
from broadcast.player.stream.mount import Mount

PATIENCE = 10.0  # seconds for an answer, and for bytes to be taken
MOST_HEAD = 8192  # bytes
SMALL_BUFFER = 16_384  # bytes: two seconds of 64 kbit/s, so that a dead line is felt soon
REFUSALS = {
    401: "sai mật khẩu nguồn",
    403: "tên luồng đang có nguồn khác phát, hoặc Icecast đã đủ số nguồn",
    404: "không có tên luồng này",
}
# Why OpenSSL believes no certificate, by its numbers (X509_V_ERR_...).
DISBELIEF = {
    9: "chứng chỉ TLS của Icecast chưa tới ngày có hiệu lực; xem lại đồng hồ máy này",
    10: "chứng chỉ TLS của Icecast đã hết hạn; hãy gia hạn chứng chỉ",
    18: "chứng chỉ TLS của Icecast tự ký, máy này không tin; hãy dùng chứng chỉ hợp lệ",
    19: "chứng chỉ TLS của Icecast do nơi cấp mà máy này không tin",
    20: "chứng chỉ TLS của Icecast do nơi cấp mà máy này không tin",
    62: "chứng chỉ TLS của Icecast mang tên máy khác; xem lại địa chỉ luồng",
    64: "chứng chỉ TLS của Icecast mang địa chỉ máy khác; xem lại địa chỉ luồng",
}
BAD_CERTIFICATE = "chứng chỉ TLS của Icecast không hợp lệ"
NO_TLS = "cổng này của Icecast không nói TLS; dùng icecast:// hoặc đúng cổng TLS"


class Away(Exception):
    """The Icecast cannot be reached or does not want us; the message is a Vietnamese phrase."""


class Source:
    """One connection as a source, from its acceptance to its end."""

    def __init__(self, mount: Mount) -> None:
        self._mount = mount
        try:
            self._line = _connected(mount)
        except (OSError, UnicodeError) as fault:
            raise Away(_named(fault)) from fault
        try:
            self._present()
        except OSError as fault:
            self._line.close()
            raise Away(_named(fault)) from fault
        except Away:
            self._line.close()
            raise

    def send(self, coded: bytes) -> None:
        """Pass on a piece of the stream. Raises OSError."""
        self._line.sendall(coded)

    def close(self) -> None:
        """Hang up; a send that waits fails."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._line.close()

    def _present(self) -> None:
        """Ask to be the source. Raises Away, OSError."""
        mount = self._mount
        lines = [
            f"PUT {mount.path} HTTP/1.1",
            f"Host: {mount.host}:{mount.port}",
            f"Authorization: {_basic(mount)}",
            f"User-Agent: {SOFTWARE}",
            f"Content-Type: {mount.content_type}",
            "Ice-Public: 0",
            f"Ice-Name: {_one_line(mount.name)}",
            f"Ice-Bitrate: {mount.kbps}",
            "Expect: 100-continue",
        ]
        self._line.sendall("\r\n".join([*lines, "", ""]).encode())
        status = _status(self._line)
        if status not in (100, 200):
            raise Away(REFUSALS.get(status, f"trả lời mã {status}"))


def tell_title(mount: Mount, title: str) -> bool:
    """Tell the listeners of an MP3 mount what sounds; say whether the Icecast took it."""
    # Without "charset": Icecast then hands the bytes on as they are. Told that they are UTF-8, it would put them into
    # the mount's Latin letters, and listeners would read "B&#7843;n tin".
    words = {"mode": "updinfo", "mount": mount.path, "song": _one_line(title)}
    kind = http.client.HTTPSConnection if mount.is_secure else http.client.HTTPConnection
    line = kind(mount.host, mount.port, timeout=PATIENCE)
    try:
        line.request("GET", f"/admin/metadata?{urlencode(words)}", headers={"Authorization": _basic(mount)})
        answer = line.getresponse()
        answer.read(MOST_HEAD)
        return answer.status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def _connected(mount: Mount) -> socket.socket:
    """Return a line on which a dead network is noticed within ``PATIENCE``."""
    line = socket.create_connection((mount.host, mount.port), timeout=PATIENCE)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(PATIENCE * 1000))
    if not mount.is_secure:
        return line
    try:
        return ssl.create_default_context().wrap_socket(line, server_hostname=mount.host)
    except TimeoutError as fault:
        line.close()
        raise Away(NO_TLS) from fault  # it took the line and understood nothing
    except OSError:
        line.close()
        raise


def _status(line: socket.socket) -> int:
    """Read one head and return its status. Raises Away, OSError."""
    head = b""
    while b"\r\n\r\n" not in head:
        piece = line.recv(1024)
        head += piece
        if not piece or len(head) > MOST_HEAD:
            raise Away("không trả lời như một máy chủ Icecast")
    words = head.split(b"\r\n", 1)[0].split()
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
        raise Away("không trả lời như một máy chủ Icecast")
    return int(words[1])


def _basic(mount: Mount) -> str:
    return "Basic " + base64.b64encode(f"{mount.user}:{mount.password}".encode()).decode()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _named(fault: Exception) -> str:
    """Return what happened to a line, as a Vietnamese phrase."""
    if isinstance(fault, ssl.SSLCertVerificationError):
        return DISBELIEF.get(fault.verify_code, BAD_CERTIFICATE)
    if isinstance(fault, ssl.SSLError):
        return NO_TLS
    if isinstance(fault, TimeoutError):
        return "không trả lời kịp"
    if isinstance(fault, ConnectionRefusedError):
        return "không nhận kết nối"
    return "mất kết nối" if isinstance(fault, ConnectionError) else "không tìm được máy chủ"

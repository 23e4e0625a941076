"""Where a stream goes: ``icecast://user:password@host:port/name.mp3`` and what that says about its form."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES = ("icecast", "icecasts")  # without and with TLS
PORT = 8000
USUAL_USER = "source"
KBPS = {"mp3": 64, "opus": 32}
LEAST_KBPS, MOST_KBPS = 16, 320
ENDINGS = {".mp3": "mp3", ".opus": "opus", ".ogg": "opus"}


class BadMount(ValueError):
    """The address cannot be one; the message is a Vietnamese phrase that never holds the password."""


@dataclass(frozen=True, kw_only=True)
class Mount:
    """One mount of one Icecast; ``name`` is what listeners read while nothing sounds."""

    host: str
    port: int
    path: str
    user: str
    password: str = field(repr=False)
    form: str  # "mp3" or "opus"
    kbps: int
    name: str
    is_secure: bool

    @property
    def place(self) -> str:
        """The address without what is secret, as people are told it."""
        return f"{self.host}:{self.port}{self.path}"

    @property
    def content_type(self) -> str:
        """What the mount carries, as HTTP names it."""
        return "audio/mpeg" if self.form == "mp3" else "application/ogg"


def is_stream(name: str) -> bool:
    """Whether the name of a sink is the address of a mount."""
    return name.partition("://")[0] in SCHEMES


def mount_of(address: str) -> Mount:
    """Return the mount that an address names. Raises BadMount."""
    try:
        place = urlsplit(address)
        port = place.port or PORT
    except ValueError as fault:
        raise BadMount("cổng của địa chỉ luồng không đúng") from fault
    form = next((form for ending, form in ENDINGS.items() if place.path.endswith(ending)), "")
    if place.scheme not in SCHEMES or not place.hostname:
        raise BadMount("địa chỉ luồng có dạng icecast://source:MẬT_KHẨU@MÁY:8000/ten.mp3")
    if not form or not _is_plain(place.path):
        raise BadMount("tên luồng phải kết thúc bằng .mp3 hoặc .opus, không dấu, không khoảng trắng")
    if not place.password:
        raise BadMount("địa chỉ luồng thiếu mật khẩu nguồn của Icecast")
    asked = parse_qs(place.query)
    return Mount(
        host=place.hostname,
        port=port,
        path=place.path,
        user=unquote(place.username or "") or USUAL_USER,
        password=unquote(place.password),
        form=form,
        kbps=_kbps(asked.get("kbps", [str(KBPS[form])])[0]),
        name=asked.get("name", ["Đài truyền thanh"])[0][:100],
        is_secure=place.scheme == "icecasts",
    )


def _is_plain(path: str) -> bool:
    """Whether a path can stand in a request as it is."""
    return path.isascii() and path.isprintable() and " " not in path and len(path) <= 200


def _kbps(text: str) -> int:
    if not text.isdigit() or not LEAST_KBPS <= int(text) <= MOST_KBPS:
        raise BadMount(f"kbps của luồng từ {LEAST_KBPS} tới {MOST_KBPS}")
    return int(text)

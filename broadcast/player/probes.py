"""The single looks of a diagnosis; each changes nothing and says what it found in one sentence."""

import os
import shutil
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.player.answers import (
    Absent,
    BadSignature,
    Revoked,
    StationError,
    Unclaimed,
    Unknown,
    connection,
    named_faults,
    read,
)
from broadcast.player.cache import ROOM_KEPT
from broadcast.player.held import Holder
from broadcast.player.identity import SLOTS, device_key, identity_of, load_identity
from broadcast.player.moments import SystemClock
from broadcast.player.options import Options
from broadcast.player.sinks import SinkBroken, wav_folder
from broadcast.player.sinks.device import DeviceSink
from broadcast.player.station import API, SMALL, Station
from broadcast.player.stream.encoder import NoEncoder, program
from broadcast.player.stream.mount import Mount, is_stream, mount_of
from broadcast.player.trust import is_clock_trusted

BUILT = datetime(2026, 1, 1, tzinfo=UTC)  # no clock that is right stands before this
PATIENCE = 10.0  # seconds for a connection
CLOCK_MAY_DIFFER = 60.0  # seconds


class Place(NamedTuple):
    """Where the station is, as the network sees it."""

    host: str
    port: int
    is_secure: bool


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one look found; ``advice`` says what to do about it."""

    is_good: bool
    sentence: str
    advice: str = ""


def good(sentence: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(is_good=True, sentence=sentence)


def bad(sentence: str, advice: str) -> Finding:
    """Say what is wrong and what to do."""
    return Finding(is_good=False, sentence=sentence, advice=advice)


def disk(options: Options) -> Finding:
    """Look whether the state can be written and has room."""
    probe = options.state / f".diagnose.{os.getpid()}.tmp"
    try:
        options.state.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x" * 4096)
        free = shutil.disk_usage(options.state).free
    except OSError as fault:
        return bad(
            f"Không ghi được vào {options.state}: {fault.strerror}.",
            "kiểm tra thẻ nhớ đã gắn, chưa bị khoá ghi, thư mục thuộc về người chạy chương trình.",
        )
    finally:
        _remove(probe)
    if free < 2 * ROOM_KEPT:
        return bad(f"Thẻ nhớ chỉ còn trống {free // 1_000_000} MB.", "xoá bớt tệp hoặc thay thẻ lớn hơn.")
    return good(f"Thẻ nhớ ghi được, còn trống {free // 1_000_000} MB.")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def clock(_options: Options) -> Finding:
    """Look whether the machine has a clock at all."""
    now = datetime.now(UTC)
    written = now.astimezone().strftime("%H:%M:%S %d/%m/%Y")
    if now < BUILT:
        return bad(
            f"Đồng hồ của máy sai hẳn: {written}.",
            "bật đồng bộ giờ (timedatectl set-ntp true), thay pin hoặc lắp đồng hồ RTC.",
        )
    return good(f"Đồng hồ của máy đang chỉ {written}.")


def sound(options: Options) -> Finding:
    """Look whether sound can go out."""
    folder = wav_folder(options.sink)
    if options.board:
        return good("Máy là bảng tin, không cần loa.")
    if is_stream(options.sink):
        return _stream(mount_of(options.sink))
    if folder is not None:
        return good(f"Tiếng được ghi vào thư mục {folder} (không ra loa).")
    sink = DeviceSink(SystemClock())
    try:
        sink.prepare()
    except SinkBroken as fault:
        return bad(
            f"Không mở được thiết bị âm thanh: {fault}.",
            "kiểm tra dây loa, card âm thanh (aplay -l), và quyền nhóm audio của người chạy chương trình.",
        )
    finally:
        sink.close()
    return good("Thiết bị âm thanh mở được.")


def _stream(mount: Mount) -> Finding:
    """Look for the encoder and the Icecast, without taking the mount from whoever streams there."""
    try:
        program()
    except NoEncoder:
        return bad(
            "Máy chưa có ffmpeg để mã hoá luồng.", "cài: apt install ffmpeg, hoặc pip install imageio-ffmpeg."
        )
    try:
        with socket.create_connection((mount.host, mount.port), timeout=PATIENCE):
            return good(f"Luồng phát ra {mount.place}; Icecast có trả lời.")
    except (OSError, UnicodeError):
        return bad(
            f"Không nối được tới Icecast {mount.place}.",
            "xem Icecast có chạy, tường lửa có mở cổng này không.",
        )


def _place(options: Options) -> Place:
    found = urlsplit(options.server)
    is_secure = found.scheme == "https"
    return Place(found.hostname or "", found.port or (443 if is_secure else 80), is_secure)


def dns(options: Options) -> Finding:
    """Look whether the station's name has an address."""
    place = _place(options)
    try:
        socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return bad(
            f"Không tìm được địa chỉ của {place.host}: chưa có mạng, hoặc sai tên đài, hoặc máy chủ tên miền hỏng.",
            "kiểm tra SIM còn tiền, ăng-ten, dây mạng; xem lại địa chỉ trong LOAXA_SERVER.",
        )
    return good(f"Tìm được địa chỉ của {place.host}.")


def line(options: Options) -> Finding:
    """Look whether the station can be reached."""
    place = _place(options)
    try:
        with socket.create_connection((place.host, place.port), timeout=PATIENCE):
            return good(f"Nối được tới {place.host}, cổng {place.port}.")
    except OSError:
        return bad(
            f"Không nối được tới {place.host}, cổng {place.port}.",
            "máy chủ của đài có thể đang tắt, hoặc mạng chặn cổng này: gọi người quản trị.",
        )


def tls(options: Options) -> Finding:
    """Look whether whoever answers proves to be the station."""
    place = _place(options)
    if not place.is_secure:
        return good("Đường truyền không mã hoá (http): chỉ dùng trong mạng riêng; lịch phát vẫn có chữ ký.")
    try:
        plain = socket.create_connection((place.host, place.port), timeout=PATIENCE)
        with plain, ssl.create_default_context().wrap_socket(plain, server_hostname=place.host):
            return good("Chứng chỉ của đài hợp lệ.")
    except ssl.SSLCertVerificationError as fault:
        return bad(
            f"Chứng chỉ của {place.host} không hợp lệ ({fault.verify_message}).",
            "xem đồng hồ của máy; mạng Wi-Fi có trang đăng nhập cũng gây lỗi này; nếu không, báo người quản trị.",
        )
    except OSError:
        return bad(f"{place.host} không nói TLS ở cổng {place.port}.", "xem lại địa chỉ trong LOAXA_SERVER.")


def station(options: Options) -> Finding:
    """Look whether whoever answers is a station, and no sign-in page of a network."""
    try:
        Station(server=options.server, key=Ed25519PrivateKey.generate()).keys()
    except StationError as fault:
        return bad(
            f"{options.server} có trả lời nhưng không phải là đài ({fault}).",
            "nếu dùng Wi-Fi có trang đăng nhập thì đổi mạng; nếu không, xem lại địa chỉ và gọi người quản trị.",
        )
    return good("Đài trả lời đúng cách.")


def server_clock(options: Options) -> Finding:
    """Compare the two clocks."""
    place = urlsplit(options.server)
    call = connection(place.scheme, place.hostname or "", place.port)
    try:
        with named_faults():
            call.request("GET", place.path.rstrip("/") + API + "/keys")
            written = read(call.getresponse(), SMALL).headers.get("date", "")
            differs = time.time() - parsedate_to_datetime(written).timestamp()
    except StationError:
        return good("Đài không cho biết giờ của mình.")
    finally:
        call.close()
    if abs(differs) > CLOCK_MAY_DIFFER:
        return bad(
            f"Đồng hồ của máy lệch {abs(differs):.0f} giây so với đài, nên phát sai giờ.",
            "bật đồng bộ giờ: timedatectl set-ntp true; máy không có mạng lâu ngày cần đồng hồ RTC.",
        )
    return good(f"Đồng hồ của máy lệch {abs(differs):.0f} giây so với đài.")


def key(options: Options) -> Finding:
    """Look whether the box has its key, readable by nobody else."""
    paths = [options.state / slot for slot in SLOTS if (options.state / slot).exists()]
    if not paths:
        return bad("Máy chưa có khoá.", "chạy chương trình một lần; máy tự tạo khoá và hiện mã nhận máy.")
    if any(path.stat().st_mode & 0o077 for path in paths):
        return bad("Người khác đọc được khoá của máy.", f"chạy: chmod 600 {options.state}/*.key")
    return good("Khoá của máy còn đủ.")


REFUSALS: dict[type[StationError], tuple[str, str]] = {
    Unclaimed: ("Đài chưa nhận máy này.", "nhập mã mà máy hiện ra ở Bàn phát thanh, mục Thiết bị."),
    Unknown: ("Đài không biết máy này.", "khởi động lại chương trình để máy xin vào lại, rồi nhập mã mới."),
    Revoked: ("Đài đã thu hồi máy này.", "nếu là nhầm: xoá thư mục trạng thái, chạy lại và nhập mã mới."),
    BadSignature: (
        "Đài không nhận chữ ký của máy này.",
        "thẻ nhớ có thể bị sao chép hoặc hỏng: nhận máy lại từ đầu.",
    ),
}


def accepted(options: Options) -> Finding:
    """Look whether the station serves this box."""
    identity = load_identity(options.state)
    if not identity.device:
        return bad(*REFUSALS[Unclaimed])
    call = Station(server=options.server, key=device_key(options.state), device=identity.device)
    try:
        call.manifest("")
    except Absent:
        return good("Đài phục vụ máy này, chưa có lịch phát nào.")
    except StationError as fault:
        if type(fault) in REFUSALS:
            return bad(*REFUSALS[type(fault)])
        return bad(f"Đài không đưa lịch phát: {fault}.", "đợi vài phút; nếu còn, gọi người quản trị.")
    return good("Đài phục vụ máy này.")


def plan(options: Options) -> Finding:
    """Look at the plan that the box holds."""
    held = None
    if (options.state / "manifest.json").exists():
        held = Holder(options.state, identity_of(options.state, device_key(options.state))).manifest
    if held is None:
        return bad("Máy chưa giữ lịch phát nào.", "xử lý các lỗi ở trên; lịch tự về trong nửa phút.")
    now, until = datetime.now(UTC), held.valid_until.astimezone().strftime("%H:%M %d/%m/%Y")
    if not is_clock_trusted(held, now):
        return bad("Đồng hồ của máy chạy trước ngày ký lịch phát, nên máy im lặng.", "chỉnh lại giờ của máy.")
    if now >= held.valid_until:
        return bad(
            f"Lịch phát đang giữ hết hạn lúc {until}, nên máy im lặng.", "nối mạng để máy lấy lịch mới."
        )
    names = {item.media for item in held.air} if not options.board else {
        item.picture for item in held.board if item.picture
    }  # fmt: skip
    missing = sum(not (options.state / "media" / name).is_file() for name in names)
    if missing:
        return bad(f"Còn thiếu {missing} tệp của lịch phát.", "để máy nối mạng cho tới khi tải xong.")
    version = f"{held.epoch}.{held.counter}"
    return good(f"Máy giữ lịch phát {version} của {held.zone.name}, hạn tới {until}, đủ tệp.")

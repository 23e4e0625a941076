"""The options of ``python -m broadcast.player``, from the command line or the environment."""

import argparse
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from broadcast.player.amplifier import LONGEST_LEAD, Switch
from broadcast.player.errand import POLL
from broadcast.player.sinks import is_sink_name
from broadcast.player.stream.mount import BadMount, is_stream, mount_of


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the box was told to be."""

    server: str
    state: Path
    name: str
    sink: str
    board: bool
    port: int
    screen: tuple[int, int]
    once: bool
    poll_s: float
    amplifier: Switch | None
    diagnose: bool
    broker_ca: Path | None = None

    @property
    def kind(self) -> str:
        """The kind of device, as the protocol names it."""
        return "board" if self.board else "loudspeaker"


def read_options(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Options:
    """Return the options; ends the program with one clear line when they make no sense."""
    given = _parser(os.environ if environment is None else environment).parse_args(arguments)
    return Options(
        server=given.server,
        state=given.state,
        name=given.name[:100],
        sink=given.sink,
        board=given.board,
        port=given.port,
        screen=given.screen,
        once=given.once,
        poll_s=given.poll,
        amplifier=_amplifier(given),
        diagnose=given.diagnose,
        broker_ca=given.broker_ca,
    )


def _parser(environment: Mapping[str, str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m broadcast.player",
        description="Chương trình trong máy: cụm loa hoặc bảng tin của đài truyền thanh.",
        epilog="Mỗi tuỳ chọn có biến môi trường cùng tên, ví dụ LOAXA_SERVER, LOAXA_STATE, LOAXA_SINK.",
    )

    def default(name: str, value: str | None = None) -> str | None:
        return environment.get(f"LOAXA_{name}", value)

    server, state = default("SERVER"), default("STATE")
    parser.add_argument("--server", type=_server, default=server, required=not server, help="địa chỉ của đài")
    parser.add_argument("--state", type=Path, default=state, required=not state, help="thư mục trạng thái")
    parser.add_argument("--name", default=default("NAME", platform.node() or "Thiết bị"), help="tên máy")
    parser.add_argument(
        "--sink",
        type=_sink,
        default=default("SINK", "device"),
        help="đường tiếng: device, wav:THƯ_MỤC hoặc icecast://source:MẬT_KHẨU@MÁY:8000/ten.mp3",
    )
    parser.add_argument("--board", action="store_true", default=default("BOARD") == "1", help="là bảng tin")
    parser.add_argument("--port", type=int, default=default("PORT", "8070"), help="cổng của bảng tin")
    parser.add_argument(
        "--screen", type=_screen, default=default("SCREEN", "1920x1080"), help="cỡ màn hình, ví dụ 1366x768"
    )
    parser.add_argument("--once", action="store_true", help="nhận lịch, tải tệp, gửi xác nhận rồi thoát")
    parser.add_argument(
        "--poll", type=_seconds, default=default("POLL", str(POLL)), help="số giây giữa hai lần hỏi"
    )
    parser.add_argument("--amplifier-on", default=default("AMPLIFIER_ON"), help="lệnh bật tăng âm")
    parser.add_argument("--amplifier-off", default=default("AMPLIFIER_OFF"), help="lệnh tắt tăng âm")
    parser.add_argument(
        "--amplifier-lead", type=_lead, default=default("AMPLIFIER_LEAD", "5"), help="bật trước mấy giây"
    )
    parser.add_argument(
        "--broker-ca", type=Path, default=default("BROKER_CA"), help="chứng chỉ gốc của máy chủ MQTT"
    )
    parser.add_argument("--diagnose", action="store_true", help="tự kiểm tra máy, nói rõ hỏng gì, cần làm gì")
    return parser


def _amplifier(given: argparse.Namespace) -> Switch | None:
    """Return the site's commands; None when the amplifier is always on."""
    if not given.amplifier_on:
        return None
    return Switch(on=given.amplifier_on, off=given.amplifier_off or "true", lead_s=given.amplifier_lead)


def _lead(text: str) -> float:
    return min(LONGEST_LEAD, _seconds(text))


def _server(text: str) -> str:
    place = urlsplit(text)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise argparse.ArgumentTypeError(f"địa chỉ đài phải bắt đầu bằng http:// hoặc https://: {text}")
    return text.rstrip("/")


def _sink(text: str) -> str:
    if is_stream(text):
        try:
            mount_of(text)
        except BadMount as fault:
            raise argparse.ArgumentTypeError(str(fault)) from fault
    elif not is_sink_name(text):
        raise argparse.ArgumentTypeError(
            f"đường tiếng là device, wav:THƯ_MỤC hoặc icecast://…, không phải {text}"
        )
    return text


def _screen(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"cỡ màn hình có dạng 1920x1080, không phải {text}")
    return int(width), int(height)


def _seconds(text: str) -> float:
    try:
        return max(0.05, float(text))
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"số giây không đúng: {text}") from fault

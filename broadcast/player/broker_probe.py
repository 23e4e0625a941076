"""The look of a diagnosis at the MQTT broker that the plan names: without it the box only hears of news later."""

import socket
import ssl

from broadcast.plan import broker_tls
from broadcast.plan.broker import Broker
from broadcast.player import subscription
from broadcast.player.held import Holder
from broadcast.player.identity import device_key, identity_of
from broadcast.player.options import Options
from broadcast.player.probes import PATIENCE, Finding, bad, good

SLOWER = "máy vẫn hỏi tin theo nhịp nhưng nghe tin khẩn chậm hơn"


def broker(options: Options) -> Finding:
    """Look whether the broker can be reached and proves who it is."""
    place = _place(options)
    if place is None:
        return good("Đài không dùng MQTT.")
    if not subscription.is_possible():
        return good(
            "Đài có máy chủ MQTT nhưng máy này chưa cài gói paho-mqtt nên không dùng; máy nghe tin theo cách khác."
        )
    try:
        context = broker_tls.context(options.broker_ca)
    except OSError:
        return bad(f"Không đọc được chứng chỉ gốc {options.broker_ca}.", "xem lại tệp ghi ở LOAXA_BROKER_CA.")
    return _reached(place, context)


def _reached(place: Broker, context: ssl.SSLContext) -> Finding:
    where = f"máy chủ MQTT {place.host}, cổng {place.port}"
    try:
        plain = socket.create_connection((place.host, place.port), timeout=PATIENCE)
        with plain, context.wrap_socket(plain, server_hostname=place.host):
            return good(f"Nối được tới {where}; chứng chỉ hợp lệ.")
    except ssl.SSLCertVerificationError as fault:
        return bad(
            f"Chứng chỉ của {where} không hợp lệ ({fault.verify_message}): {SLOWER}.",
            "xem đồng hồ của máy và tệp LOAXA_BROKER_CA; nếu đúng cả, báo người quản trị.",
        )
    except (OSError, UnicodeError):
        return bad(
            f"Không nối được tới {where}: {SLOWER}.",
            "máy chủ MQTT có thể đang tắt, hoặc mạng chặn cổng này: gọi người quản trị.",
        )


def _place(options: Options) -> Broker | None:
    if not (options.state / "manifest.json").exists():
        return None
    held = Holder(options.state, identity_of(options.state, device_key(options.state))).manifest
    return held.broker if held else None

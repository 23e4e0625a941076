"""The MQTT broker as a setting writes it: ``mqtts://user:password@host:port/topic``, ``mqtt://`` without TLS."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from broadcast.plan.broker import Broker

PORTS = {"mqtts": 8883, "mqtt": 1883}
TOPIC = "loaxa"


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """How the station comes in."""

    place: Broker
    is_secure: bool
    user: str
    password: str


def entrance(url: str) -> Entrance:
    """Read the setting; raises ValueError."""
    found = urlsplit(url)
    if found.scheme not in PORTS:
        raise ValueError("the address of a broker begins with mqtts:// or mqtt://")
    return Entrance(
        place=Broker(
            host=found.hostname or "",
            port=found.port or PORTS[found.scheme],
            topic=found.path.strip("/") or TOPIC,
        ),
        is_secure=found.scheme == "mqtts",
        user=unquote(found.username or ""),
        password=unquote(found.password or ""),
    )

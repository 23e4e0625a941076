"""Where boxes hear of news by MQTT, as the manifest names it: signed, so that no stranger sends a box anywhere.

Standard library only, like ``manifest``.
"""

import re
from dataclasses import dataclass

from broadcast.plan.fields import Fields, Malformed

HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}", re.ASCII)
TOPIC = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
STATION = "station"  # the topic that says whether the station itself is at the broker
HERE, AWAY = b"1", b"0"  # what it says


@dataclass(frozen=True, kw_only=True)
class Broker:
    """An MQTT broker, spoken to by TLS and nothing else; ``topic`` is what the names of all topics begin with."""

    host: str
    port: int
    topic: str

    def __post_init__(self) -> None:
        if not HOST.fullmatch(self.host) or not TOPIC.fullmatch(self.topic) or not 0 < self.port < 65_536:
            raise ValueError("not the place of a broker")

    def fields(self) -> dict[str, object]:
        """Return it as the manifest writes it."""
        return {"host": self.host, "port": self.port, "topic": self.topic}


def broker_of(fields: Fields) -> Broker | None:
    """Read the manifest's broker; one that makes no sense costs the bell, never the plan."""
    if fields.is_empty("broker"):
        return None
    try:
        place = fields.record("broker")
        return Broker(host=place.text("host"), port=place.integer("port"), topic=place.text("topic"))
    except (Malformed, ValueError):
        return None


def topic_of(broker: Broker, name: str) -> str:
    """Return the topic of a device, or of ``STATION``."""
    return f"{broker.topic}/{name}"

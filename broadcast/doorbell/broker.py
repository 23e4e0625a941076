"""The doorbell's line to an MQTT broker: rings go out while it holds, and wait for nothing while it does not.

What is not sent is lost without harm: boxes hear there whether the station is at the broker, and look when it returns.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from paho.mqtt import client as paho
from paho.mqtt import enums

from broadcast.doorbell.entrance import Entrance
from broadcast.plan import broker_tls
from broadcast.plan.broker import AWAY, HERE, STATION, topic_of

KEEP_ALIVE = 30  # seconds
PATIENCE = 5.0  # seconds for a connection
LONGEST = 60  # seconds between two tries
FAREWELL = 2.0  # seconds for the last word

log = logging.getLogger(__name__)


class BrokerLine:
    """One line, kept up by a thread of the library; ``call`` may be used from any thread and never waits."""

    def __init__(self, entrance: Entrance, *, authority: Path | None = None) -> None:
        self._place, self._was_told = entrance.place, ""
        self._station = topic_of(self._place, STATION)
        # The same name in each life: a line that a former life left half open ends, and its last will with it.
        name = f"{self._place.topic}-station"
        self._line = paho.Client(enums.CallbackAPIVersion.VERSION2, client_id=name, protocol=paho.MQTTv311)
        self._line.username_pw_set(entrance.user, entrance.password)
        self._line.will_set(self._station, AWAY, qos=1, retain=True)
        self._line.reconnect_delay_set(1, LONGEST)
        self._line.connect_timeout = PATIENCE
        if entrance.is_secure:
            self._line.tls_set_context(broker_tls.context(authority))
        self._line.on_connect = self._connected
        self._line.on_connect_fail = self._failed
        self._line.on_disconnect = self._lost

    def start(self) -> None:
        """Connect as soon as that is possible, and again whenever the line breaks."""
        self._line.connect_async(self._place.host, self._place.port, keepalive=KEEP_ALIVE)
        self._line.loop_start()

    def call(self, devices: Iterable[str]) -> None:
        """Tell devices to look; said to nobody while the line is down."""
        for device in devices:
            self._line.publish(topic_of(self._place, device))

    def close(self) -> None:
        """Say that the station leaves, so that boxes poll as often as ever, and hang up."""
        if not self._line.is_connected():
            return  # its thread ends with the process
        with suppress(RuntimeError):  # the line broke meanwhile: the broker says it for us
            self._line.publish(self._station, AWAY, qos=1, retain=True).wait_for_publish(FAREWELL)
        self._line.disconnect()
        self._line.loop_stop()

    def _connected(self, line: paho.Client, _data: object, _flags: object, why: Any, _more: object) -> None:
        if why.is_failure:
            self._tell(f"the MQTT broker refuses the station: {why}")
            return
        line.publish(self._station, HERE, qos=1, retain=True)
        self._tell("")

    def _failed(self, _line: object, _data: object) -> None:
        self._tell("the MQTT broker cannot be reached; devices hear of news as without it")

    def _lost(self, _line: object, _data: object, _flags: object, why: Any, _more: object) -> None:
        if why.is_failure:
            self._tell("the line to the MQTT broker broke; devices hear of news as without it")

    def _tell(self, words: str) -> None:
        """Write a fault into the log once, however often it comes."""
        if words and words != self._was_told:
            log.warning(words)
        self._was_told = words

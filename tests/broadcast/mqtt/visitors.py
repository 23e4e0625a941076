"""Who comes to the broker with a name and a password: it hears, and tries to speak."""

import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from paho.mqtt import client as paho
from paho.mqtt import enums

from tests.broadcast.player.boxes import until
from tests.servers.mosquitto import Mosquitto


class Visitor:
    """One connection; ``heard`` is what came, ``answer`` what the broker said to us first."""

    def __init__(self, server: Mosquitto, user: str, password: str, topics: Sequence[str]) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.answer, self.is_ready, self.is_gone = "", False, False
        self.line = paho.Client(enums.CallbackAPIVersion.VERSION2, protocol=paho.MQTTv311)
        self.line.username_pw_set(user, password)
        self.line.tls_set_context(ssl.create_default_context(cafile=server.authority))
        self.line.on_message = lambda _line, _data, said: self.heard.append((said.topic, bytes(said.payload)))
        self.line.on_connect = self._connected
        self.line.on_subscribe = self._subscribed
        self.line.on_disconnect = self._disconnected
        self._topics = topics
        self.line.connect("127.0.0.1", server.port)
        self.line.loop_start()
        until(lambda: self.answer, "the broker's answer")

    def write(self, topic: str) -> None:
        """Say something; return when the broker has dealt with it."""
        self.line.publish(topic, b"look", qos=1).wait_for_publish(10)

    def topics(self) -> set[str]:
        return {topic for topic, _words in self.heard}

    def _connected(self, line: paho.Client, _data: object, _flags: object, why: Any, _more: object) -> None:
        self.answer = str(why)
        if why.is_failure:
            line.disconnect()
        else:
            line.subscribe([(topic, 0) for topic in self._topics])

    def _subscribed(self, *_words: object) -> None:
        self.is_ready = True

    def _disconnected(self, *_words: object) -> None:
        self.is_gone = True


@contextmanager
def visiting(
    server: Mosquitto, user: str, password: str, topics: Sequence[str] = ("#",)
) -> Iterator[Visitor]:
    """Come in, and leave at the end."""
    visitor = Visitor(server, user, password, topics)
    try:
        if visitor.answer == "Success":
            until(lambda: visitor.is_ready, "the subscription")
        yield visitor
    finally:
        visitor.line.disconnect()
        visitor.line.loop_stop()

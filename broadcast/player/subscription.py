"""The loop that hears the station's rings through the MQTT broker of the signed plan: a ring only makes the box look.

It needs paho-mqtt; on a box without it, or away from the broker, the doorbell and the polling go on as ever.
"""

import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadcast.plan import broker_tls
from broadcast.plan.broker import HERE, STATION, Broker, topic_of
from broadcast.player.answers import TIMEOUT
from broadcast.player.doorbell import AT_LEAST, HASTE
from broadcast.player.errand import LONGEST, Errand, jitter
from broadcast.player.remote import Remote

try:
    from paho.mqtt import client as paho
    from paho.mqtt import enums
except ImportError:  # an extra: the box does without
    paho = None  # type: ignore[assignment]

KEEP_ALIVE = 60  # seconds: a broker that is silent for longer is gone
TURN = 0.5  # seconds after which we see that we shall stop
SPREAD = 5.0  # seconds among which boxes look after the broker came or went for all of them


def is_possible() -> bool:
    """Whether this box has the library."""
    return paho is not None


@dataclass(frozen=True, kw_only=True)
class Access:
    """Where to listen, who we are there, and the word that lets us in."""

    broker: Broker
    device: str
    word: str


class Subscription:
    """Listens while the plan names a broker; everything goes on without one."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._failures = 0

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        while not stop.is_set() and is_possible():
            stop.wait(self.round(stop))

    def round(self, stop: threading.Event) -> float:
        """Listen for as long as the line holds; return the seconds to rest before the next."""
        access = self.access()
        if access is None:
            return AT_LEAST
        listener = Listener(access, self._errand.remote)
        try:
            with suppress(OSError, ValueError):  # away, or not who it should be
                listener.begin(self._errand.broker_ca)
                while self.access() == access and not stop.is_set() and listener.turn():
                    pass
        finally:
            listener.end()
        if listener.has_heard:
            stop.wait(random.uniform(0, SPREAD))  # all of a zone lose it in the same moment
            self._errand.remote.wake.set()  # and then polls as ever
        self._failures = 0 if listener.has_heard else self._failures + 1
        return min(LONGEST, 2.0 ** min(self._failures, 10)) * jitter()

    def access(self) -> Access | None:
        """Return what the plan and the station gave us; None when that is not all we need."""
        identity, manifest = self._errand.holder.identity, self._errand.holder.manifest
        word = self._errand.station.broker_word
        if manifest is None or manifest.broker is None or not identity.zone or not word:
            return None
        return Access(broker=manifest.broker, device=identity.device, word=word)


class Listener:
    """One connection, from its beginning to its end; all of it runs in the thread that turns it."""

    def __init__(self, access: Access, remote: Remote) -> None:
        self._remote = remote
        self.has_heard = False  # that the station is there: then the line was good
        self._look_at: float | None = None
        self._looked_at = 0.0
        self._is_open = True
        self._place = access.broker
        self._topics = {name: topic_of(access.broker, name) for name in (access.device, STATION)}
        self._line = paho.Client(
            enums.CallbackAPIVersion.VERSION2, client_id=access.device, protocol=paho.MQTTv311
        )
        self._line.username_pw_set(access.device, access.word)
        self._line.connect_timeout = TIMEOUT
        self._line.on_connect = self._connected
        self._line.on_subscribe = self._subscribed
        self._line.on_message = self._told

    def begin(self, authority: Path | None) -> None:
        """Connect; raises OSError when the broker is away or its certificate is not good, ValueError for nonsense."""
        self._line.tls_set_context(broker_tls.context(authority))
        self._line.connect(self._place.host, self._place.port, keepalive=KEEP_ALIVE)

    def turn(self) -> bool:
        """Hear what comes within a moment; False when the line is over."""
        pause = TURN if self._look_at is None else max(0.0, min(TURN, self._look_at - time.monotonic()))
        is_good = self._line.loop(pause) == paho.MQTT_ERR_SUCCESS
        if self._look_at is not None and self._look_at <= time.monotonic():
            self._look_at, self._looked_at = None, time.monotonic()
            self._remote.wake.set()
        return is_good and self._is_open

    def end(self) -> None:
        """Hang up, if there is still somebody to tell."""
        self._remote.subscribed.clear()
        self._line.disconnect()
        self._line.loop(0.0)

    def _connected(self, line: "paho.Client", _data: object, _flags: object, why: Any, _more: object) -> None:
        self._is_open = not why.is_failure
        if self._is_open:
            line.subscribe([(topic, 0) for topic in self._topics.values()])

    def _subscribed(self, _line: object, _data: object, _mid: int, grants: list[Any], _more: object) -> None:
        self._is_open = not any(each.is_failure for each in grants)

    def _told(self, _line: object, _data: object, message: "paho.MQTTMessage") -> None:
        """A ring, or that the station came to the broker or left it: then rings may have been lost, so look."""
        if message.topic != self._topics[STATION]:
            self._look_within(HASTE)
            return
        is_here = message.payload == HERE
        if is_here != self._remote.subscribed.is_set():
            self._look_within(SPREAD)
        if is_here:
            self.has_heard = True
            self._remote.subscribed.set()
        else:
            self._remote.subscribed.clear()

    def _look_within(self, seconds: float) -> None:
        at = max(time.monotonic() + random.uniform(0, seconds), self._looked_at + AT_LEAST)
        self._look_at = at if self._look_at is None else min(at, self._look_at)

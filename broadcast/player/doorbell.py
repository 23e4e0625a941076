"""The loop that waits at the station's doorbell: as soon as it rings, the box looks for news; else it polls as ever."""

import random
import threading
from urllib.parse import urlencode, urlsplit

from broadcast.player.answers import StationError, Unreachable, connection, named_faults, read
from broadcast.player.errand import LONGEST, Errand, jitter
from broadcast.player.station import API, SMALL, Bell

PATIENCE = 70.0  # seconds: the doorbell answers after 50 at the latest
HASTE = 0.3  # seconds among which the boxes of a zone spread their questions after a ring
AT_LEAST = 1.0  # seconds from one question to the next


class Doorbell:
    """Waits while the station offers a bell and no broker does its work; everything goes on without one."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._failures = 0

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        try:
            while not stop.is_set():
                stop.wait(self.round(stop))
        finally:
            self._errand.remote.listening.clear()

    def round(self, stop: threading.Event) -> float:
        """Wait for one ring; return the seconds to rest before the next."""
        errand, identity = self._errand, self._errand.holder.identity
        bell = errand.station.bell
        if bell is None or not identity.zone or errand.remote.subscribed.is_set():
            errand.remote.listening.clear()
            return AT_LEAST
        errand.remote.listening.set()
        try:
            rang = self._ask(bell, zone=identity.zone)
        except StationError:
            errand.remote.listening.clear()
            self._failures += 1
            return min(LONGEST, 2.0 ** min(self._failures, 10)) * jitter()
        self._failures = 0
        if rang:
            stop.wait(random.uniform(0, HASTE))
            errand.remote.wake.set()
        return AT_LEAST

    def _ask(self, bell: Bell, *, zone: str) -> bool:
        """Ask, and hold the line until there is news (True) or none came (False). Raises StationError."""
        held, place = self._errand.holder.manifest, urlsplit(self._errand.station.server)
        version = f"{held.epoch}.{held.counter}" if held else ""
        words = {"device": self._errand.station.device, "zone": zone, "held": version}
        path = "" if bell.port else place.path.rstrip("/")
        line = connection(place.scheme, place.hostname or "", bell.port or place.port)
        line.timeout = PATIENCE
        try:
            with named_faults():
                line.request(
                    "GET",
                    f"{path}{API}/bell?{urlencode(words)}",
                    headers={"Authorization": f"LoaXa-Bell {bell.word}"},
                )
                answer = read(line.getresponse(), SMALL)
        finally:
            line.close()
        if answer.status not in (200, 204):
            raise Unreachable(f"chuông báo trả lời mã {answer.status}")
        return answer.status == 200 and answer.fields().get("news") is True

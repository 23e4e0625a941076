"""P5, the leader's side: presses the button for an emergency as the screen does, over HTTP."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "b" * 32
WITHIN_S = 120.0
EVENT = "flood"
WORDS = "Nước sông dâng lên mức {number} mét.\nBà con thôn ta đưa người già và trẻ em lên nhà văn hoá ngay."


class NotReleased(Exception):
    """The station did not take the emergency."""


@dataclass(frozen=True, kw_only=True)
class Leader:
    """Somebody who is signed in: the address of the screen, and the cookie of the session."""

    port: int
    address: str
    session: str

    def opened(self, event: str) -> None:
        """Open the screen of a kind of emergency."""
        self._answered("GET", f"{self.address}?event={event}", "", status=200)

    def warned(self, fields: Mapping[str, object]) -> None:
        """Read what will happen; nothing happens yet."""
        self._posted(fields, status=200)

    def release(self, fields: Mapping[str, object]) -> None:
        """Press the button; raises ``NotReleased``."""
        self._posted({**fields, "confirm": "yes"}, status=302)

    def _posted(self, fields: Mapping[str, object], *, status: int) -> None:
        body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN})
        self._answered("POST", self.address, body, status=status)

    def _answered(self, method: str, path: str, body: str, *, status: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WITHIN_S)
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies}
        try:
            line.request(method, path, body, {**headers, "Host": "localhost"})
            answer = line.getresponse()
            if answer.status != status:
                raise NotReleased(f"{path}: {answer.status} {answer.reason}")
        finally:
            line.close()


def call(number: int, *, hamlet: int) -> dict[str, object]:
    """Return what is typed into the screen: other words each time, for one hamlet."""
    return {
        "event": EVENT,
        "title": f"Nước lũ đang lên, lần {number}",
        "text": WORDS.format(number=number),
        "reason": "Không kịp chờ",
        "hours": "2",
        "places": hamlet,
        "on_boards": "on",
        "on_site": "on",
    }

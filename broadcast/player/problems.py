"""What is wrong with the box right now: said once on the output, and told to the desk until it is over."""

import threading

from broadcast.player.words import say, sentence


class Problems:
    """Problems by code; ``news`` is set whenever the desk should hear from us soon."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: dict[str, str] = {}
        self.news = threading.Event()

    def report(self, code: str, /, **values: object) -> None:
        """Note a problem; the same one again is not said twice."""
        text = sentence(code, **values)
        with self._lock:
            is_new = self._current.get(code) != text
            self._current[code] = text
        if is_new:
            say(code, **values)
            self.news.set()

    def clear(self, code: str) -> None:
        """The problem is over."""
        with self._lock:
            was_there = self._current.pop(code, None)
        if was_there:
            self.news.set()

    def current(self) -> list[str]:
        """Return the sentences of the problems that go on."""
        with self._lock:
            return list(self._current.values())

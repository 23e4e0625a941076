"""Keeps a stream at its Icecast: connects for ever, loses what sounds meanwhile, knows when it did."""

import threading
from collections.abc import Callable

from broadcast.player.errand import jitter
from broadcast.player.moments import Clock
from broadcast.player.stream.encoder import NoEncoder
from broadcast.player.stream.mount import Mount
from broadcast.player.stream.reach import Reach
from broadcast.player.stream.session import Session, Title
from broadcast.player.stream.source import PATIENCE, Away, Source, tell_title

FIRST, LONGEST = 0.5, 30.0  # seconds before the next attempt
STEADY = 60.0  # seconds after which a connection counts as having held
TITLE_EVERY = 2.0  # seconds between two attempts to tell a title
Tell = Callable[[str | None], None]


class Pump:
    """``run`` and ``run_titles`` have a thread each; the others never wait."""

    def __init__(self, mount: Mount, *, clock: Clock, tell: Tell) -> None:
        self._mount, self._clock, self._tell = mount, clock, tell
        self._session: Session | None = None
        self._title = mount.name
        self._told = ""  # the title that listeners of the present connection see
        self._news = threading.Event()
        self.reach = Reach(now=clock.monotonic())

    def offer(self, samples: bytes) -> None:
        """Pass samples on; they are lost when nobody is there."""
        session = self._session
        if session is not None:
            session.offer(samples)

    def entitle(self, title: str) -> None:
        """What follows is called so."""
        if title == self._title:
            return
        self._title = title
        session = self._session
        if self._mount.form == "mp3":
            self._news.set()
        elif session is not None:
            session.offer(Title(title))

    def run(self, stop: threading.Event) -> None:
        """Go on until told to stop."""
        failures = 0
        while not stop.is_set():
            began = self._clock.monotonic()
            self._once(stop)
            held = self._clock.monotonic() - began
            failures = 0 if held > STEADY else failures + 1
            stop.wait(min(LONGEST, FIRST * 2.0 ** min(failures, 10)) * jitter())

    def run_titles(self, stop: threading.Event) -> None:
        """Tell the titles of an MP3 mount; they go beside the sound."""
        while not stop.is_set():
            self._news.wait(TITLE_EVERY)
            self._news.clear()
            title = self._title
            is_needed = self._mount.form == "mp3" and self.reach.is_there and title != self._told
            if is_needed and tell_title(self._mount, title):
                self._told = title

    def end(self) -> None:
        """Wake both threads up so that they see that it is over."""
        self._news.set()
        session = self._session
        if session is not None:
            session.end()

    def _once(self, stop: threading.Event) -> None:
        """Connect, and carry until the line breaks."""
        try:
            source = Source(self._mount)
        except Away as fault:
            self._tell(str(fault))
            return
        try:
            session = Session(self._mount, title=self._title)
        except NoEncoder as fault:
            source.close()
            self._tell(str(fault))
            return
        self._begin(session)
        if stop.is_set():
            session.end()
        broken = session.run(source)
        self._session = None
        stuck = PATIENCE if isinstance(broken, TimeoutError) else 0.0  # for so long nothing went out
        self.reach.lose(self._clock.monotonic() - stuck)
        if not stop.is_set():
            self._tell("mất kết nối")

    def _begin(self, session: Session) -> None:
        self._told = ""
        self._session = session
        self.reach.regain(self._clock.monotonic())
        self._tell(None)
        self._news.set()

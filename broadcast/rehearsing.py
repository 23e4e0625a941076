"""Lets the voice say the words of an emergency while the leader still reads what will happen: then they are there.

It fills the store of spoken sentences, from which the take is made as ever; nothing depends on it.
"""

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from broadcast import dictionary, reading_aloud, voices
from broadcast.models import Station
from broadcast.speech import Line, Terms, VoiceError, speak_lines

log = logging.getLogger(__name__)

PATIENCE_S = 10.0
_running: list["_Rehearsal"] = []


class _Ended(Exception):
    """Somebody needs the voice."""


@dataclass(kw_only=True)
class _Rehearsal:
    """One text being spoken in a thread, without a database; it ends between two sentences when it is told to."""

    lines: Sequence[Line]
    chain: Sequence[Sequence[str]]
    terms: Terms
    told: threading.Event = field(default_factory=threading.Event)

    def start(self) -> threading.Thread:
        """Begin."""
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        return self.thread

    def heed(self, _done: int, _total: int) -> None:
        """Go on to the next sentence only while nobody needs the voice."""
        if self.told.is_set():
            raise _Ended

    def _run(self) -> None:
        try:
            speak_lines(self.lines, chain=self.chain, terms=self.terms)
        except _Ended:
            return
        except VoiceError as fault:
            log.warning("an emergency could not be rehearsed: %s", fault)


def begin(script: str, *, drill: bool) -> threading.Thread | None:
    """Begin to speak, only by voices of this machine, for nothing is approved yet; what was begun before gives way."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        return None
    _tell_all()
    delivery = voices.delivery_of(station, emergency=not drill)
    rehearsal = _Rehearsal(
        lines=reading_aloud.lines_of(dictionary.read(script).spoken),
        chain=voices.casts_of(voices.offline(), delivery, station, approved=False),
        terms=Terms(delivery=delivery, cache=voices.cache()),
    )
    rehearsal.terms = replace(rehearsal.terms, progress=rehearsal.heed)
    _running.append(rehearsal)
    return rehearsal.start()


def end() -> None:
    """Let the sentence that is being spoken be the last: whoever calls goes on from there, and says none twice."""
    for rehearsal in _tell_all():
        rehearsal.thread.join(PATIENCE_S)


def _tell_all() -> list[_Rehearsal]:
    told = []
    while _running:
        rehearsal = _running.pop()
        rehearsal.told.set()
        told.append(rehearsal)
    return told

"""Signs of life of a worker at a long task: something is touched while the process lives, and not after it died."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection

log = logging.getLogger(__name__)

EVERY_S = 8.0


@contextmanager
def given(touch: Callable[[], object], *, every_s: float = EVERY_S) -> Iterator[None]:
    """Call ``touch`` every few seconds in a thread of its own, until the block ends or the process dies."""
    done = threading.Event()
    thread = threading.Thread(target=_give, args=(touch, every_s, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _give(touch: Callable[[], object], every_s: float, done: threading.Event) -> None:
    try:
        while not done.wait(every_s):
            try:
                touch()
            except DatabaseError:
                log.warning("a sign of life could not be written; the next one follows", exc_info=True)
    finally:
        connection.close()

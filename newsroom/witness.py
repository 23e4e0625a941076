"""A small file beside the database that remembers each link of the chain, so that a cut tail shows."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from newsroom.agreement import Seen

log = logging.getLogger(__name__)


def note(sequence: int, sha256: str) -> None:
    """Add one line, in one write; called when the link is committed."""
    path = Path(settings.CHAIN_WITNESS)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, f"{sequence} {sha256}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def seen() -> Iterator[Seen]:
    """Yield the links that were written down; a torn last line is no link."""
    path = Path(settings.CHAIN_WITNESS)
    if not path.exists():
        return
    with path.open() as lines:
        for line in lines:
            sequence, _space, sha256 = line.strip().partition(" ")
            if sequence.isdecimal() and len(sha256) == 64:
                yield Seen(sequence=int(sequence), sha256=sha256, where=_("the file beside the database"))

"""Which voice is asked when none is named, and which may be asked before approval: the machine's own."""

from collections.abc import Sequence

from django.conf import settings

from broadcast import speech
from broadcast.models import Station

ANNOUNCER = "announcer"
LOCAL = frozenset({Station.Voice.ESPEAK.value, Station.Voice.SILENT.value})


def offline() -> str:
    """Return the voice that needs no network and speaks when no other can (``LOAXA_OFFLINE_VOICE``)."""
    return str(settings.OFFLINE_VOICE)


def is_local(voice: str) -> bool:
    """Whether the words stay on this machine; a service gets only what was approved."""
    return voice in LOCAL


def is_known(voice: str) -> bool:
    """Whether there is a voice of this name."""
    return voice in speech.names()


def chain(voice: str) -> Sequence[str]:
    """Return whom to ask in turn: a service is followed by the offline voice."""
    return [voice] if is_local(voice) else [voice, offline()]

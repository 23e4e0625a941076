"""Where sound goes: the port, and the sinks by name (device, wav:DIR, icecast://...)."""

from pathlib import Path
from typing import Protocol

RATE = 44_100  # Hz; every sink takes mono, signed 16 bit, little endian
FRAME = 2  # bytes
SESSION_ENDS_AFTER = 3.0  # seconds without sound


class SinkBroken(Exception):
    """Sound cannot go out; the message is a Vietnamese phrase."""


class Sink(Protocol):
    """Takes blocks of samples and sounds them one after another; the caller keeps ``ahead`` small."""

    latency_s: float  # how long before it is to be heard a first block must be written

    def prepare(self) -> None:
        """Be ready to sound within seconds. Raises SinkBroken."""

    def write(self, block: bytes) -> None:
        """Sound ``block`` right after what is waiting, at once when nothing is. Raises SinkBroken."""

    def ahead(self) -> float:
        """Return the seconds of sound written that nobody has heard yet."""

    def cut(self) -> None:
        """Be silent now: what was not heard yet never will be."""

    def rest(self) -> None:
        """Called now and then while nothing sounds: let a finished session go."""

    def close(self) -> None:
        """Let everything go."""

    def reached(self, began: float, ended: float) -> float:
        """Return the share of what sounded between two monotonic moments that went out as far as the sink knows."""


def is_sink_name(name: str) -> bool:
    """Whether ``name`` names a sink: ``device`` or ``wav:DIRECTORY``."""
    return name == "device" or (name.startswith("wav:") and len(name) > 4)


def wav_folder(name: str) -> Path | None:
    """Return the directory of a ``wav:`` sink, None for the sound device."""
    return Path(name[4:]) if name.startswith("wav:") else None

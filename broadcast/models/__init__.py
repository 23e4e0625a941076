"""The station, its programmes and recordings, its plan, its devices and what they report, its dictionary."""

from broadcast.models.devices import Device, Manifest, Receipt
from broadcast.models.dictionary import DictionaryEntry
from broadcast.models.process import Heartbeat, Lease
from broadcast.models.programme import Acceptance, BoardItem, Move, Programme, Recording, Rendition
from broadcast.models.schedule import Airing, Booking, Slot
from broadcast.models.station import StandingClip, Station, Zone

__all__ = [
    "Acceptance",
    "Airing",
    "BoardItem",
    "Booking",
    "Device",
    "DictionaryEntry",
    "Heartbeat",
    "Lease",
    "Manifest",
    "Move",
    "Programme",
    "Receipt",
    "Recording",
    "Rendition",
    "Slot",
    "StandingClip",
    "Station",
    "Zone",
]

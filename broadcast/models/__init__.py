"""The station, its programmes and recordings, its plan, its devices and what they report, its dictionary."""

from broadcast.models.devices import Device, Manifest, Receipt
from broadcast.models.dictionary import DictionaryEntry
from broadcast.models.keys import DeviceOrder, KeyList, OnlineKey, RootKey
from broadcast.models.outside import LiveAuthority, UpstreamItem, UpstreamSource
from broadcast.models.process import Heartbeat, Lease
from broadcast.models.programme import Acceptance, BoardItem, Move, Programme, Recording, Rendition
from broadcast.models.schedule import Airing, Booking, Slot
from broadcast.models.sentences import SecondHearing, SentenceTake
from broadcast.models.station import StandingClip, Station, Zone
from broadcast.models.versions import Confirmation, Handover, Revocation
from broadcast.models.voice_settings import VoiceSettings

__all__ = [
    "Acceptance",
    "Airing",
    "BoardItem",
    "Booking",
    "Confirmation",
    "Device",
    "DeviceOrder",
    "DictionaryEntry",
    "Handover",
    "Heartbeat",
    "KeyList",
    "Lease",
    "LiveAuthority",
    "Manifest",
    "Move",
    "OnlineKey",
    "Programme",
    "Receipt",
    "Recording",
    "Rendition",
    "Revocation",
    "RootKey",
    "SecondHearing",
    "SentenceTake",
    "Slot",
    "StandingClip",
    "Station",
    "UpstreamItem",
    "UpstreamSource",
    "VoiceSettings",
    "Zone",
]

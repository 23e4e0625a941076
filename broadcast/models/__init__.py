"""The station, its programmes and recordings, its rules and plan, its devices and their reports, its dictionary."""

from broadcast.models.devices import Device, DeviceSpell, Manifest, Receipt
from broadcast.models.dictionary import DictionaryEntry
from broadcast.models.keys import DeviceOrder, KeyList, OnlineKey, RootKey
from broadcast.models.maps import StationMap
from broadcast.models.outside import LiveAuthority, LiveTalk, UpstreamItem, UpstreamSource
from broadcast.models.playlists import PlaylistAddress
from broadcast.models.process import Heartbeat, Lease
from broadcast.models.programme import Acceptance, BoardItem, Move, Programme, Recording, Rendition
from broadcast.models.refused_calls import RefusedCall
from broadcast.models.repertoire import Fixture, RepertoireItem
from broadcast.models.rulebook import (
    LimitOverride,
    PriorityOrder,
    Regulation,
    SessionChange,
    SpecialDay,
    ZoneQuiet,
)
from broadcast.models.schedule import Airing, Booking, Slot
from broadcast.models.search import AirWords
from broadcast.models.sent_sounds import SentSound
from broadcast.models.sentences import SecondHearing, SentenceTake
from broadcast.models.station import StandingClip, Station, Zone
from broadcast.models.stopping import AiringStop
from broadcast.models.versions import Confirmation, Handover, Revocation
from broadcast.models.voice_settings import VoiceSettings

__all__ = [
    "Acceptance",
    "AirWords",
    "Airing",
    "AiringStop",
    "BoardItem",
    "Booking",
    "Confirmation",
    "Device",
    "DeviceOrder",
    "DeviceSpell",
    "DictionaryEntry",
    "Fixture",
    "Handover",
    "Heartbeat",
    "KeyList",
    "Lease",
    "LimitOverride",
    "LiveAuthority",
    "LiveTalk",
    "Manifest",
    "Move",
    "OnlineKey",
    "PlaylistAddress",
    "PriorityOrder",
    "Programme",
    "Receipt",
    "Recording",
    "RefusedCall",
    "Regulation",
    "Rendition",
    "RepertoireItem",
    "Revocation",
    "RootKey",
    "SecondHearing",
    "SentSound",
    "SentenceTake",
    "SessionChange",
    "Slot",
    "SpecialDay",
    "StandingClip",
    "Station",
    "StationMap",
    "UpstreamItem",
    "UpstreamSource",
    "VoiceSettings",
    "Zone",
    "ZoneQuiet",
]

"""How far an emergency is, whom it reaches, and how it will sound: what its screens show, read from rows."""

import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db.models import Q

from broadcast import dictionary, emergency, reading_aloud, rulebook, voices
from broadcast.audio.assembly import Chime, Part, Pause, produce
from broadcast.authority import is_recalled
from broadcast.models import Airing, Device, Manifest, Programme, Receipt, Station, Zone
from broadcast.plan.quiet import touches_quiet
from broadcast.speech import Delivery, Terms, speak_lines
from broadcast.states import AiringStatus, DeviceStatus, RecordingStatus


@dataclass(frozen=True, kw_only=True)
class State:
    """``stage``: making, failed, sent or stopped; counts are of loudspeaker clusters but for ``boards``."""

    stage: str
    error: str = ""
    starts_at: datetime | None = None
    clusters: int = 0
    received: int = 0
    played: int = 0
    boards: int = 0


def state_of(submission_id: int) -> State:
    """Return how far the emergency of this submission is."""
    programme = (
        Programme.objects.filter(submission=submission_id)
        .select_related("approval__recall", "station")
        .first()
    )
    if programme is None:
        return State(stage="making")
    zones = list(programme.zones.all()) or list(programme.station.zones.all())
    speakers, boards = _devices(zones)
    airings = list(
        Airing.objects.filter(booking__programme=programme)
        .exclude(status__in=[AiringStatus.DROPPED, AiringStatus.PLANNED])
        .order_by("starts_at")
    )
    played = Receipt.objects.filter(airing__in=airings, outcome__in=["played", "partial"], kind="air")
    return State(
        stage=_stage(programme, bool(airings)),
        error=_error(programme),
        starts_at=airings[0].starts_at if airings else None,
        clusters=len(speakers),
        received=sum(_has(device, airings) for device in speakers) if airings else 0,
        played=len(set(played.values_list("device_id", flat=True))),
        boards=len(boards),
    )


def _stage(programme: Programme, sent: bool) -> str:
    if programme.approval is not None and is_recalled(programme.approval):
        return "stopped"
    if sent:
        return "sent"
    return "failed" if _error(programme) else "making"


def _error(programme: Programme) -> str:
    """Return why there is no sound, once nobody tries any more."""
    takes = list(programme.recordings.filter(voice=voices.offline()).order_by("-pk"))
    failed = [take for take in takes if take.status == RecordingStatus.FAILED]
    return failed[0].error if len(failed) >= emergency.TRIES else ""


def _has(device: Device, airings: Collection[Airing]) -> bool:
    """Whether the box holds a plan that names the sound, by the version it last reported."""
    media = {airing.media_sha256 for airing in airings}
    held = Manifest.objects.filter(
        zone=device.zone_id, epoch=device.manifest_epoch, counter=device.manifest_counter
    ).first()
    return held is not None and bool(media & set(held.media))


def _devices(zones: Collection[Zone]) -> tuple[list[Device], list[Device]]:
    rows = Device.objects.filter(status=DeviceStatus.ACTIVE, zone__in=zones)
    speakers = [row for row in rows if row.kind == Device.Kind.LOUDSPEAKER]
    return speakers, [row for row in rows if row.kind == Device.Kind.BOARD]


def reach(place_ids: Collection[int], *, now: datetime) -> tuple[int, int, bool]:
    """Return how many clusters and boards these places have (none: all), and whether the hours are quiet."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        return 0, 0, False
    here = Q(place__in=place_ids) if place_ids else Q()
    speakers, boards = _devices(list(station.zones.filter(here)))
    quiet = touches_quiet(
        rulebook.quiet_of(station), zone=ZoneInfo(station.timezone), starts_at=now, ends_at=now
    )
    return len(speakers), len(boards), quiet


def hear(script: str, *, drill: bool) -> bytes:
    """Return the words as they will sound, as an MP3; raises what voices and sound raise."""
    station = Station.objects.order_by("pk").first()
    delivery = voices.delivery_of(station, emergency=not drill) if station else Delivery()
    lines = reading_aloud.lines_of(dictionary.read(script).spoken)
    terms = Terms(delivery=delivery, cache=voices.cache())
    spoken = speak_lines(lines, chain=voices.casts(voices.offline()), terms=terms)
    parts: list[Part] = [Chime("drill" if drill else "attention"), Pause(reading_aloud.WARNING_PAUSE_S)]
    parts += reading_aloud.parts(spoken, lines, delivery)
    with tempfile.TemporaryDirectory() as folder:
        return produce(parts, directory=Path(folder)).mp3.read_bytes()

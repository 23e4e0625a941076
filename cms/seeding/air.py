"""The station's past and next hours: clips in force, devices, what was heard, the bulletin that is due."""

import base64
from datetime import datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from broadcast import commands, playout, schedule, standing
from broadcast.models import Airing, Booking, Device, DeviceOrder, Programme, Slot, StandingClip
from broadcast.plan.canonical import moment
from broadcast.plan.envelope import raw_public_key
from broadcast.planning import accepted_recordings
from broadcast.player.identity import device_key
from broadcast.states import AiringStatus, DeviceStatus
from broadcast.transitions import move
from cms.demo import content
from cms.demo.shapes import Demo
from cms.seeding.structure import Cast

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
# The boxes that ``manage.py serve`` runs beside the station, by the kind of device they stand in for.
BULLETIN_MINUTES = 3  # short, so that whoever tries the demo can add a slot of their own soon after
DEMO_BOXES = {"loudspeaker": "loudspeaker", "board": "board"}


def put_clips_in_force(cast: Cast, *, now: datetime) -> None:
    """Record opening, sign-off and the time signal, and let the leader approve them."""
    words = {
        StandingClip.Kind.OPENING: content.BULLETIN.opening,
        StandingClip.Kind.CLOSING: content.BULLETIN.closing,
    }
    operator = cast.with_role("operator")
    made = [
        standing.make_clip(cast.station, kind=kind, words=text, person=operator, now=now)
        for kind, text in words.items()
    ]
    for clip in (*made, standing.make_signal(cast.station, person=operator, now=now)):
        standing.approve_clip(clip, person=cast.people["binh"], now=now)


def enrol_devices(demo: Demo, cast: Cast, *, players: Path, now: datetime) -> list[Device]:
    """Put the demo's devices into service; the first of each kind is the box that ``serve`` runs."""
    boxes = dict(DEMO_BOXES)
    rows = []
    for number, device in enumerate(demo.devices):
        folder = boxes.pop(device.kind, None)
        if folder is not None:
            (players / folder).mkdir(parents=True, exist_ok=True)
            key = base64.b64encode(raw_public_key(device_key(players / folder).public_key())).decode()
        else:
            key = base64.b64encode(bytes([number]) * 32).decode()
        row = Device.objects.create(
            kind=device.kind,
            name=device.name,
            position=device.place,
            map_x=device.at[0],
            map_y=device.at[1],
            zone=cast.zones[device.zones[0]],
            public_key=key,
            claimed_at=now,
            claimed_by_name=cast.with_role("operator").get_full_name(),
            last_seen_at=now if folder is None else None,
        )
        by = cast.with_role("operator").get_full_name()
        move(row, DeviceStatus.ACTIVE, by=by)
        commands.order(row, DeviceOrder.Action.SERVE, by=by, now=now, zone=row.zone)
        rows.append(row)
    return rows


def air_in_the_past(programme: Programme, at: datetime, cast: Cast, *, device: Device) -> None:
    """Tell of a programme that was heard in every zone: its booking, its airings, a receipt."""
    operator = cast.with_role("operator")
    recording = accepted_recordings([programme.pk])[programme.pk]
    booking = Booking.objects.create(
        programme=programme,
        slot=cast.station.slots.first(),
        on=at.astimezone(LOCAL).date(),
        booked_by=operator,
        booked_by_name=operator.get_full_name(),
        booked_at=at - timedelta(hours=2),
    )
    booking.zones.set(cast.zones.values())
    move(programme, "queued", by=operator.get_full_name())
    for zone in cast.zones.values():
        airing = Airing.objects.create(
            uuid=uuid5(NAMESPACE_URL, f"demo airing {programme.pk} {zone.pk}"),
            zone=zone,
            booking=booking,
            slot=booking.slot,
            on=booking.on,
            session=uuid5(NAMESPACE_URL, f"demo session {zone.pk} {booking.on}"),
            title=programme.title,
            starts_at=at,
            duration_s=recording.duration_s or 0.0,
            media_sha256=recording.device_sha256,
            authority={
                "kind": "revision",
                "id": str(programme.approval_id),
                "sha256": recording.master_sha256,
            },
        )
        move(airing, AiringStatus.RELEASED)
        playout.take_receipts(device, [_receipt(airing)])
    playout.settle(at)


def _receipt(airing: Airing) -> dict[str, object]:
    return {
        "id": str(uuid5(NAMESPACE_URL, f"demo receipt {airing.pk}")),
        "kind": "air",
        "outcome": "played",
        "airing": str(airing.pk),
        "started_at": moment(airing.starts_at),
        "ended_at": moment(airing.starts_at + timedelta(seconds=airing.duration_s)),
        "media": airing.media_sha256,
        "evidence": "sink",
    }


def book_soon(programme: Programme, cast: Cast, *, now: datetime) -> Booking:
    """Put the bulletin into a slot of its own that begins in a minute and a half, everywhere."""
    start = (now + content.BULLETIN.lead).astimezone(LOCAL).replace(microsecond=0)
    slot = Slot.objects.create(
        station=cast.station,
        name="Bản tin trình diễn",
        weekdays=[start.weekday()],
        starts_at=start.time(),
        budget_minutes=BULLETIN_MINUTES,
    )
    zones = list(cast.zones.values())
    return schedule.book(
        programme, slot=slot, on=start.date(), zones=zones, person=cast.with_role("operator"), now=now
    )

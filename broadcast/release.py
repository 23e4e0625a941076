"""Releases the plan: keeps each airing as a row, and signs a manifest for each zone when its content changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import (
    airings,
    bell,
    broker,
    evidence,
    fixtures,
    keyring,
    planning,
    revocations,
    rulebook,
    showing,
    stops,
)
from broadcast.models import (
    Airing,
    Booking,
    Manifest,
    Rendition,
    Station,
    Zone,
)
from broadcast.plan import canonical
from broadcast.plan import manifest as wire
from broadcast.plan.envelope import MANIFEST
from broadcast.plan.planned import Plan, Planned, air_item, stream_item
from broadcast.plan.quiet import QuietHours
from broadcast.plan.terms import AuthorityKind, Kind
from broadcast.states import AiringStatus
from broadcast.transitions import try_move

WAITING = (AiringStatus.PLANNED, AiringStatus.RELEASED)
RENEW_BEFORE = timedelta(days=2)
KEPT_MANIFESTS = 20
EMERGENCY_GRACE_S = 900
SIGNAL_GRACE_S = 0.1  # a time signal that is late tells a time that is wrong


@transaction.atomic
def release(station: Station, *, now: datetime) -> list[Manifest]:
    """Plan again, keep the airings, and return the manifests that had to be signed anew.

    All in one transaction: what is asked of approvals and acceptances holds for what is signed.
    """
    Station.objects.select_for_update().get(pk=station.pk)
    plan = planning.plan_of(station, now=now)
    _keep_airings(station, plan, now)
    _keep_reasons(plan)
    whole = _Whole(
        station=station,
        timelines=plan.timelines,
        board=showing.board_items(now),
        quiet=rulebook.quiet_of(station),
        zone_quiet=rulebook.zone_quiet_of(station),
        chain=_chain_head(),
        signer=keyring.signing_key_id(MANIFEST, now=now),
        fallback=fixtures.fallback_of(station, now=now),
        now=now,
        stopped=stops.named_by_zone(station, now=now),
    )
    signed = [
        _sign_when_changed(zone, whole)
        for zone in station.zones.select_related("station").prefetch_related("quiet_hours")
    ]
    return [row for row in signed if row is not None]


# ------------------------------------------------------------------ airings


def _keep_airings(station: Station, plan: Plan, now: datetime) -> None:
    """Bring the rows of what is still to come in line with the plan."""
    wanted = {item.airing: item for line in plan.timelines.values() for item in line}
    known = Airing.objects.in_bulk(list(wanted))
    for uuid, item in wanted.items():
        row = known.get(uuid)
        if row is None:
            airings.airing_of(item).save(force_insert=True)
        elif row.starts_at > now or item.was_interrupted:
            _renew(row, item)
    ahead = Airing.objects.filter(zone__station=station, status__in=WAITING, starts_at__gt=now)
    gone = ahead.exclude(pk__in=wanted).select_related("booking")
    for row in gone:
        why = row.booking.cancel_reason if row.booking else ""
        try_move(row, AiringStatus.DROPPED, reason=why or _("The plan changed"))


def _renew(row: Airing, item: Planned) -> None:
    fresh = airings.airing_of(item)
    changing = [
        name
        for name in (
            "starts_at",
            "duration_s",
            "media_sha256",
            "stream",
            "authority",
            "title",
            "reason_code",
            "reason",
        )
        if getattr(row, name) != getattr(fresh, name)
    ]
    for name in changing:
        setattr(row, name, getattr(fresh, name))
    if changing:
        row.save(update_fields=changing)
    if row.status == AiringStatus.DROPPED:
        try_move(row, AiringStatus.PLANNED, reason=_("It is in the plan again"))


def _keep_reasons(plan: Plan) -> None:
    """Note on each booking in which zones it found no place, and why."""
    reasons: dict[int, dict[str, str]] = {}
    for unplaced in plan.unplaced:
        row = airings.row_of(unplaced.booking_id)
        if row is not None:
            reasons.setdefault(row, {})[unplaced.zone_id] = unplaced.reason.sentence
    touched = set(reasons) | set(Booking.objects.exclude(unplaced={}).values_list("pk", flat=True))
    for booking in Booking.objects.filter(pk__in=touched):
        if booking.unplaced != reasons.get(booking.pk, {}):
            Booking.objects.filter(pk=booking.pk).update(unplaced=reasons.get(booking.pk, {}))


# ---------------------------------------------------------------- manifests


@dataclass(frozen=True, kw_only=True)
class _Whole:
    """What is found out once for all zones of a release."""

    station: Station
    timelines: Mapping[str, Sequence[Planned]]
    board: Sequence[tuple[frozenset[int], wire.BoardItem]]
    quiet: tuple[QuietHours, ...]
    zone_quiet: Mapping[str, tuple[QuietHours, ...]]
    chain: wire.ChainHead | None
    signer: str
    fallback: str | None
    now: datetime
    stopped: Mapping[int, frozenset[str]]


def _sign_when_changed(zone: Zone, whole: _Whole) -> Manifest | None:
    """Sign a new version when the content changed or the validity runs out; return it, or None."""
    station, now, signer = whole.station, whole.now, whole.signer
    last = zone.manifests.order_by("-epoch", "-counter").first()
    counter = last.counter + 1 if last is not None and last.epoch == station.epoch else 1
    revoked = revocations.named_in(zone, now=now)
    manifest = replace(
        _manifest(zone, whole, counter=counter),
        revoked=frozenset(str(number) for number in revoked),
    )
    key = canonical.content_key(manifest)
    # A manifest by a former key is signed anew: boxes that come late would refuse it once that key is over.
    same = last is not None and last.content_key == key and last.key_id == signer
    if last is not None and same and last.valid_until - now > RENEW_BEFORE:
        return None
    payload = canonical.to_bytes(manifest)
    wire.parse(payload)  # what a box would refuse is never signed
    row = Manifest.objects.create(
        zone=zone,
        epoch=station.epoch,
        counter=counter,
        content_key=key,
        media=sorted(manifest.media),
        envelope=keyring.sign(payload, context=MANIFEST, now=now).decode(),
        key_id=signer,
        issued_at=now,
        valid_until=manifest.valid_until,
    )
    transaction.on_commit(lambda: bell.ring_zone(zone.pk, f"{row.epoch}.{row.counter}"))
    revocations.note_signed(row, revoked.values())
    _mark_released(manifest)
    old = zone.manifests.order_by("-epoch", "-counter").values_list("pk", flat=True)[KEPT_MANIFESTS:]
    Manifest.objects.filter(pk__in=list(old)).delete()
    return row


def _mark_released(manifest: wire.Manifest) -> None:
    uuids = [item.airing for item in manifest.air] + [item.airing for item in manifest.streams]
    for airing in Airing.objects.filter(pk__in=uuids, status=AiringStatus.PLANNED):
        try_move(airing, AiringStatus.RELEASED)


def _manifest(zone: Zone, whole: _Whole, *, counter: int) -> wire.Manifest:
    station, now = whole.station, whole.now
    timeline = whole.timelines.get(str(zone.pk), ())
    # Past items leave by the hour, not one by one: each leaving is a new version that every device fetches.
    oldest = now.replace(minute=0, second=0, microsecond=0)
    listed = [item for item in timeline if item.ends_at > oldest]
    air = tuple(air_item(item, grace_s=_grace_s(station, item)) for item in listed if not item.stream)
    streams = tuple(_stream(item, whole.fallback) for item in listed if item.stream)
    board = tuple(item for zones, item in whole.board if zone.pk in zones)
    return wire.Manifest(
        station=wire.Place(id=str(station.pk), name=station.name),
        zone=wire.Place(id=str(zone.pk), name=zone.name),
        epoch=station.epoch,
        counter=counter,
        issued_at=now,
        valid_until=now + timedelta(days=station.horizon_days),
        timezone=station.timezone,
        quiet=whole.quiet + whole.zone_quiet.get(str(zone.pk), ()),
        media=_media(air, board, whole.fallback if streams else None),
        air=air,
        streams=streams,
        board=board,
        revoked=frozenset(),
        chain=whole.chain,
        stopped=whole.stopped.get(zone.pk, frozenset()),
        broker=broker.place(),
    )


def _stream(item: Planned, fallback: str | None) -> wire.StreamItem:
    """Return a relay; where a person speaks live, silence stands for silence."""
    return stream_item(item, fallback=None if item.authority.kind is AuthorityKind.LIVE else fallback)


def _grace_s(station: Station, item: Planned) -> float:
    """Return how late an item may start; an emergency that was hard to fetch is still worth hearing.

    Of what an emergency cut off the plan knows the part that was heard: no box may begin that now, and say half of it.
    """
    if item.was_interrupted:
        return 0.0
    usual: float = station.grace_s
    return {Kind.EMERGENCY: EMERGENCY_GRACE_S, Kind.SIGNAL: SIGNAL_GRACE_S}.get(item.kind, usual)


def _media(
    air: Iterable[wire.AirItem], board: Iterable[wire.BoardItem], fallback: str | None
) -> dict[str, wire.Media]:
    wanted = {item.media for item in air} | {sha256 for item in board for sha256 in item.media()}
    wanted |= {fallback} if fallback else set()
    return {
        row.output_sha256: wire.Media(
            bytes=row.size_bytes,
            type=row.media_type,
            duration_ms=round(row.duration_s * 1000)
            if row.duration_s and not row.media_type.startswith("image/")
            else None,
        )
        for row in Rendition.objects.filter(output_sha256__in=wanted)
    }


def _chain_head() -> wire.ChainHead | None:
    head = evidence.head()
    return wire.ChainHead(sequence=head.sequence, sha256=head.sha256) if head else None

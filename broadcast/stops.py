"""What people stopped or revoked: which plays a zone's plan must name as stopped, and what became of a stop."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import QuerySet

from broadcast.models import Airing, AiringStop, Device, Manifest, RepertoireItem, Station
from broadcast.plan.manifest import MOST_STOPPED
from broadcast.plan.terms import AuthorityKind
from broadcast.states import DeviceStatus

NAMED_FOR = timedelta(hours=24)
"""How long a plan names a stopped play: far longer than any box may still begin it."""
TOLD_FOR = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Stopped:
    """One press of the button: what it stopped, where, by whom, and which loudspeakers hold a plan that says so."""

    title: str
    zones: Sequence[str]
    person_name: str
    why: str
    made_at: datetime
    told: Sequence[Device]
    untold: Sequence[Device]

    @property
    def total(self) -> int:
        """How many loudspeakers must know."""
        return len(self.told) + len(self.untold)


def stop_of(airing: Airing) -> AiringStop | None:
    """Return the stop of a play that was loaded with it (``select_related("stop")``), or None."""
    found: AiringStop | None = getattr(airing, "stop", None)
    return found


def named_by_zone(station: Station, *, now: datetime) -> dict[int, frozenset[str]]:
    """Return for each zone the plays that its plan names as stopped; they leave it by the hour.

    Those of a revoked item of the repertoire are among them, the coming ones too: a box that has not heard of it yet
    may begin one, and falls silent when it hears.
    """
    since = now.replace(minute=0, second=0, microsecond=0) - NAMED_FOR
    stopped = AiringStop.objects.filter(airing__zone__station=station, made_at__gt=since)
    found: dict[int, list[str]] = defaultdict(list)
    for zone, airing in chain(
        stopped.values_list("airing__zone", "airing"),
        _revoked_plays(station, since).values_list("zone", "pk"),
    ):
        found[zone].append(str(airing))
    return {zone: frozenset(names[:MOST_STOPPED]) for zone, names in found.items()}


def _revoked_plays(station: Station, since: datetime) -> QuerySet[Airing]:
    """Return the plays since then and to come of what a leader revoked, the nearest first."""
    earliest = since - timedelta(days=station.horizon_days + 1)  # what was revoked then has no plays any more
    revoked = RepertoireItem.objects.past().filter(station=station, revoked_at__gt=earliest)
    links = [str(link) for link in revoked.values_list("entry", flat=True) if link is not None]
    rows = Airing.objects.filter(zone__station=station, starts_at__gt=since, authority__id__in=links)
    return rows.filter(authority__kind=AuthorityKind.STANDING.value).order_by("starts_at", "pk")


def recent(station: Station, *, now: datetime) -> list[Stopped]:
    """Return the stops of the last minutes, the newest first; five queries for any number."""
    rows = (
        AiringStop.objects.filter(airing__zone__station=station, made_at__gt=now - TOLD_FOR)
        .select_related("airing__zone__place")
        .order_by("-made_at", "airing__zone__place__position")
    )
    by_press: dict[tuple[datetime, str], list[AiringStop]] = defaultdict(list)
    for row in rows:
        by_press[row.made_at, row.airing.title].append(row)
    if not by_press:
        return []
    zones = {row.airing.zone_id for each in by_press.values() for row in each}
    boxes = list(_loudspeakers(zones))
    return [_stopped(press, boxes, _first_plans(zones, press[0].made_at)) for press in by_press.values()]


def _stopped(
    press: Sequence[AiringStop], boxes: Sequence[Device], plans: dict[int, tuple[int, int]]
) -> Stopped:
    first, here = press[0], {row.airing.zone_id for row in press}
    concerned = [box for box in boxes if box.zone_id in here]
    told = [box for box in concerned if _holds(box, plans)]
    return Stopped(
        title=first.airing.title,
        zones=[row.airing.zone.name for row in press],
        person_name=first.person_name,
        why=first.why,
        made_at=first.made_at,
        told=told,
        untold=[box for box in concerned if box not in told],
    )


def _loudspeakers(zones: Collection[int]) -> QuerySet[Device]:
    return Device.objects.filter(
        zone__in=zones, status=DeviceStatus.ACTIVE, kind=Device.Kind.LOUDSPEAKER
    ).order_by("name")


def _first_plans(zones: Collection[int], since: datetime) -> dict[int, tuple[int, int]]:
    """Return for each zone the first version that was signed from a moment on."""
    rows = Manifest.objects.filter(zone__in=zones, issued_at__gte=since).order_by("-epoch", "-counter")
    return {zone: (epoch, counter) for zone, epoch, counter in rows.values_list("zone", "epoch", "counter")}


def _holds(box: Device, plans: dict[int, tuple[int, int]]) -> bool:
    version = plans.get(box.zone_id or 0)
    return version is not None and (box.manifest_epoch, box.manifest_counter) >= version

"""What people decided on a day at the desk: stops, limits set aside, changed sessions, orders, what was taken out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from broadcast.models import (
    AiringStop,
    Booking,
    LimitOverride,
    LiveAuthority,
    LiveTalk,
    PriorityOrder,
    SessionChange,
    Station,
)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision: ``kind`` in a word, ``what`` in a sentence."""

    made_at: datetime
    kind: str
    what: str
    why: str
    person_name: str


def decisions_on(station: Station, day: date) -> list[Decision]:
    """Return what was decided on a day or for it, in the order of time."""
    start = datetime.combine(day, time.min, ZoneInfo(station.timezone))
    within = Q(made_at__gte=start, made_at__lt=start + timedelta(days=1))
    found = [*_stops(station, within), *_overrides(station, within | Q(on=day))]
    found += [*_changes(station, within | Q(on=day)), *_orders(station, within | Q(on=day))]
    found += [*_cancelled(station, start), *_live(station, start), *_talks(station, start)]
    return sorted(found, key=lambda decision: decision.made_at)


def _stops(station: Station, asked: Q) -> Iterable[Decision]:
    rows = AiringStop.objects.filter(asked, airing__zone__station=station).select_related(
        "airing__zone__place"
    )
    together: dict[tuple[datetime, str], list[AiringStop]] = {}
    for row in rows.order_by("made_at", "airing__zone__place__position"):
        together.setdefault((row.made_at, row.airing.title), []).append(row)
    for (made_at, title), press in together.items():
        zones = ", ".join(row.airing.zone.name for row in press)
        yield Decision(
            made_at=made_at,
            kind=_("stopped on the air"),
            what=_("“%(title)s” in %(zones)s") % {"title": title, "zones": zones},
            why=press[0].why,
            person_name=press[0].person_name,
        )


def _overrides(station: Station, asked: Q) -> Iterable[Decision]:
    for row in LimitOverride.objects.filter(asked, station=station):
        words = {"limit": row.get_limit_display(), "day": f"{row.on:%d/%m/%Y}"}
        yield Decision(
            made_at=row.made_at,
            kind=_("limit of the Quy chế set aside"),
            what=_("%(limit)s, for %(day)s") % words,
            why=row.why,
            person_name=row.person_name,
        )


def _changes(station: Station, asked: Q) -> Iterable[Decision]:
    rows = SessionChange.objects.filter(asked, slot__station=station).select_related("slot")
    for row in rows:
        words = {"slot": row.slot.name, "day": f"{row.on:%d/%m/%Y}"}
        yield Decision(
            made_at=row.made_at,
            kind=_("session cancelled") if row.cancelled else _("session changed"),
            what=_("%(slot)s, %(day)s") % words,
            why=row.why,
            person_name=row.made_by_name,
        )


def _orders(station: Station, asked: Q) -> Iterable[Decision]:
    rows = PriorityOrder.objects.filter(asked, slot__station=station).select_related("slot")
    titles = dict(
        Booking.objects.filter(pk__in={pk for row in rows for pk in row.bookings}).values_list(
            "pk", "programme__title"
        )
    )
    for row in rows:
        order = " → ".join(f"“{titles.get(pk, '')}”" for pk in row.bookings)
        yield Decision(
            made_at=row.made_at,
            kind=_("move taken back") if row.undoes_id else _("order of a session"),
            what=f"{row.slot.name} {row.on:%d/%m/%Y}: {order}",
            why=row.why,
            person_name=row.person_name,
        )


def _cancelled(station: Station, start: datetime) -> Iterable[Decision]:
    rows = Booking.objects.filter(
        programme__station=station,
        cancelled_at__gte=start,
        cancelled_at__lt=start + timedelta(days=1),
        follows=None,
    ).exclude(cancelled_by_name="")
    for row in rows.select_related("programme", "slot"):
        place = f"{row.slot.name} {row.on:%d/%m/%Y}" if row.slot else f"{row.on:%d/%m/%Y}"
        yield Decision(
            made_at=row.cancelled_at or start,
            kind=_("taken out of the queue"),
            what=f"“{row.programme.title}”, {place}",
            why=row.cancel_reason,
            person_name=row.cancelled_by_name,
        )


def _live(station: Station, start: datetime) -> Iterable[Decision]:
    rows = LiveAuthority.objects.filter(
        station=station, opened_at__gte=start, opened_at__lt=start + timedelta(days=1)
    )
    for row in rows.prefetch_related("zones"):
        zones = ", ".join(zone.name for zone in row.zones.all())
        yield Decision(
            made_at=row.opened_at,
            kind=_("air opened for a live broadcast"),
            what=zones,
            why=row.purpose,
            person_name=row.opened_by_name,
        )


def _talks(station: Station, start: datetime) -> Iterable[Decision]:
    rows = LiveTalk.objects.filter(
        live__station=station, made_at__gte=start, made_at__lt=start + timedelta(days=1)
    )
    for row in rows.exclude(ended_at=None).select_related("live"):
        clock = [
            f"{moment.astimezone(start.tzinfo):%H:%M:%S}"
            for moment in (row.starts_at, row.ended_at)
            if moment
        ]
        record = f" · SHA-256 {row.record_sha256}" if row.record_sha256 else ""
        yield Decision(
            made_at=row.made_at,
            kind=_("spoken live"),
            what=f"“{row.live.purpose}”, {'–'.join(clock)}{record}",
            why=row.get_end_display(),
            person_name=row.person_name,
        )

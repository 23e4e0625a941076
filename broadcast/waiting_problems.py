"""What waits for a person at the desk: takes to listen to, ưu tiên that clash, bookings without a place, the disk."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadcast import machine
from broadcast.models import Booking, Programme, Recording, Station
from broadcast.plan.reasons import is_clash
from broadcast.problem import Problem
from broadcast.states import ProgrammeStatus, RecordingStatus

SOON = timedelta(hours=12)


def disk_problems() -> Iterable[Problem]:
    """Tell when the disk fills up."""
    room = machine.disk()
    if room.is_low:
        sentence = _(
            "The station's disk is %(percent)s%% full: %(room).1f GB are free. From 95%% on it records nothing."
        )
        if room.refuses:
            sentence = _(
                "The station's disk is %(percent)s%% full (%(room).1f GB are free): nothing is recorded except"
                " emergencies. What is planned goes on the air. Make room now."
            )
        yield Problem(
            sentence=sentence % {"percent": room.used_percent, "room": room.free_gb},
            urgent=room.is_full,
            action=_("What to do"),
            url=reverse("broadcast:machine"),
        )


def listening_problems(now: datetime) -> Iterable[Problem]:
    """Tell of approved programmes whose take nobody has listened to, and what to listen for."""
    made = Recording.objects.filter(status=RecordingStatus.MADE)
    waiting = Programme.objects.lawful().filter(status=ProgrammeStatus.RECORDED, successor=None)
    for row in waiting.prefetch_related(Prefetch("recordings", queryset=made, to_attr="made")):
        sentence = _("“%(title)s” is approved and recorded, and waits for somebody to listen to it.")
        told = [sentence % {"title": row.title}]
        if row.open_questions:
            told.append(_questions(len(row.open_questions)))
        yield Problem(
            sentence=" ".join(told),
            urgent=row.valid_until is not None and row.valid_until - now < SOON,
            action=_("Listen"),
            url=reverse("broadcast:programme", args=[row.pk]),
            until=row.valid_until,
        )


def _questions(count: int) -> str:
    return ngettext(
        "The machine was not sure of %(count)s word.", "The machine was not sure of %(count)s words.", count
    ) % {"count": count}


def place_problems(station: Station) -> Iterable[Problem]:
    """Tell of bookings without a place, and lead to where one decides: an order of ưu tiên, or another time."""
    rows = Booking.objects.filter(cancelled_at=None, programme__station=station).exclude(unplaced={})
    zones = dict(station.zones.values_list("pk", "name"))
    tz = ZoneInfo(station.timezone)
    for booking in rows.select_related("programme", "slot"):
        for reason in dict.fromkeys(booking.unplaced.values()):
            names = [zones.get(int(zone), "") for zone, why in booking.unplaced.items() if why == reason]
            where = ", ".join(filter(None, names)) if len(names) < len(zones) else _("all zones")
            clash = is_clash(reason) and booking.slot is not None
            yield Problem(
                sentence=f"“{booking.programme.title}” ({where}): {reason}",
                urgent=clash,
                action=_("Decide the order") if clash else _("Choose another time"),
                url=_order_of(booking) if clash else reverse("broadcast:book", args=[booking.programme_id]),
                until=_begins(booking, tz),
                for_operators=not clash,
            )


def _order_of(booking: Booking) -> str:
    """Return where the order of this session is decided."""
    return reverse("broadcast:home") + f"#phien-{booking.slot_id}-{booking.on:%Y-%m-%d}"


def _begins(booking: Booking, tz: ZoneInfo) -> datetime:
    """Return when it was to be heard."""
    if booking.at is not None:
        return booking.at
    return datetime.combine(booking.on, booking.slot.starts_at if booking.slot else time.min, tz)

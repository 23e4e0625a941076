"""Choosing when a programme is heard: what does not fit is said before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from broadcast import desk, planning, rulebook, schedule
from broadcast.authority import NotReleasable
from broadcast.models import Booking, Programme, Recording, Slot, Zone
from broadcast.plan.check import Verdict
from broadcast.views import booking_form
from broadcast.views.access import needs, person_of
from broadcast.views.programme import days_ahead

DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A slot on a day, when it begins then, and what is left of its budget."""

    slot: Slot
    on: date
    begins: time
    left_minutes: float
    fits: bool

    @property
    def value(self) -> str:
        """What the form sends."""
        return f"{self.slot.pk}@{self.on:%Y-%m-%d}"


@needs("operate_station")
def book(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Choose slot, day and zones; warn first, save on the second word."""
    programme = get_object_or_404(
        Programme.objects.select_related("approval__recall", "station"), pk=programme_id
    )
    recording = desk.accepted_recording(programme)
    if recording is None:
        messages.error(request, _("Listen to the recording and accept it first."))
        return redirect("broadcast:programme", programme.pk)
    context = _form(programme, recording)
    if request.method == "POST":
        return _saved(request, programme, recording, context)
    return render(request, "broadcast/book.html", context)


def _form(programme: Programme, recording: Recording) -> dict[str, Any]:
    zones = list(programme.station.zones.select_related("place"))
    wanted = set(programme.zones.values_list("pk", flat=True)) or {zone.pk for zone in zones}
    choices = _choices(programme, recording, timezone.now())
    return {
        "programme": programme,
        "recording": recording,
        "zones": zones,
        "chosen_zones": wanted,
        "choices": choices,
        "chosen": next((choice.value for choice in choices if choice.fits), ""),
        "is_urgent": programme.priority == schedule.URGENT,
        "times_offered": range(1, schedule.MOST_TIMES + 1),
        "typed": {
            "times": 1,
            "gap": 5,
            "at_day": f"{timezone.localdate():%Y-%m-%d}",
            "at_time": "",
            "wait": 0,
        },
    }


def _choices(programme: Programme, recording: Recording, now: datetime) -> list[Choice]:
    station = programme.station
    taken = _taken_seconds(station.pk)
    slots = station.slots.filter(active=True).in_bulk()
    days = days_ahead(station, DAYS)
    choices = []
    for session in rulebook.sessions_between(station, min(days), max(days)):
        if session.starts_at > now:
            slot_id, budget = int(session.slot.id), (session.ends_at - session.starts_at).total_seconds()
            left = budget - taken.get((slot_id, session.on), 0.0)
            choices.append(
                Choice(
                    slot=slots[slot_id],
                    on=session.on,
                    begins=desk.local_now(station, session.starts_at).time(),
                    left_minutes=max(0.0, left / 60),
                    fits=left >= (recording.duration_s or 0.0),
                )
            )
    return choices


def _taken_seconds(station_id: int) -> dict[tuple[int, date], float]:
    """Return what is booked already, in seconds, by slot and day."""
    taken: dict[tuple[int, date], float] = {}
    bookings = Booking.objects.filter(programme__station=station_id, cancelled_at=None, slot__isnull=False)
    accepted = planning.accepted_recordings(list(bookings.values_list("programme_id", flat=True)))
    for booking in bookings:
        take = accepted.get(booking.programme_id)
        if booking.slot_id is not None and take is not None:
            key = (booking.slot_id, booking.on)
            taken[key] = taken.get(key, 0.0) + (take.duration_s or 0.0)
    return taken


def _saved(
    request: HttpRequest, programme: Programme, recording: Recording, context: dict[str, Any]
) -> HttpResponse:
    zones = [zone for zone in context["zones"] if str(zone.pk) in request.POST.getlist("zones")]
    context["chosen_zones"] = {zone.pk for zone in zones}
    context["typed"] = typed = booking_form.typed_of(request.POST)
    try:
        if "exact" in request.POST:
            return _exactly(request, programme, zones, typed)
        if "now" in request.POST:
            return _at_once(request, programme, zones, context)
        # A free place that is tapped wins over what is ticked below it.
        context["chosen"] = request.POST.get("free") or request.POST.get("choice", "")
        slot, on = _chosen(context["chosen"])
        verdict = _verdict(programme, recording, slot, on, zones)
        if verdict is not None and "anyway" not in request.POST:
            return render(request, "broadcast/book.html", context | _warning(verdict))
        schedule.book(
            programme,
            slot=slot,
            on=on,
            zones=zones,
            person=person_of(request),
            now=timezone.now(),
            times=booking_form.whole(typed["times"], default=1),
            gap_minutes=booking_form.whole(typed["gap"], default=0),
        )
    except (schedule.CannotBook, NotReleasable) as refusal:
        return render(request, "broadcast/book.html", context | {"error": str(refusal)}, status=422)
    messages.success(request, _booked_message(slot, on, zones))
    return redirect("broadcast:programme", programme.pk)


def _exactly(
    request: HttpRequest, programme: Programme, zones: Sequence[Zone], typed: booking_form.Typed
) -> HttpResponse:
    booking = schedule.book_at(
        programme,
        at=booking_form.moment_of(typed),
        wait_minutes=booking_form.whole(typed["wait"], default=0),
        zones=zones,
        person=person_of(request),
        now=timezone.now(),
    )
    when = desk.local_now(programme.station, booking.at or timezone.now())
    messages.success(
        request, _("Booked: it begins at %(when)s, on the second.") % {"when": f"{when:%H:%M:%S %d/%m/%Y}"}
    )
    return redirect("broadcast:programme", programme.pk)


def _chosen(value: str) -> tuple[Slot, date]:
    slot_id, _at, day = value.partition("@")
    on = parse_date(day) if day else None
    slot = Slot.objects.filter(pk=slot_id, active=True).first() if slot_id.isdigit() else None
    if slot is None or on is None:
        raise schedule.CannotBook(_("Choose a slot."))
    return slot, on


def _verdict(
    programme: Programme, recording: Recording, slot: Slot, on: date, zones: Sequence[Zone]
) -> Verdict | None:
    if not zones:
        raise schedule.CannotBook(_("Choose at least one zone."))
    zone_ids = [zone.pk for zone in zones]
    return planning.trial(programme, recording, slot=slot, on=on, zone_ids=zone_ids, now=timezone.now())


def _warning(verdict: Verdict) -> dict[str, Any]:
    names = {str(pk): name for pk, name in Slot.objects.values_list("pk", "name")}
    return {
        "warning": verdict.reason.sentence,
        "free": [
            {
                "value": f"{place.slot.id}@{place.on:%Y-%m-%d}",
                "name": names.get(place.slot.id, ""),
                "on": place.on,
            }
            for place in verdict.free
        ],
    }


def _at_once(
    request: HttpRequest, programme: Programme, zones: Sequence[Zone], context: dict[str, Any]
) -> HttpResponse:
    if request.POST.get("now") != "yes":
        return render(request, "broadcast/book.html", context | {"confirm_now": True})
    schedule.book_now(programme, zones=zones, person=person_of(request), now=timezone.now())
    messages.success(request, _("It is on its way: the loudspeakers begin within half a minute."))
    return redirect("broadcast:programme", programme.pk)


def _booked_message(slot: Slot, on: date, zones: Sequence[Zone]) -> str:
    return _("Booked: %(time)s on %(day)s, %(zones)s. To stop it, take it out of the queue below.") % {
        "time": slot.starts_at.strftime("%H:%M"),
        "day": on.strftime("%d/%m/%Y"),
        "zones": ", ".join(zone.name for zone in zones),
    }

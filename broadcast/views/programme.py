"""One programme: its words, its takes, and its way into the queue."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import desk, narration, pipeline, schedule, takes, voices
from broadcast.authority import NotReleasable, authority_of
from broadcast.models import Booking, Programme, Recording, Station
from broadcast.states import ProgrammeStatus
from broadcast.transitions import LostRace, UnlawfulMove
from broadcast.views.access import needs, person_of

REFUSALS = (NotReleasable, narration.NothingToHear, schedule.CannotBook, LostRace, UnlawfulMove)


@needs("watch_station")
def programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Show everything about a programme, and what to do next."""
    row = _programme(programme_id)
    return render(request, "broadcast/programme.html", _context(request, row))


def _programme(programme_id: int) -> Programme:
    rows = Programme.objects.select_related("approval__recall", "submission", "station")
    return get_object_or_404(rows, pk=programme_id)


def _context(request: HttpRequest, row: Programme) -> dict[str, Any]:
    return {
        **_takes(request, row),
        "accepted": desk.accepted_recording(row),
        "bookings": row.bookings.select_related("slot")
        .prefetch_related("zones", "handovers")
        .order_by("-on", "-pk"),
        "next_airing": desk.next_airing(row, now=timezone.now()),
        "voices": voices.offered(),
        "offline": voices.offline(),
        "is_withdrawn": row.status == ProgrammeStatus.WITHDRAWN,
    }


def _takes(request: HttpRequest, row: Programme) -> dict[str, Any]:
    """Return what changes by itself while takes are being made."""
    found = takes.takes(row)
    shown = takes.in_use(found)
    return {
        "programme": row,
        "why_not": _why_not(row),
        "takes": shown,
        "aside": takes.put_aside(found),
        "sentences": takes.sentences(row, shown),
        "is_working": any(take.is_working for take in shown),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_announce": request.user.has_perm("broadcast.announce"),
    }


@needs("watch_station")
def takes_live(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Show the takes as they are now; the page puts in what has changed."""
    return render(request, "broadcast/takes_live.html", _takes(request, _programme(programme_id)))


def _why_not(row: Programme) -> str:
    """Say why nothing of this programme may be accepted or booked, or ""."""
    try:
        authority_of(row.approval)
    except NotReleasable as refusal:
        return str(refusal)
    if row.status == ProgrammeStatus.WITHDRAWN:
        return _("It was withdrawn.")
    if row.successor_id is not None:
        return _(
            "A newer version of this story was approved; this one stays only until that one can be heard."
        )
    return ""


@require_POST
@needs("operate_station")
def accept(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Accept a take that the person heard to its end."""
    recording = get_object_or_404(Recording, pk=recording_id)
    try:
        narration.accept(recording, person=person_of(request), now=timezone.now())
    except REFUSALS as refusal:
        messages.error(request, _refusal(refusal))
    else:
        messages.success(request, _("The recording is accepted. Next: choose when it is heard."))
    return redirect("broadcast:programme", recording.programme_id)


def _refusal(refusal: Exception) -> str:
    if isinstance(refusal, (LostRace, UnlawfulMove)):
        return _("Somebody else has just decided on this. Look at it again.")
    return str(refusal)


@require_POST
@needs("operate_station")
def reject(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Put a take aside."""
    recording = get_object_or_404(Recording, pk=recording_id)
    try:
        narration.reject(recording, person=person_of(request), reason=request.POST.get("reason", "")[:500])
    except REFUSALS as refusal:
        messages.error(request, _refusal(refusal))
    else:
        messages.success(request, _("The take is put aside."))
    return redirect("broadcast:programme", recording.programme_id)


@require_POST
@needs("operate_station")
def make_take(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Ask for another take with a voice."""
    row = _programme(programme_id)
    voice = request.POST.get("voice", voices.offline())
    try:
        delivery = takes.slower(row) if request.POST.get("slowly") else None
        narration.request_take(row, voice=voice, person=person_of(request), delivery=delivery)
        messages.success(request, _("A new take is being made. It takes about half a minute."))
    except (NotReleasable, ValueError) as refusal:
        messages.error(request, str(refusal))
    pipeline.wake()
    return redirect("broadcast:programme", row.pk)


@require_POST
@needs("operate_station")
def retry(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Ask again for a take that failed."""
    recording = get_object_or_404(Recording, pk=recording_id)
    try:
        narration.retry(recording, person=person_of(request))
        pipeline.wake()
    except REFUSALS as refusal:
        messages.error(request, _refusal(refusal))
    return redirect("broadcast:programme", recording.programme_id)


@require_POST
@needs("operate_station")
def cancel_take(request: HttpRequest, recording_id: int) -> HttpResponse:
    """Stop making a take."""
    recording = get_object_or_404(Recording, pk=recording_id)
    try:
        narration.cancel(recording, person_of(request))
    except REFUSALS as refusal:
        messages.error(request, _refusal(refusal))
    else:
        messages.success(request, _("The take is cancelled."))
    return redirect("broadcast:programme", recording.programme_id)


@require_POST
@needs("operate_station")
def cancel(request: HttpRequest, booking_id: int) -> HttpResponse:
    """Take a booking out of the queue."""
    booking = get_object_or_404(Booking.objects.select_related("programme"), pk=booking_id)
    reason = request.POST.get("reason", "").strip() or _("taken out at the desk")
    schedule.cancel(booking, person=person_of(request), now=timezone.now(), reason=reason[:500])
    messages.success(request, _("It is out of the queue. Loudspeakers learn of it within half a minute."))
    return redirect("broadcast:programme", booking.programme_id)


def days_ahead(station: Station, count: int) -> list[Any]:
    """Return the next days on the commune's calendar, today first."""
    today = desk.local_now(station, timezone.now()).date()
    return [today + timedelta(days=ahead) for ahead in range(count)]

"""Putting a session into another order, from the desk or the rundown: a move at a time, each of which can be undone."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import ordering
from broadcast.models import Booking, Slot
from broadcast.views.access import needs, person_of, the_station

STEPS = {"up": -1, "down": 1}


@require_POST
@needs("operate_station")
def order(request: HttpRequest, slot_id: int, on: str) -> HttpResponseBase:
    """Move one item up or down, or keep the order that is sent; that of ưu tiên among themselves is a decision."""
    slot = get_object_or_404(Slot, pk=slot_id, station=the_station())
    ids = [int(each) for each in request.POST.getlist("order") if each.isdigit()]
    moved = _moved(request, ids)
    try:
        ordering.reorder(
            slot,
            _day(on),
            booking_ids=ids,
            person=person_of(request),
            now=timezone.now(),
            why=request.POST.get("why", ""),
        )
    except ordering.CannotOrder as refusal:
        return _answer(request, slot, on, said=str(refusal), is_done=False)
    kept = [row.pk for row in ordering.booked_in(slot, _day(on))]
    return _answer(request, slot, on, said=_told(moved, kept))


@require_POST
@needs("operate_station")
def undo(request: HttpRequest, slot_id: int, on: str) -> HttpResponseBase:
    """Take the last move back."""
    slot = get_object_or_404(Slot, pk=slot_id, station=the_station())
    try:
        ordering.undo(slot, _day(on), person=person_of(request), now=timezone.now())
    except ordering.CannotOrder as refusal:
        return _answer(request, slot, on, said=str(refusal), is_done=False)
    return _answer(request, slot, on, said=_("The last move is taken back; the order is as it was before."))


def _day(written: str) -> date:
    day = parse_date(written)
    if day is None:
        raise ordering.CannotOrder(_("Choose the day."))
    return day


def _moved(request: HttpRequest, ids: list[int]) -> int | None:
    """Swap what is to move with its neighbour; return what moved."""
    for name, step in STEPS.items():
        moving = request.POST.get(name, "")
        if moving.isdigit() and int(moving) in ids:
            place = ids.index(int(moving))
            other = place + step
            if 0 <= other < len(ids):
                ids[place], ids[other] = ids[other], ids[place]
            return int(moving)
    dragged = request.POST.get("moved", "")
    return int(dragged) if dragged.isdigit() and int(dragged) in ids else None


def _told(moved: int | None, ids: list[int]) -> str:
    """Say where it stands now, which is not where it was put when priorities differ."""
    rest = _("What begins within five minutes stays where it is.")
    booking = Booking.objects.filter(pk=moved or 0).select_related("programme").first()
    if moved is None or booking is None:
        return _("The new order is kept.") + " " + rest
    words = {"title": booking.programme.title, "place": ids.index(moved) + 1, "count": len(ids)}
    return _("“%(title)s” is now number %(place)s of %(count)s.") % words + " " + rest


def _answer(
    request: HttpRequest, slot: Slot, on: str, *, said: str, is_done: bool = True
) -> HttpResponseBase:
    """Answer the page's own script with what to say; anybody else is led back to where they came from."""
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"said": said}, status=200 if is_done else 409)
    (messages.success if is_done else messages.error)(request, said)
    if request.POST.get("from") == "desk":
        return redirect(f"{reverse('broadcast:home')}#phien-{slot.pk}-{on}")
    return redirect(f"{reverse('broadcast:rundown')}?ngay={on}")

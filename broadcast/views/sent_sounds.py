"""Sounds that are being made ready: shown as they are now, tried again, put aside."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from broadcast import pipeline
from broadcast import sent_sounds as sounds
from broadcast.models import RepertoireItem, SentSound, StandingClip, Station
from broadcast.views.access import needs, person_of, the_station

TOLD_FOR = timedelta(hours=1)


def unfinished_of(station: Station, kind: str) -> list[SentSound]:
    """Return what was sent and waits for a worker, is with one, or failed."""
    return list(sounds.unfinished().filter(station=station, kind=kind))


@needs("watch_station")
def live(request: HttpRequest, kind: str) -> HttpResponse:
    """Show them as they are now, with those that have become ready while the page was open."""
    if kind not in SentSound.Kind.values:
        raise Http404("no such kind")
    now = timezone.now()
    waiting = Q(item__in=RepertoireItem.objects.waiting()) | Q(clip__in=StandingClip.objects.waiting())
    ready = waiting & Q(touched_at__gt=now - TOLD_FOR)
    rows = SentSound.objects.filter(
        Q(pk__in=sounds.unfinished()) | ready,
        station=the_station(),
        kind=kind,
    )
    context = {
        "sent": list(rows),
        "kind": kind,
        "may_operate": request.user.has_perm("broadcast.operate_station"),
    }
    return render(request, "broadcast/sent_sounds.html", context)


@require_POST
@needs("operate_station")
def retry(request: HttpRequest, sent_id: int) -> HttpResponse:
    """Have a sound that failed made ready once more."""
    sent = get_object_or_404(SentSound, pk=sent_id, station=the_station())
    return _decided(request, sent, partial(sounds.retry, sent), _("It is being made ready once more."))


@require_POST
@needs("operate_station")
def drop(request: HttpRequest, sent_id: int) -> HttpResponse:
    """Put a sound aside."""
    sent = get_object_or_404(SentSound, pk=sent_id, station=the_station())
    act = partial(sounds.drop, sent, person=person_of(request), now=timezone.now())
    return _decided(request, sent, act, _("It is put aside."))


def _decided(request: HttpRequest, sent: SentSound, act: Callable[[], None], told: str) -> HttpResponse:
    try:
        act()
    except sounds.NotThere as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told)
        pipeline.wake()
    if sent.kind == SentSound.Kind.BED:
        return redirect("broadcast:music")
    return redirect("broadcast:repertoire", sent.kind)

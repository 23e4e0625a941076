"""Recorded programmes, music and relays: brought by operators, heard and approved by a leader, each with its times."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from broadcast import failures, pipeline, sent_sounds
from broadcast import repertoire as items
from broadcast.models import Fixture, RepertoireItem, Slot
from broadcast.views.access import check, needs, person_of, the_station
from broadcast.views.fixtures import rows_of
from broadcast.views.repertoire_forms import RelayForm, SoundForm
from broadcast.views.sent_sounds import unfinished_of

WORDS: dict[str, dict[str, Any]] = {
    "recorded": {
        "title": gettext_lazy("Recorded programmes"),
        "lead": gettext_lazy(
            "Programmes that others made, sent as files. A leader approves each once; it is heard at its fixed times."
        ),
        "empty": gettext_lazy("There is no recorded programme in force."),
        "empty_help": gettext_lazy(
            "Add a file below; when a leader has approved it, choose when it is heard."
        ),
        "add": gettext_lazy("Add a recorded programme"),
    },
    "music": {
        "title": gettext_lazy("Music"),
        "lead": gettext_lazy(
            "Pieces for what a session has left, and for a relay that falls silent. A leader approves each once."
        ),
        "empty": gettext_lazy("There is no music in force."),
        "empty_help": gettext_lazy(
            "Sessions end after their last programme, and a silent relay stays silent."
        ),
        "add": gettext_lazy("Add a piece of music"),
    },
    "relay": {
        "title": gettext_lazy("Relays"),
        "lead": gettext_lazy(
            "Stations whose stream is put through at fixed times. A leader approves each address once."
        ),
        "empty": gettext_lazy("There is no relay source in force."),
        "empty_help": gettext_lazy("Add its address below; when a leader has approved it, choose the times."),
        "add": gettext_lazy("Add a relay source"),
    },
}


ADDED = gettext_lazy("It is added. A leader listens to it and approves it; then it can be heard.")
SENT = gettext_lazy(
    "It is sent and is being made ready below: about a quarter of a minute for every ten minutes of sound. "
    "Then a leader listens to it and approves it."
)


@needs("watch_station")
def repertoire(request: HttpRequest, kind: str) -> HttpResponse:
    """List what there is of a kind; take in something new."""
    if kind not in WORDS:
        raise Http404("no such kind")
    if request.method != "POST":
        return _page(request, kind, RelayForm() if kind == "relay" else SoundForm())
    check(request, "operate_station")
    form = RelayForm(request.POST) if kind == "relay" else SoundForm(request.POST, request.FILES)
    if not form.is_valid() or not _added(request, kind, form):
        return _page(request, kind, form, status=422)
    messages.success(request, str(ADDED if kind == "relay" else SENT))
    return redirect("broadcast:repertoire", kind)


def _added(request: HttpRequest, kind: str, form: RelayForm | SoundForm) -> bool:
    """Keep what was sent; a fault is told beside the field."""
    fields = form.cleaned_data
    who: dict[str, Any] = {"person": person_of(request), "now": timezone.now()}
    try:
        if kind == "relay":
            items.add_relay(the_station(), title=fields["title"], url=fields["url"].strip(), **who)
        else:
            words = {"kind": kind, "title": fields["title"], "source": fields["source"]}
            file = fields["sound"]
            sent_sounds.send(the_station(), name=file.name, chunks=file.chunks(), **words, **who)
            pipeline.wake()
    except items.WrongAddress as fault:
        form.add_error("url", str(fault))
    except OSError as fault:
        form.add_error("sound", failures.words_of(fault))
    return not form.errors


def _page(request: HttpRequest, kind: str, form: RelayForm | SoundForm, status: int = 200) -> HttpResponse:
    station = the_station()
    rows = station.repertoire.filter(kind=kind)
    context = {
        "kind": kind,
        "words": WORDS[kind],
        "form": form,
        "in_force": rows_of(rows.approved(), station),
        "sent": unfinished_of(station, kind),
        "waiting": [{"item": row} for row in rows.waiting()],
        "past": [{"item": row} for row in rows.past()],
        "slots": station.slots.filter(active=True) if kind == "music" else (),
        "may_operate": request.user.has_perm("broadcast.operate_station"),
        "may_approve": request.user.has_perm("broadcast.approve_standing"),
    }
    return render(request, "broadcast/repertoire.html", context, status=status)


@require_POST
@needs("approve_standing")
def approve(request: HttpRequest, item_id: int) -> HttpResponse:
    """Put an item in force."""
    item = get_object_or_404(RepertoireItem, pk=item_id)
    written = parse_date(request.POST.get("until", "") or "-")
    until = timezone.make_aware(datetime.combine(written, time.max)) if written else None
    try:
        items.approve(item, person=person_of(request), now=timezone.now(), valid_until=until)
    except items.AlreadyDecided as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(title)s” is approved.") % {"title": item.title})
    return redirect("broadcast:repertoire", item.kind)


@require_POST
@needs("approve_standing")
def revoke(request: HttpRequest, item_id: int) -> HttpResponse:
    """Take an item out of everything to come; what sounds of it falls silent."""
    item = get_object_or_404(RepertoireItem, pk=item_id)
    now = timezone.now()
    items.revoke(item, person=person_of(request), now=now)
    pipeline.stop_at_once(now)
    messages.success(request, _("It is revoked. Loudspeakers learn of it within half a minute."))
    return redirect("broadcast:repertoire", item.kind)


@require_POST
@needs("operate_station")
def fill(request: HttpRequest) -> HttpResponse:
    """Keep in which slots music takes what is left."""
    chosen = {int(value) for value in request.POST.getlist("slots") if value.isdigit()}
    for slot in Slot.objects.filter(station=the_station(), active=True):
        if slot.filled != (slot.pk in chosen):
            Slot.objects.filter(pk=slot.pk).update(filled=slot.pk in chosen)
    messages.success(request, _("It is saved. The plan follows within half a minute."))
    return redirect("broadcast:repertoire", "music")


@require_POST
@needs("operate_station")
def end_fixture(request: HttpRequest, fixture_id: int) -> HttpResponse:
    """Take a fixed time out of all that is to come."""
    row = get_object_or_404(Fixture.objects.select_related("item"), pk=fixture_id)
    name = person_of(request).get_full_name()
    Fixture.objects.filter(pk=row.pk, ended_at=None).update(ended_at=timezone.now(), ended_by_name=name)
    messages.success(request, _("That time is taken out."))
    return redirect("broadcast:repertoire", row.item.kind)

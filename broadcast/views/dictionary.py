"""Từ điển: search, try out, add, change, take back; in and out as a table for Excel."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from broadcast import dictionary, dictionary_file, hearing, spoken
from broadcast.devices.ranges import ranged
from broadcast.models import DictionaryEntry
from broadcast.views.access import needs, person_of

MOST_TRIED, MOST_SHOWN = 500, 200
REFUSED = 422


@require_safe
@needs("watch_station")
def entries(request: HttpRequest) -> HttpResponse:
    """List what is in force, or what was searched; read a sentence that is tried out."""
    return _list(request)


def _list(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    wanted = request.GET.get("tim", "")[:80]
    tried = " ".join(request.GET.get("thu", "").split())[:MOST_TRIED]
    shows_removed = "bo" in request.GET
    rows = dictionary.found(wanted, removed=shows_removed)
    listed = rows if wanted or shows_removed else [row for row in rows if not row.is_shipped]
    undo = (
        DictionaryEntry.objects.filter(pk=_number(request.GET.get("hoan-tac")))
        .exclude(removed_at=None)
        .first()
    )
    context = {
        "wanted": wanted,
        "rows": listed[:MOST_SHOWN],
        "more": max(0, len(listed) - MOST_SHOWN),
        "shipped": [row for row in rows if row not in listed],
        "shows_removed": shows_removed,
        "undo": undo,
        "tried": tried,
        "trial": _trial(tried) if tried else None,
        "known": _trial(wanted) if wanted and not rows else None,
        "may_keep": request.user.has_perm("broadcast.keep_dictionary"),
        **more,
    }
    return render(request, "broadcast/dictionary.html", context, status=status)


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 10 else 0


def _trial(sentence: str) -> dict[str, Any]:
    """Return how a sentence is read now."""
    reading = dictionary.read(sentence)
    pieces = [
        {"written": reading.written[each.start : each.end], "spoken": each.spoken, "rule": each.rule}
        for each in spoken.stretches(reading)
    ]
    return {"spoken": reading.spoken, "pieces": pieces, "questions": reading.questions}


@needs("keep_dictionary")
def add(request: HttpRequest) -> HttpResponse:
    """Add a word."""
    typed = {"written": request.GET.get("viet", "")[:80], "kind": dictionary.Kind.ABBREVIATION}
    return _edit(request, None, typed)


@needs("watch_station")
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Show a word with its history and where it stands; change it."""
    row = get_object_or_404(DictionaryEntry, pk=entry_id)
    typed = {
        "written": row.written,
        "readings": "\n".join(row.readings),
        "kind": row.kind,
        "ask": row.is_asked,
        "note": row.note,
    }
    return _edit(request, row, typed)


def _edit(request: HttpRequest, row: DictionaryEntry | None, typed: dict[str, Any]) -> HttpResponse:
    may_keep = request.user.has_perm("broadcast.keep_dictionary")
    error = ""
    if request.method == "POST":
        if not may_keep:
            raise PermissionDenied
        typed = _typed(request)
        try:
            return _taught(request, row, typed)
        except dictionary.Unteachable as fault:
            error = str(fault)
    used, programmes = dictionary.programmes_with(row) if row else (0, [])
    context = {
        "entry": row,
        "typed": typed,
        "error": error,
        "kinds": DictionaryEntry.Kind.choices,
        "history": dictionary.history_of(row) if row else [],
        "used": used,
        "programmes": programmes,
        "may_keep": may_keep and (row is None or row.removed_at is None),
    }
    return render(request, "broadcast/dictionary_entry.html", context, status=REFUSED if error else 200)


def _typed(request: HttpRequest) -> dict[str, Any]:
    names = ("written", "readings", "kind", "note")
    return {**{name: request.POST.get(name, "") for name in names}, "ask": "ask" in request.POST}


def _taught(request: HttpRequest, row: DictionaryEntry | None, typed: dict[str, Any]) -> HttpResponse:
    teaching = dictionary.Teaching(
        written=typed["written"],
        readings=tuple(typed["readings"].splitlines()),
        kind=typed["kind"],
        ask=typed["ask"],
        note=typed["note"],
    )
    person, now = person_of(request), timezone.now()
    if row is None:
        made = dictionary.teach(teaching, person=person, now=now)
    else:
        made = dictionary.change(row, teaching, person=person, now=now)
    words = {"written": made.written, "spoken": made.spoken}
    messages.success(request, _("From now on “%(written)s” is read “%(spoken)s” in every story.") % words)
    return redirect("broadcast:dictionary")


@require_POST
@needs("keep_dictionary")
def remove(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Take a word out of use; the list offers to undo it."""
    row = get_object_or_404(DictionaryEntry, pk=entry_id)
    try:
        dictionary.remove(row, person=person_of(request), now=timezone.now())
    except dictionary.Unteachable as fault:
        messages.error(request, str(fault))
        return redirect("broadcast:dictionary")
    return redirect(f"{reverse('broadcast:dictionary')}?hoan-tac={row.pk}")


@require_POST
@needs("keep_dictionary")
def restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Put a removed wording in force again."""
    row = get_object_or_404(DictionaryEntry.objects.exclude(removed_at=None), pk=entry_id)
    try:
        dictionary.restore(row, person=person_of(request), now=timezone.now())
    except dictionary.Unteachable as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, _("“%(written)s” is in the dictionary again.") % {"written": row.written})
    return redirect("broadcast:dictionary")


# ------------------------------------------------------------------ files


@require_safe
@needs("watch_station")
def export(request: HttpRequest) -> HttpResponse:
    """Give the dictionary as a table."""
    response = HttpResponse(
        dictionary_file.written(dictionary.found("")), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="tu-dien.csv"'
    return response


@require_POST
@needs("keep_dictionary")
def import_file(request: HttpRequest) -> HttpResponse:
    """Take a table in: good lines are kept, the others are listed with what is wrong."""
    file = request.FILES.get("tep")
    if file is None:
        return _list(request, status=REFUSED, file_problem=_("Choose the file first."))
    try:
        rows = dictionary_file.rows_of(file.read(dictionary_file.MOST_BYTES + 1))
    except dictionary_file.Unreadable as fault:
        return _list(request, status=REFUSED, file_problem=str(fault))
    kept, problems = _imported(request, rows)
    done = ngettext("%(number)s word is kept.", "%(number)s words are kept.", kept) % {"number": kept}
    if not problems:
        messages.success(request, done)
        return redirect("broadcast:dictionary")
    return _list(request, status=REFUSED, file_problem=done, line_problems=problems)


def _imported(request: HttpRequest, rows: list[dictionary_file.Row]) -> tuple[int, list[dict[str, Any]]]:
    kept, problems = 0, []
    for row in rows:
        try:
            kept += dictionary.teach_if_new(row.teaching, person=person_of(request), now=timezone.now())
        except dictionary.Unteachable as fault:
            problems.append({"line": row.line, "written": row.teaching.written, "message": str(fault)})
    return kept, problems


# ------------------------------------------------------------------ hearing


@require_POST
@needs("watch_station")
def hear(request: HttpRequest) -> HttpResponse:
    """Say a few words with the offline voice; answer where the sound lies, or why it cannot be heard."""
    words = request.POST.get("words", "")
    if "read" in request.POST:
        words = dictionary.read(words).spoken
    try:
        return JsonResponse({"url": reverse("broadcast:heard", args=[hearing.say(words)])})
    except hearing.NotHeard as fault:
        return JsonResponse({"problem": str(fault)}, status=REFUSED)


@require_safe
def heard(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give a sound that was made a moment ago, to anybody who works here."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    try:
        path = hearing.sound(name)
        response = ranged(request, path, content_type="audio/mpeg", etag=name)
    except (ValueError, FileNotFoundError) as missing:
        raise Http404("no such sound") from missing
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response

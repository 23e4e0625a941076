"""Search in everything that was ever on the air, on screen and as a file; from there to the slip and the sound."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from broadcast import evidence, searching
from broadcast.logbook import harmless
from broadcast.models import Programme, Station
from broadcast.searching import Hit, Wish
from broadcast.views.access import needs, the_station

ON_A_PAGE = 25
KINDS = {
    "bulletin": pgettext_lazy("kind of programme", "bulletin"),
    "music": pgettext_lazy("kind of programme", "music"),
    "recorded": pgettext_lazy("kind of programme", "recorded programme"),
    "relay": pgettext_lazy("kind of programme", "relay"),
    "chime": pgettext_lazy("kind of programme", "chime"),
    "live": pgettext_lazy("kind of programme", "live broadcast"),
    "emergency": pgettext_lazy("kind of programme", "emergency"),
    "opening": pgettext_lazy("kind of programme", "opening"),
    "closing": pgettext_lazy("kind of programme", "sign-off"),
    "signal": pgettext_lazy("kind of programme", "time signal"),
}
OUTCOMES = {
    "heard": gettext_lazy("heard"),
    "missed": gettext_lazy("not heard"),
    "stopped": gettext_lazy("stopped by a person"),
}


@needs("watch_station")
def search(request: HttpRequest) -> HttpResponseBase:
    """Show what was found; ``?dinh-dang=csv`` hands it out as a file."""
    station, wish, now = the_station(), _wish(request.GET), timezone.now()
    searching.keep_up()
    if request.GET.get("dinh-dang") == "csv":
        return _file(station, searching.all_hits(station, wish, now=now))
    page = Paginator(searching.plays(station, wish, now=now), ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {
        "wish": wish,
        "is_asked": any(request.GET.get(name) for name in ("q", "tu", "den", "khu-vuc", "loai", "ket-qua")),
        "page": page,
        "hits": searching.hits(station, wish, list(page.object_list), now=now),
        "kinds": KINDS,
        "outcomes": OUTCOMES,
        "zones": station.zones.select_related("place"),
        "query": _query(request.GET),
    }
    return render(request, "broadcast/search.html", context)


def _wish(asked: QueryDict) -> Wish:
    zone, kind, outcome = asked.get("khu-vuc", ""), asked.get("loai", ""), asked.get("ket-qua", "")
    first, last = _day(asked.get("tu", "")), _day(asked.get("den", ""))
    if first and last and last < first:
        first, last = last, first
    return Wish(
        typed=asked.get("q", "").strip()[:200],
        first=first,
        last=last,
        zone_id=int(zone) if zone.isdigit() and len(zone) < 10 else None,
        kind=kind if kind in KINDS else "",
        outcome=outcome if outcome in OUTCOMES else "",
    )


def _day(written: str) -> date | None:
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return day if day is not None and 2000 <= day.year <= 2200 else None


def _query(asked: QueryDict) -> str:
    """Return what was asked, without the page, for links to other pages of it."""
    return urlencode([(name, value) for name, value in asked.items() if value and name != "trang"])


def _file(station: Station, hits: Iterable[Hit]) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(_lines(station, hits), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="da-phat.csv"'
    return answer


def _lines(station: Station, hits: Iterable[Hit]) -> Iterator[str]:
    """Yield the table line by line: UTF-8 with its mark, as spreadsheets want it."""
    head = [_("Day"), _("Time"), _("What was heard"), _("Kind"), _("Zones"), _("Heard in"), _("Approval")]
    yield "\ufeff" + _line(head)
    tz = ZoneInfo(station.timezone)
    for hit in hits:
        when = hit.starts_at.astimezone(tz)
        approval = hit.programme.approval if hit.programme else None
        cells = [f"{when:%d/%m/%Y}", f"{when:%H:%M:%S}", hit.airing.title, str(KINDS.get(hit.kind, hit.kind))]
        cells += [", ".join(hit.zones), f"{hit.heard_in}/{len(hit.zones)}"]
        yield _line([*cells, str(approval.entry_id) if approval else ""])


def _line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow([harmless(cell) for cell in cells])
    return line.getvalue()


@needs("watch_station")
def slip(request: HttpRequest, approval_id: int) -> HttpResponse:
    """Hand out the approval slip of something that was on the air."""
    programme = get_object_or_404(
        Programme.objects.select_related("approval__submission", "approval__entry", "approval__recall"),
        approval=approval_id,
    )
    assert programme.approval is not None
    answer = HttpResponse(evidence.approval_slip(programme.approval), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="phieu-duyet-{approval_id}.pdf"'
    return answer

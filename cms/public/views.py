"""The public pages that are not Wagtail's: nghe lại, đang phát, tìm kiếm, and the sounds themselves."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.static import serve

from broadcast import recipes
from broadcast.devices.ranges import ranged
from broadcast.models import Recording
from cms.public import air, documents, listening, navigation, search, wording
from cms.public.cards import cards_of, public_in_order
from cms.public.paging import leaf
from cms.public.replays import replays
from newsroom.models import Place

REPLAYS_ON_A_PAGE = 12
RESULTS_ON_A_PAGE = 20


@require_safe
def sound(request: HttpRequest, recording: int, recipe: str = recipes.WEB_MP3) -> HttpResponseBase:
    """Serve a released recording; a browser asks again each time, so that a recall reaches it at once."""
    path = listening.released_sound(recording, timezone.now(), recipe=recipe)
    if path is None or not path.exists():
        raise Http404("not released")
    kind = recipes.RECIPES[recipe].media_type
    response = ranged(request, path, content_type=kind, etag=path.name)
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve a size of a picture that a public story shows; a browser asks again, so that a recall reaches it."""
    documents.refuse_unreleased_size(name, request)
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT / "images"))
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def replay(request: HttpRequest) -> HttpResponse:
    """Show what loudspeakers have played, the latest first."""
    now = timezone.now()

    def read(start: int, most: int) -> list[Recording]:
        return listening.aired_last(now, start=start, most=most)

    page = leaf(read, request, size=REPLAYS_ON_A_PAGE)
    return render(
        request,
        "public/replay.html",
        {"leaf": page, "replays": replays(listening.granted(page.rows), request)},
    )


@require_safe
def on_air(request: HttpRequest) -> HttpResponse:
    """Show what sounds now in each zone, today's hours, and what was played today."""
    now = timezone.now()
    zones, sounding = air.hamlets(), air.sounding(now)
    sessions = air.sessions(now, zones=zones)
    context = {
        "day": air.day(sessions, sounding, now),
        "zones": air.zones(zones, sessions, sounding, now),
        "played": air.played_today(now, everywhere=len(zones)),
        "now": wording.hour(now),
    }
    return render(request, "public/on_air.html", context)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show the stories that hold the words; without words the newest of a section, a hamlet, some days, or notices."""
    sections = navigation.sections(request)
    look = search.asked(request.GET, sections)
    page = leaf(search.found(look), request, size=RESULTS_ON_A_PAGE)
    context = {
        "look": look,
        "sections": sections,
        "places": Place.objects.all(),
        "leaf": page,
        "cards": cards_of(public_in_order(page.rows), request),
    }
    return render(request, "public/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Answer with titles that go on as somebody has begun to type."""
    typed = request.GET.get("q", "").replace("\x00", "")
    answer = JsonResponse({"titles": search.suggestions(typed)}, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-cache"
    return answer

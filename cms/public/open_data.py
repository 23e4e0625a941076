"""The public's JSON: stories, programmes and air times to read, for other programs; described by openapi.json.

Nothing here can be written, nobody signs in, and every word comes from an approved submission.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.public import air, approved, listening, navigation, newest
from cms.public.paging import leaf

STORIES = 20
PROGRAMMES = 20
SESSION_DAYS = 14
VERSION = "1.0"


def _json(data: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _story(text: approved.Text, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": text.number,
        "title": text.title,
        "summary": text.summary,
        "section": text.section,
        "author": text.author,
        "source": text.source,
        "published_at": text.published_at.isoformat(),
        "changed_at": text.changed_at.isoformat(),
        "url": text.url,
        "self": request.build_absolute_uri(reverse("public:api_story", args=[text.number])),
    }


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """List the newest stories, of a section (``muc``) or of all, page by page (``trang``)."""
    wanted = request.GET.get("muc", "")
    section = next((each for each in navigation.sections(request) if each.page.slug == wanted), None)
    if wanted and section is None:
        raise Http404("no such section")
    now = timezone.now()

    def read(start: int, most: int) -> list[int]:
        path = section.page.path if section else ""
        return newest.stories(newest.Wanted(section=path, start=start, most=most), now)

    page = leaf(read, request, size=STORIES)
    texts = approved.texts(page.rows, request)
    older = request.build_absolute_uri(request.path + page.older) if page.older else None
    return _json({"stories": [_story(text, request) for text in texts], "page": page.number, "older": older})


@require_safe
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Give one story with its text."""
    found = approved.texts([number], request)
    if not found:
        raise Http404("not released")
    return _json({**_story(found[0], request), "html": found[0].html})


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """List what loudspeakers have played, the latest first."""
    rows = listening.granted(listening.aired_last(timezone.now(), most=PROGRAMMES))
    found = []
    for row in rows:
        sound = listening.sound(row)
        found.append(
            {
                "title": sound.title,
                "played_at": row.last_played_at.isoformat(),  # type: ignore[attr-defined]
                "seconds": sound.seconds,
                "synthetic_voice": sound.synthetic,
                "transcript": list(sound.transcript),
                "sound": request.build_absolute_uri(sound.url),
            }
        )
    return _json({"programmes": found})


@require_safe
def air_times(request: HttpRequest) -> HttpResponse:
    """List the coming sessions of the loudspeakers; no zone named means every zone."""
    coming = [
        {
            "name": each.name,
            "starts_at": each.starts_at.isoformat(),
            "ends_at": each.ends_at.isoformat(),
            "zones": list(each.zones),
        }
        for each in air.sessions(timezone.now(), days=SESSION_DAYS)
    ]
    return _json({"timezone": timezone.get_current_timezone_name(), "air_times": coming})


TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
STORY = {
    **{
        "id": {"type": "integer"},
        "published_at": MOMENT,
        "changed_at": MOMENT,
        "url": ADDRESS,
        "self": ADDRESS,
    },
    **dict.fromkeys(("title", "summary", "section", "author", "source"), TEXT),
}
PROGRAMME = {
    **{"title": TEXT, "played_at": MOMENT, "seconds": {"type": "number"}, "sound": ADDRESS},
    **{"synthetic_voice": {"type": "boolean"}, "transcript": {"type": "array", "items": TEXT}},
}
AIR_TIME = {
    **{"name": TEXT, "starts_at": MOMENT, "ends_at": MOMENT},
    "zones": {"type": "array", "items": TEXT},
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": sorted(properties), "properties": properties}


def _many(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def _call(summary: str, answer: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": _object(answer)}}
    responses = {"200": {"description": "OK", "content": content}}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


def _asked(name: str, kind: str, where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "schema": {"type": kind}}


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """Describe all of this (OpenAPI 3.1)."""
    page = {"page": {"type": "integer"}, "older": {"type": ["string", "null"]}}
    lists = (_asked("muc", "string"), _asked("trang", "integer"))
    paths = {
        "/stories": _call("The newest stories", {"stories": _many(STORY), **page}, *lists),
        "/stories/{id}": _call("One story", {**STORY, "html": TEXT}, _asked("id", "integer", "path")),
        "/programmes": _call("What was played last", {"programmes": _many(PROGRAMME)}),
        "/air-times": _call("Hours of the loudspeakers", {"timezone": TEXT, "air_times": _many(AIR_TIME)}),
    }
    server = request.build_absolute_uri(reverse("public:api_stories")).removesuffix("/stories")
    info = {"title": "Loa Xã: public data", "version": VERSION}
    return _json({"openapi": "3.1.0", "info": info, "servers": [{"url": server}], "paths": paths})

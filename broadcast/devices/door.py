"""A door of their own for devices: no session, no form, no page, so none of the middleware for people."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import Resolver404, resolve
from django.utils import timezone

from broadcast import refused_calls
from broadcast.devices.requests import named

PLACE = "/api/device/"
MEDIA = "/api/device/v1/media/"  # what follows with a slash in it wants to leave the folder of the media
Answer = Callable[[HttpRequest], HttpResponseBase]


def device_door(people: Answer) -> Answer:
    """Answer devices at once, at the top of the middleware; send everybody else on.

    A device carries no cookie that a strange page could use, and every call that matters is signed.
    """

    def enter(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PLACE):
            return people(request)
        response = _answer(request)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if isinstance(response, HttpResponse) and response.status_code != 304:
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return enter


def _answer(request: HttpRequest) -> HttpResponseBase:
    try:
        found = request.resolver_match = resolve(request.path_info)
    except Resolver404:
        if request.path_info.startswith(MEDIA) and (device := named(request)) is not None:
            refused_calls.note(device, refused_calls.Why.PATH, now=timezone.now())
        return JsonResponse({"error": "no such call"}, status=404)
    response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return response

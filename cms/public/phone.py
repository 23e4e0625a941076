"""Nhận tin khẩn cấp trên điện thoại: choosing hamlets, taking a browser in, letting it go."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.push import asking, services, subscribing, vapid
from newsroom.models import CommuneSettings, Place
from newsroom.security.callers import address_of

MOST_PLACES = 200
ICONS = ((192, "any"), (512, "any"), (512, "maskable"))
LONGEST_SHORT_NAME = 12
WORKER = "cms/push-worker.js"


@require_safe
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """Say what is kept, and let somebody choose."""
    context = {"places": Place.objects.all(), "key": vapid.public_key()}
    return render(request, "public/phone.html", context)


@require_POST
@never_cache
def subscribe(request: HttpRequest) -> JsonResponse:
    """Take the browser in that sends this."""
    try:
        told = asking.read(request)
        wish = asking.wish_in(told)
        places = [int(number) for number in told["places"]][:MOST_PLACES]
        subscribing.subscribe(wish, places, address=address_of(request), now=timezone.now())
    except subscribing.Refused as refusal:
        status = 429 if isinstance(refusal, subscribing.TooMany) else 422
        return JsonResponse({"problem": str(refusal)}, status=status)
    except services.UnknownService:
        return JsonResponse({"problem": asking.unknown_service()}, status=422)
    except (KeyError, TypeError, ValueError):
        return JsonResponse({"problem": asking.unreadable()}, status=400)
    return JsonResponse({"ok": True})


@require_POST
@never_cache
def unsubscribe(request: HttpRequest) -> JsonResponse:
    """Forget the browser; the answer does not tell whether it was known."""
    try:
        subscribing.unsubscribe(str(asking.read(request)["endpoint"]))
    except (KeyError, TypeError, ValueError):
        return JsonResponse({"problem": asking.unreadable()}, status=400)
    return JsonResponse({"ok": True})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the script that shows notices; from the root, for a worker may look after what lies below it alone."""
    found = finders.find(WORKER)
    if found is None:
        raise Http404(WORKER)
    response = HttpResponse(Path(found).read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Return what a telephone needs to put the site on its home screen; an iPhone notifies only from there."""
    name = CommuneSettings.load().name
    name = name[:1].upper() + name[1:]
    facts = {
        "id": "/",
        "name": name,
        "short_name": name.removeprefix("Xã ")[:LONGEST_SHORT_NAME],
        "lang": "vi",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf7f0",
        "theme_color": "#a8201a",
        "icons": [
            {
                "src": static(f"cms/icons/{'mask' if purpose == 'maskable' else 'loa-xa'}-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, purpose in ICONS
        ],
    }
    response = JsonResponse(
        facts, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False}
    )
    response["Cache-Control"] = "max-age=3600"
    return response

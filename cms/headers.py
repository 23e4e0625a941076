"""What browsers are told to refuse: one strict policy for our pages, a looser one for Wagtail's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

# Nothing inline, nothing from elsewhere. Pictures may be data: (masks in our style sheets), sound may be blob:.
OURS = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",  # the editor shows previews of our pages in a frame of its own
}
# Wagtail's editor puts styles on elements and small scripts into its pages; nothing from elsewhere here either.
WAGTAILS = OURS | {"script-src": "'self' 'unsafe-inline'", "style-src": "'self' 'unsafe-inline'"}
# The microphone stays with our own pages, for the live announcement; nothing else of the device is asked for.
PERMISSIONS = ", ".join(
    ["microphone=(self)"]
    + [f"{name}=()" for name in ("camera", "geolocation", "payment", "usb", "serial", "midi")]
    + [
        f"{name}=()"
        for name in ("accelerometer", "gyroscope", "magnetometer", "display-capture", "browsing-topics")
    ]
)
ADMIN, SIGN_OUT = "/quan-tri/", "/quan-tri/logout/"
OUR_SCREENS = {"newsroom", "broadcast", "sign_in", "audit", "push"}
DRAWN_BY_WAGTAIL = {"account"}


def written(policy: dict[str, str]) -> str:
    """Return a policy as it stands in the header."""
    return "; ".join(f"{name} {value}" for name, value in policy.items())


STRICT, LOOSE = written(OURS), written(WAGTAILS)


class Headers:
    """Adds both headers to every answer that has none of its own; asks nobody anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what staff saw is not kept by the browser for whoever sits down next."""
        answer = self.get_response(request)
        answer.headers.setdefault("Content-Security-Policy", LOOSE if is_wagtails(request) else STRICT)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path == SIGN_OUT and request.method == "POST":
            answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        elif request.path.startswith(ADMIN) and answer.headers.get("Content-Type", "").startswith(
            "text/html"
        ):
            answer.headers["Cache-Control"] = "no-store, private"
        return answer


def is_wagtails(request: HttpRequest) -> bool:
    """Return whether the page is one of Wagtail's own admin pages."""
    if not request.path.startswith(ADMIN):
        return False
    match = request.resolver_match
    return match is not None and (match.namespace not in OUR_SCREENS or match.url_name in DRAWN_BY_WAGTAIL)

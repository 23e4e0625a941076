"""The baseline: a Django that answers with a number of bytes and does nothing else.

No middleware at all, no database, no template: what is left is Django's own handler, URL resolver and response.
``/300`` answers with 300 bytes.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def answer(request: HttpRequest, size: int) -> HttpResponse:
    """Return ``size`` bytes; a view without bytes is a 304, as a device gets when nothing has changed."""
    if not size:
        return HttpResponse(status=304)
    # Without the length, which Django's middleware would add, the server sends chunks.
    return HttpResponse(b"x" * size, headers={"Content-Length": str(size)})


urlpatterns = [path("<int:size>", answer)]

settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY="bench", ALLOWED_HOSTS=["localhost"], MIDDLEWARE=[], INSTALLED_APPS=[]
)
application = get_wsgi_application()

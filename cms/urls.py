"""The addresses."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from broadcast.devices import receivers
from broadcast.views import panels
from broadcast.views.outside import take_item
from cms.health import healthz

urlpatterns = [
    path("healthz", healthz),
    path("api/device/v1/", include("broadcast.devices.urls")),
    path("api/upstream/v1/items", take_item),
    path("api/playlist/v1/<slug:secret>/playlist.json", receivers.playlist, name="playlist"),
    path("api/playlist/v1/<slug:secret>/<slug:sha256>.mp3", receivers.media_file, name="playlist_media"),
    path("bang-led/<int:zone_id>/<int:width>x<int:height>.<str:form>", panels.panel, name="led_panel"),
    path("quan-tri/phat-thanh/", include("broadcast.urls")),
    path("quan-tri/", include("newsroom.sign_in_urls")),
    path("quan-tri/", include("cms.audit.urls")),
    path("quan-tri/thong-bao/", include("cms.push.urls")),
    path("quan-tri/", include(wagtailadmin_urls)),
    path("tai-lieu/", include(wagtaildocs_urls)),
    path("", include("cms.public.urls")),
    path("", include(wagtail_urls)),
]

handler500 = "cms.outage.server_error"

"""The addresses of the public pages that are not Wagtail's."""

from django.conf import settings
from django.urls import path, re_path
from django.views.static import serve

from cms.public import views

app_name = "public"
urlpatterns = [
    path("nghe-lai/", views.replay, name="replay"),
    path("dang-phat/", views.on_air, name="on_air"),
    path("tim-kiem/", views.find, name="search"),
    path("am-thanh/<int:recording>.mp3", views.sound, name="sound"),
    # Sizes made for the pages; originals, documents, frozen copies and sounds lie beside and are not served here.
    re_path(r"^media/images/(?P<path>[^/]+)$", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
]

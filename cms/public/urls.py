"""Addresses of the public pages that are not in the page tree."""

from django.urls import path

from broadcast import recipes
from cms.public import checking_views, views

app_name = "public"
urlpatterns = [
    path("nghe-lai/", views.replay, name="replay"),
    path("dang-phat/", views.on_air, name="on_air"),
    path("tim-kiem/", views.find, name="search"),
    path("xac-minh/", checking_views.type_in, name="check"),
    path("xac-minh/<int:number>/<str:digest>/", checking_views.check_approval, name="check_approval"),
    path("am-thanh/<int:recording>.mp3", views.sound, name="sound"),
    path("am-thanh/<int:recording>.opus", views.sound, {"recipe": recipes.WEB_OPUS}, name="sound_opus"),
    # The one folder of media/ that is open: originals, documents, frozen copies and sounds lie beside it.
    path("media/images/<str:name>", views.picture),
]

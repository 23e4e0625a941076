"""Addresses of the public pages that are not in the page tree."""

from django.urls import path, re_path

from broadcast import recipes
from cms.public import (
    archive,
    checking_views,
    english,
    feeds,
    films,
    infographics,
    maps,
    open_data,
    register,
    sharing,
    videos,
    views,
)

app_name = "public"
urlpatterns = [
    path("nghe-lai/", views.replay, name="replay"),
    path("nghe-lai/podcast.xml", feeds.podcast, name="podcast"),
    path("dang-phat/", views.on_air, name="on_air"),
    path("lich-phat-thanh/", archive.air_times, name="air_times"),
    path("lich-phat-thanh.ics", feeds.calendar, name="calendar"),
    path("luu-tru/", archive.archive, name="archive"),
    path("do-hoa/", infographics.posters, name="infographics"),
    path("tim-kiem/", views.find, name="search"),
    path("tra-cuu-van-ban/", register.register, name="register"),
    path("tim-kiem/goi-y/", views.suggest, name="suggest"),
    path("en/", english.home, name="english"),
    path("en/about/", english.about, name="english_about"),
    re_path(r"^en/(?P<form>rss\.xml|atom\.xml)$", english.feed, name="english_feed"),
    re_path(r"^(?P<form>rss\.xml|atom\.xml)$", feeds.stories, name="feed"),
    re_path(r"^(?P<section>[\w-]+)/(?P<form>rss\.xml|atom\.xml)$", feeds.stories, name="section_feed"),
    path("robots.txt", maps.robots, name="robots"),
    path("sitemap.xml", maps.sitemap, name="sitemap"),
    path("sitemap/muc.xml", maps.sections, name="sitemap_sections"),
    path("sitemap/tin-moi.xml", maps.news, name="news_sitemap"),
    path("sitemap/<str:written>.xml", maps.month, name="sitemap_month"),
    path("chia-se/<int:story>.png", sharing.card, name="share_card"),
    path("chia-se/<int:story>.svg", sharing.code, name="share_code"),
    path("chia-se/<int:story>.txt", sharing.as_file, name="share_text"),
    path("api/public/v1/stories", open_data.stories, name="api_stories"),
    path("api/public/v1/stories/<int:number>", open_data.story, name="api_story"),
    path("api/public/v1/programmes", open_data.programmes, name="api_programmes"),
    path("api/public/v1/air-times", open_data.air_times, name="api_air_times"),
    path("api/public/v1/openapi.json", open_data.description, name="api_description"),
    path("xac-minh/", checking_views.type_in, name="check"),
    path("xac-minh/<int:number>/<str:digest>/", checking_views.check_approval, name="check_approval"),
    path("am-thanh/<int:recording>.mp3", views.sound, name="sound"),
    path("am-thanh/<int:recording>.opus", views.sound, {"recipe": recipes.WEB_OPUS}, name="sound_opus"),
    path("video/", videos.videos, name="videos"),
    path("video/<int:number>.<str:form>", films.film, name="film"),
    # The one folder of media/ that is open: originals, documents, frozen copies and sounds lie beside it.
    path("media/images/<str:name>", views.picture),
]

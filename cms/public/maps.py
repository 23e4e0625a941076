"""What search engines ask for: robots.txt, a map of the site month by month, the news of two days."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.public import navigation, newest
from cms.public.cards import public_in_order
from newsroom.models import CommuneSettings, Story

MOST = 5_000
NEWS_OF = timedelta(days=2)
XML = "application/xml; charset=utf-8"


def month_begins(now: datetime) -> list[datetime]:
    """Return the first moment of each month that has been since the first story, the newest first."""
    first = Story.objects.filter(live=True).aggregate(first=Min("first_published_at"))["first"]
    if first is None:
        return []
    months, month = [], _begin(timezone.localtime(now))
    while month >= _begin(timezone.localtime(first)):
        months.append(month)
        month = _begin(month - timedelta(days=1))
    return months


def _begin(moment: datetime) -> datetime:
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def following(month: datetime) -> datetime:
    """Return the first moment of the next month."""
    return _begin(month + timedelta(days=32))


def month_named(written: str, now: datetime) -> datetime:
    """Return the month written ``2026-11``; raises ``Http404`` when there is none of that name."""
    found = next((month for month in month_begins(now) if f"{month:%Y-%m}" == written), None)
    if found is None:
        raise Http404("no such month")
    return found


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say where the maps are, and that the desk is nobody's reading."""
    maps = [request.build_absolute_uri(reverse(f"public:{name}")) for name in ("sitemap", "news_sitemap")]
    lines = [
        "User-agent: *",
        "Disallow: /quan-tri/",
        "Disallow: /tim-kiem/",
        *(f"Sitemap: {at}" for at in maps),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name the map of the sections and of each month."""
    months = [
        reverse("public:sitemap_month", args=[f"{month:%Y-%m}"]) for month in month_begins(timezone.now())
    ]
    parts = [request.build_absolute_uri(path) for path in (reverse("public:sitemap_sections"), *months)]
    return render(request, "public/sitemap_index.xml", {"parts": parts}, content_type=XML)


@require_safe
def sections(request: HttpRequest) -> HttpResponse:
    """Name the pages that are no stories."""
    names = ("replay", "on_air", "air_times", "infographics", "videos", "archive", "english", "english_about")
    paths = [
        "/",
        *(each.url for each in navigation.sections(request)),
        *(reverse(f"public:{n}") for n in names),
    ]
    return _urls(request, ({"at": request.build_absolute_uri(path)} for path in paths))


@require_safe
def month(request: HttpRequest, written: str) -> HttpResponse:
    """Name the stories of one month."""
    now = timezone.now()
    begins = month_named(written, now)
    wanted = newest.Wanted(since=begins, before=following(begins), most=MOST)
    return _urls(request, _of_stories(request, newest.stories(wanted, now)))


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Name the stories of the last two days, with their titles."""
    now = timezone.now()
    wanted = newest.Wanted(since=now - NEWS_OF, most=1_000)
    return _urls(request, _of_stories(request, newest.stories(wanted, now)), news=True)


def _of_stories(request: HttpRequest, numbers: list[int]) -> Iterator[dict[str, object]]:
    for story in public_in_order(numbers):
        yield {
            "at": request.build_absolute_uri(story.get_url(request) or ""),
            "changed": (story.last_published_at or story.first_published_at).astimezone(UTC).isoformat(),
            "published": story.first_published_at.astimezone(UTC).isoformat(),
            "title": story.title,
            "language": story.language or "vi",
        }


def _urls(request: HttpRequest, rows: Iterable[dict[str, object]], *, news: bool = False) -> HttpResponse:
    context = {"rows": list(rows), "news": news, "name": CommuneSettings.load().name if news else ""}
    return render(request, "public/sitemap.xml", context, content_type=XML)

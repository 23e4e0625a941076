"""The videos of the site: each with its still picture and what is seen and said; they are played in their stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.public import approved, newest, shots, wording
from cms.public.cards import public_in_order
from cms.public.paging import leaf
from cms.public.shots import Shot
from newsroom.models import Story

ON_A_PAGE = 12


@dataclass(frozen=True, kw_only=True)
class Film:
    """The first video of one story."""

    title: str
    lang: str
    url: str
    day: str
    iso_day: str
    shot: Shot | None
    lines: tuple[str, ...]


@require_safe
def videos(request: HttpRequest) -> HttpResponse:
    """Show the newest stories with a video."""
    now = timezone.now()

    def read(start: int, most: int) -> list[int]:
        return newest.stories(newest.Wanted(videos=True, start=start, most=most), now)

    page = leaf(read, request, size=ON_A_PAGE)
    shown = _films(public_in_order(page.rows), request)
    return render(request, "public/videos.html", {"leaf": page, "films": shown})


def _films(stories: list[Story], request: HttpRequest) -> list[Film]:
    """Return the videos of stories as they were approved."""
    bodies = approved.bodies(stories)
    first = {story.pk: film for story in stories if (film := _first(bodies.get(story.pk, ())))}
    stills = shots.shots_of((film["poster"] for film in first.values() if film.get("poster")), shots.IN_TEXT)
    return [
        _film(story, first[story.pk], stills.get(first[story.pk].get("poster") or 0), request)
        for story in stories
        if story.pk in first
    ]


def _first(body: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    return next((block["value"] for block in body if block["type"] == "video"), None)


def _film(story: Story, film: dict[str, Any], still: Shot | None, request: HttpRequest) -> Film:
    published = timezone.localtime(story.first_published_at)
    return Film(
        title=film["title"],
        lang=story.language or "vi",
        url=story.get_url(request) or "",
        day=wording.day(published),
        iso_day=published.date().isoformat(),
        shot=still,
        lines=tuple(line for line in film["words"].splitlines() if line.strip()),
    )

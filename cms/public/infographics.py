"""The infographics, one below the other: each picture with all that it says in words."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.public import approved, newest, shots, wording
from cms.public.cards import public_in_order
from cms.public.paging import leaf
from cms.public.shots import Shot
from newsroom.models import InfographicPage, Story

ON_A_PAGE = 12


@dataclass(frozen=True, kw_only=True)
class Poster:
    """One infographic: its picture, and the lines of its text alternative."""

    title: str
    url: str
    day: str
    iso_day: str
    shot: Shot
    lines: tuple[str, ...]


@require_safe
def posters(request: HttpRequest) -> HttpResponse:
    """Show the newest infographics."""
    now = timezone.now()

    def read(start: int, most: int) -> list[int]:
        return newest.stories(newest.Wanted(infographics=True, start=start, most=most), now)

    page = leaf(read, request, size=ON_A_PAGE)
    shown = _posters(public_in_order(page.rows), request)
    return render(request, "public/infographics.html", {"leaf": page, "posters": shown})


def _posters(stories: list[Story], request: HttpRequest) -> list[Poster]:
    """Return those of the stories whose picture is there."""
    numbers = dict(
        InfographicPage.objects.filter(pk__in=[story.pk for story in stories]).values_list(
            "pk", "infographic_id"
        )
    )
    pictures = shots.shots_of(filter(None, numbers.values()), shots.POSTER)
    words = approved.alternatives(stories)
    found = []
    for story in stories:
        drawn = pictures.get(numbers.get(story.pk) or 0)
        if drawn:
            found.append(_poster(story, drawn, words.get(story.pk, ""), request))
    return found


def _poster(story: Story, drawn: Shot, words: str, request: HttpRequest) -> Poster:
    published = timezone.localtime(story.first_published_at)
    return Poster(
        title=story.title,
        url=story.get_url(request) or "",
        day=wording.day(published),
        iso_day=published.date().isoformat(),
        shot=drawn,
        lines=tuple(line for line in words.splitlines() if line.strip()),
    )

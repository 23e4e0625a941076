"""The English side of the site: its front page, the commune introduced, its feed; for readers abroad.

It lists stories that were written and approved in English, and translates none.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cms.public import feeds, navigation, newest
from cms.public.cards import Card, cards_of, public_in_order
from cms.public.paging import leaf
from newsroom.models.story_terms import Language

ON_A_PAGE = 20
ENGLISH = Language.ENGLISH.value


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the newest English stories, and how to reach the commune."""
    now = timezone.now()

    def read(start: int, most: int) -> list[int]:
        return newest.stories(newest.Wanted(language=ENGLISH, start=start, most=most), now)

    with translation.override(ENGLISH):
        page = leaf(read, request, size=ON_A_PAGE)
        cards = cards_of(public_in_order(page.rows), request)
        return render(request, "public/english.html", {"leaf": page, "cards": cards})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Introduce the commune: its contacts, and what the sections that introduce it say in English."""
    with translation.override(ENGLISH):
        cards = _introducing(request, timezone.now())
        return render(request, "public/english_about.html", {"cards": cards})


def _introducing(request: HttpRequest, now: datetime) -> tuple[Card, ...]:
    wanted = [
        newest.Wanted(language=ENGLISH, section=each.page.path, most=ON_A_PAGE)
        for each in navigation.sections(request)
        if each.page.shows_contacts
    ]
    numbers = [number for found in newest.lists(wanted, now) for number in found] if wanted else []
    return cards_of(public_in_order(numbers), request)


@require_safe
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """Give the newest English stories with their whole text."""
    return feeds.written(request, form, newest.Wanted(language=ENGLISH, most=feeds.ITEMS), language=ENGLISH)

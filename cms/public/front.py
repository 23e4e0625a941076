"""The front page: the lead, the air of today, the notices, then a few stories of each section."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr
from django.http import HttpRequest

from cms.public import air, listening, navigation
from cms.public.cards import Card, cards, listed, pictures_of
from newsroom.models import ArticlePage, Story

LEAD_AMONG = 6
NOTICES = 8
IN_SECTION = 4
SOUNDS = 3


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """A section and its newest stories."""

    title: str
    url: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class Front:
    """All that the front page shows."""

    lead: Card | None
    day: air.Day
    sounds: tuple[listening.Sound, ...]
    notices: tuple[Card, ...]
    shelves: tuple[Shelf, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was published yet."""
        return self.lead is None and not self.notices


def front(request: HttpRequest, now: datetime) -> Front:
    """Read the front page; the number of queries does not grow with the stories."""
    public = listed(Story.objects.public().newest_first())
    is_notice = Q(articlepage__kind=ArticlePage.Kind.NOTICE)
    # exclude() on a joined column would nest a subquery; a missing article is no notice.
    newest = list(public.filter(~is_notice | Q(articlepage=None))[:LEAD_AMONG])
    lead = [next((story for story in newest if story.shown_picture), newest[0])] if newest else []
    notices = list(public.filter(is_notice)[:NOTICES])
    sections = navigation.sections(request)
    rest = _newest_of_each(public.exclude(pk__in=[story.pk for story in (*lead, *notices)]), sections)
    lengths = listening.stories_with_sound([*lead, *notices, *rest], now)
    pictures = pictures_of([*lead, *rest])

    def shown(stories: Iterable[Story]) -> tuple[Card, ...]:
        return cards(stories, request, sounds=lengths, pictures=pictures)

    return Front(
        lead=next(iter(shown(lead)), None),
        day=air.day(air.slots_in_use(), air.sounding(now), now),
        sounds=_sounds(now),
        notices=shown(notices),
        shelves=tuple(
            Shelf(title=section.title, url=section.url, cards=shown(own))
            for section in sections
            if (own := [story for story in rest if story.path.startswith(section.page.path)])
        ),
    )


def _newest_of_each(public: QuerySet[Story], sections: Sequence[navigation.Section]) -> list[Story]:
    """Return the newest stories of every section, in one query."""
    if not sections:
        return []
    section = Substr("path", 1, len(sections[0].page.path))
    place = Window(
        RowNumber(), partition_by=section, order_by=[F("first_published_at").desc(), F("pk").desc()]
    )
    return list(public.annotate(place=place).filter(place__lte=IN_SECTION))


def _sounds(now: datetime) -> tuple[listening.Sound, ...]:
    """Return what was played last; before the first play, what can be listened to in the stories."""
    heard = list(listening.aired(now)[:SOUNDS]) or list(listening.released(now).order_by("-pk")[:SOUNDS])
    return tuple(map(listening.sound, listening.granted(heard)))

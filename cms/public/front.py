"""The front page: the lead, the air of today, the notices, then a few stories of each section."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.http import HttpRequest

from cms.public import air, listening, navigation, newest
from cms.public.cards import Card, cards, pictures_of, public_in_order
from newsroom.models import ArticlePage, Story

LEAD_AMONG = 6
NOTICES = 8
IN_SECTION = 4
SOUNDS = 3
# A shelf leaves out the notices and the lead, which stand above; one more may turn out not to be public.
SPARE = IN_SECTION + NOTICES + 1 + 1


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
    """Read the front page; neither the number nor the size of the queries grows with the stories."""
    sections = navigation.sections(request)
    choice = _choose(sections, now)
    lengths = listening.stories_with_sound(choice.all())
    pictures = pictures_of([*choice.lead, *(story for shelf in choice.shelves for story in shelf)])

    def shown(stories: Iterable[Story]) -> tuple[Card, ...]:
        return cards(stories, request, sounds=lengths, pictures=pictures)

    return Front(
        lead=next(iter(shown(choice.lead)), None),
        day=air.day(air.sessions(now), air.sounding(now), now),
        sounds=_sounds(now),
        notices=shown(choice.notices),
        shelves=tuple(
            Shelf(title=section.title, url=section.url, cards=shown(own))
            for section, own in zip(sections, choice.shelves, strict=True)
            if own
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which stories stand where; none stands twice."""

    lead: list[Story]
    notices: list[Story]
    shelves: list[list[Story]]

    def all(self) -> list[Story]:
        """Return every story of the page."""
        return [*self.lead, *self.notices, *(story for shelf in self.shelves for story in shelf)]


def _choose(sections: Sequence[navigation.Section], now: datetime) -> Choice:
    """Ask for the newest of everything in one query, and for the stories themselves in a second."""
    leading, noticed, *shelved = newest.lists(
        [
            newest.Wanted(most=LEAD_AMONG, no_notices=True),
            newest.Wanted(most=NOTICES, kind=ArticlePage.Kind.NOTICE),
            *(newest.Wanted(most=SPARE, section=section.page.path) for section in sections),
        ],
        now,
    )
    below = [[number for number in own if number not in noticed][: SPARE - NOTICES] for own in shelved]
    wanted = dict.fromkeys(chain(leading, noticed, *below))
    public = {story.pk: story for story in public_in_order(list(wanted))}
    among = [public[number] for number in leading if number in public]
    lead = [next((story for story in among if story.shown_picture), among[0])] if among else []
    notices = [public[number] for number in noticed if number in public]
    shown = {story.pk for story in (*lead, *notices)}
    shelves = [
        [public[number] for number in own if number in public and number not in shown] for own in below
    ]
    return Choice(lead=lead, notices=notices, shelves=[own[:IN_SECTION] for own in shelves])


def _sounds(now: datetime) -> tuple[listening.Sound, ...]:
    """Return what was played last; before the first play, what can be listened to in the stories."""
    heard = listening.aired_last(now, most=SOUNDS)
    if not heard:
        heard = list(listening.released(now).order_by("-pk")[:SOUNDS])
    return tuple(map(listening.sound, listening.granted(heard)))

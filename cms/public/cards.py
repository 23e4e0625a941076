"""Stories as lists show them: plain data, so that a template asks nothing of the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from cms.public import listening, shots, wording
from cms.public.shots import Shot
from newsroom.models import ArticlePage, Story
from newsroom.models.story_terms import Language, Priority

LABELLED = {
    ArticlePage.Kind.NOTICE,
    ArticlePage.Kind.PRESS_RELEASE,
    ArticlePage.Kind.CLARIFICATION,
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """One story in a list; ``lang`` is the language it is written in."""

    title: str
    lang: str
    url: str
    summary: str
    day: str
    short_day: str
    iso_day: str
    label: str
    is_urgent: bool
    sound: str
    shot: Shot | None


def listed(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Read only what a card shows, an article's ``kind`` and ``language``, and the picture as ``shown_picture``."""
    shown = Coalesce("picture_id", "infographicpage__infographic_id")
    own = {"kind": F("articlepage__kind"), "language": F("articlepage__language")}
    return stories.annotate(**own, shown_picture=shown).only(
        "title",
        "url_path",
        "path",
        "depth",
        "numchild",
        "locale_id",
        "content_type_id",
        "live_revision_id",
        "first_published_at",
        "last_published_at",
        "summary",
        "priority",
    )


def public_in_order(numbers: Sequence[int]) -> list[Story]:
    """Return those of the stories that the public may read, as cards need them, in the order of their numbers."""
    found = listed(Story.objects.public()).in_bulk(list(numbers))
    return [found[number] for number in numbers if number in found]


def pictures_of(stories: Iterable[Story]) -> dict[int, Shot]:
    """Return the stories' pictures, in two queries."""
    return shots.shots_of((story.shown_picture for story in stories if story.shown_picture), shots.CARD)


def cards_of(stories: Sequence[Story], request: HttpRequest) -> tuple[Card, ...]:
    """Return one list of stories as cards, with pictures and sounds."""
    sounds = listening.stories_with_sound(stories)
    return cards(stories, request, sounds=sounds, pictures=pictures_of(stories))


def cards(
    stories: Iterable[Story],
    request: HttpRequest,
    *,
    sounds: Mapping[int, str],
    pictures: Mapping[int, Shot],
) -> tuple[Card, ...]:
    """Return ``listed`` stories as cards; ``sounds`` is story -> length in words."""
    return tuple(
        _card(
            story,
            story.get_url(request) or "",
            sound=sounds.get(story.pk, ""),
            shot=pictures.get(story.shown_picture),
        )
        for story in stories
    )


def _card(story: Story, url: str, *, sound: str, shot: Shot | None) -> Card:
    published = timezone.localtime(story.first_published_at)
    kind = story.kind
    return Card(
        title=story.title,
        lang=story.language or Language.VIETNAMESE.value,
        url=url,
        summary=story.summary,
        day=wording.day(published),
        short_day=f"{published:%d/%m}",
        iso_day=published.date().isoformat(),
        label=str(ArticlePage.Kind(kind).label) if kind in LABELLED else "",
        is_urgent=story.priority == Priority.URGENT,
        sound=sound,
        shot=shot,
    )

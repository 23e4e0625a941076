"""Stories as lists show them: plain data, so that a template asks nothing of the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from wagtail.images.models import SourceImageIOError

from cms.public import listening, wording
from newsroom.models import ArticlePage, Picture, Story
from newsroom.models.story_terms import Language, Priority

SIZES = tuple(f"fill-{width}x{width * 5 // 8}|format-webp" for width in (240, 480, 960))
LABELLED = {
    ArticlePage.Kind.NOTICE,
    ArticlePage.Kind.PRESS_RELEASE,
    ArticlePage.Kind.CLARIFICATION,
}


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture in the sizes a list needs."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str


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


def pictures_of(stories: Iterable[Story]) -> dict[int, Picture]:
    """Return the stories' pictures with the sizes already made, in two queries."""
    wanted = {story.shown_picture for story in stories if story.shown_picture}
    return Picture.objects.prefetch_renditions(*SIZES).in_bulk(wanted)


def cards_of(stories: Sequence[Story], request: HttpRequest) -> tuple[Card, ...]:
    """Return one list of stories as cards, with pictures and sounds."""
    sounds = listening.stories_with_sound(stories, timezone.now())
    return cards(stories, request, sounds=sounds, pictures=pictures_of(stories))


def cards(
    stories: Iterable[Story],
    request: HttpRequest,
    *,
    sounds: Mapping[int, str],
    pictures: Mapping[int, Picture],
) -> tuple[Card, ...]:
    """Return ``listed`` stories as cards; ``sounds`` is story -> length in words."""
    return tuple(
        _card(
            story,
            story.get_url(request) or "",
            sound=sounds.get(story.pk, ""),
            picture=pictures.get(story.shown_picture),
        )
        for story in stories
    )


def _card(story: Story, url: str, *, sound: str, picture: Picture | None) -> Card:
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
        shot=shot(picture, SIZES) if picture else None,
    )


def shot(picture: Picture, sizes: Sequence[str]) -> Shot | None:
    """Return the picture in ``sizes``, the smallest first; None when its file is gone."""
    try:
        made = list(picture.get_renditions(*sizes).values())
    except SourceImageIOError:
        return None
    largest = made[-1]
    return Shot(
        src=largest.url,
        srcset=", ".join(f"{rendition.url} {rendition.width}w" for rendition in made),
        width=largest.width,
        height=largest.height,
        alt=picture.description,
    )

"""What public pages ask for: newsroom's pages know nothing of the air, so their templates ask here."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone

from cms.public import cards as card_lists
from cms.public import front as front_page
from cms.public import languages, listening, navigation, newest, paging, shots, wording
from cms.public import structured as structured_data
from newsroom.models import Picture, Place, SectionPage, Story

register = template.Library()
register.filter("day", wording.day)
register.filter("hour", wording.hour)

STORIES_ON_A_PAGE = 20
RELATED = 4


@register.simple_tag(takes_context=True)
def front(context: Context) -> front_page.Front:
    """Return all that the front page shows."""
    return front_page.front(context["request"], timezone.now())


@register.simple_tag(takes_context=True)
def sections(context: Context) -> tuple[navigation.Section, ...]:
    """Return the sections of the site; an error page without a site has none."""
    return navigation.sections(context["request"])


@register.simple_tag(takes_context=True)
def introduction(context: Context) -> str:
    """Return the address of the section that introduces the commune in Vietnamese; empty when there is none."""
    rows = navigation.sections(context["request"])
    return next((row.url for row in rows if row.page.shows_contacts), "")


@register.simple_tag
def hamlets() -> list[Place]:
    """Return the parts of the commune in their order."""
    return list(Place.objects.all())


@register.simple_tag(takes_context=True)
def section_of(context: Context, story: Story) -> navigation.Section | None:
    """Return the section that a story stands in."""
    own = (row for row in navigation.sections(context["request"]) if story.path.startswith(row.page.path))
    return next(own, None)


@register.simple_tag(takes_context=True)
def leaf(context: Context, section: SectionPage) -> paging.Leaf:
    """Return the numbers of the section's stories on the page that the request asks for."""
    now = timezone.now()

    def read(start: int, most: int) -> list[int]:
        return newest.stories(newest.Wanted(section=section.path, start=start, most=most), now)

    return paging.leaf(read, context["request"], size=STORIES_ON_A_PAGE)


@register.simple_tag(takes_context=True)
def cards(context: Context, numbers: Sequence[int]) -> tuple[card_lists.Card, ...]:
    """Return those of the stories that the public may read, as cards."""
    return card_lists.cards_of(card_lists.public_in_order(numbers), context["request"])


@register.simple_tag(takes_context=True)
def listen(context: Context, story: Story) -> listening.Sound | None:
    """Return the sound of a story; a preview has none, for its text may differ from what was read."""
    if getattr(context["request"], "is_preview", False):
        return None
    return listening.sound_of_story(story)


@register.simple_tag
def shot(picture: Picture | None, *, zoom: bool = False) -> shots.Shot | None:
    """Return a picture in the sizes of a text column, or of an infographic that one looks into."""
    if picture is None:
        return None
    return shots.shots([picture], shots.TO_ZOOM if zoom else shots.IN_TEXT).get(picture.pk)


@register.simple_tag(takes_context=True)
def structured(context: Context, story: Story) -> str:
    """Return the story as search engines read it; a preview is nobody's business."""
    request = context["request"]
    if getattr(request, "is_preview", False):
        return ""
    return structured_data.of_story(story, request, commune=context["commune"], shot=shot(story.picture))


@register.simple_tag(takes_context=True)
def absolute(context: Context, path: str) -> str:
    """Return the whole address of a path."""
    return str(context["request"].build_absolute_uri(path))


@register.simple_tag(takes_context=True)
def related(context: Context, story: Story) -> tuple[card_lists.Card, ...]:
    """Return a few other new stories of the same section."""
    section = story.path[: newest.SECTION_PATH]
    numbers = newest.stories(newest.Wanted(section=section, most=RELATED + 1), timezone.now())
    others = [number for number in numbers if number != story.pk][:RELATED]
    return card_lists.cards_of(card_lists.public_in_order(others), context["request"])


@register.simple_tag(takes_context=True)
def versions(context: Context, story: Story) -> tuple[languages.Version, ...]:
    """Return the same story in other languages; a preview leads nowhere."""
    request = context["request"]
    return () if getattr(request, "is_preview", False) else languages.others(story, request)


@register.simple_tag
def changed(story: Story) -> date | None:
    """Return the day of the newest version, when it is not that of the first."""
    first, last = (
        at and timezone.localtime(at).date() for at in (story.first_published_at, story.last_published_at)
    )
    return last if first and last and last > first else None


@register.simple_tag
def published(story: Story) -> date:
    """Return the day of a story: its first publication, or today in a preview."""
    return timezone.localtime(story.first_published_at or timezone.now()).date()


@register.filter
def lines(text: Any) -> list[str]:
    """Return the lines of a text that hold something."""
    return [line for line in str(text or "").splitlines() if line.strip()]

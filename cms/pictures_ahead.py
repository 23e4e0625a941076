"""Makes the sizes of pictures that public pages show before readers ask: AVIF takes seconds, so nobody waits for it.

Publishing a story wakes a worker for it; what was lost on the way is made up for every night. Until a picture is
ready, pages offer what there is.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django_q.tasks import async_task
from wagtail.images.models import SourceImageIOError

from cms.public import newest
from cms.public.shots import CARD, IN_TEXT, POSTER, TO_ZOOM, Sizes
from newsroom.models import Picture, PictureRendition, Story
from newsroom.models.story_site import files_on_site

log = logging.getLogger(__name__)

# A night's sweep looks at so many of the newest stories: nobody reads older ones often enough to pay for it.
NEWEST = 300


def wanted(story: Story) -> Iterator[tuple[Picture, Sizes]]:
    """Yield the pictures that the story's page and the lists with it show, each with a kind of place."""
    infographic = getattr(story, "infographic", None)
    if lead := story.picture or infographic:
        yield lead, CARD
    for each in files_on_site(story):
        if isinstance(each, Picture) and each != infographic:
            yield each, IN_TEXT
    if infographic:
        yield infographic, TO_ZOOM
        yield infographic, POSTER


def make_for(numbers: list[int]) -> str:
    """Make what is missing of these stories, of those that the public may read; a worker keeps the returned line."""
    made = 0
    for story in Story.objects.public().filter(pk__in=numbers).specific():
        for picture, sizes in wanted(story):
            made += _make(picture, sizes)
    return f"{made} sizes made"


def _make(picture: Picture, sizes: Sizes) -> int:
    before = PictureRendition.objects.filter(image=picture).count()
    try:
        picture.get_renditions(*sizes.all)
    except SourceImageIOError as fault:
        log.warning("picture %s: %s", picture.pk, fault)
    return PictureRendition.objects.filter(image=picture).count() - before


def make_newest(now: datetime) -> str:
    """Make up for what was lost on the way."""
    return make_for(newest.stories(newest.Wanted(most=NEWEST), now))


def wake(instance: Any, **kwargs: Any) -> None:
    """Have a worker make the pictures of a story that was just published (Wagtail's ``page_published``)."""
    if isinstance(instance, Story):
        transaction.on_commit(partial(_wake, instance.pk))


def _wake(number: int) -> None:
    try:
        async_task("cms.pictures_ahead.make_for", [number], q_options={"group": "pictures"})
    except Exception:
        log.exception("could not wake the workers; the night will do")

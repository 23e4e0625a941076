"""The same story in the other language: pages lead to each other while both may be read."""

import unicodedata
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language_info

from cms.public.cards import listed
from newsroom.models import ArticlePage, Story
from newsroom.models.story_terms import Language

_KEPT = "_loaxa_versions"


@dataclass(frozen=True, kw_only=True)
class Version:
    """One language in which a story can be read; ``name`` is what its readers call it."""

    code: str
    name: str
    url: str


def code_of(story: Story) -> str:
    """Return the language a story is written in."""
    return str(story.language) if isinstance(story, ArticlePage) else Language.VIETNAMESE.value


def others(story: Story, request: HttpRequest) -> tuple[Version, ...]:
    """Return the versions of the story of this request in other languages that the public may read; asked once."""
    if not isinstance(story, ArticlePage):
        return ()
    kept = getattr(request, _KEPT, None)
    if kept is None:
        kept = _read(story, request)
        setattr(request, _KEPT, kept)
    return tuple(kept)


def _read(story: ArticlePage, request: HttpRequest) -> tuple[Version, ...]:
    original = story.translation_of_id or story.pk
    same = ArticlePage.objects.filter(Q(pk=original) | Q(translation_of=original)).exclude(pk=story.pk)
    public = listed(Story.objects.public().filter(pk__in=same.exclude(language=story.language).values("pk")))
    return tuple(_version(each.language, each.get_url(request) or "") for each in public)


def _version(code: str, url: str) -> Version:
    # Django has "Tiếng Việt" in letters with loose marks.
    name = unicodedata.normalize("NFC", get_language_info(code)["name_local"])
    return Version(code=code, name=name, url=url)

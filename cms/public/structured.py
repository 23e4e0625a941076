"""What search engines and messengers are told of a story, beside what people read."""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.public import languages
from cms.public.shots import Shot
from newsroom.models import CommuneSettings, Story

ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def of_story(
    story: Story, request: HttpRequest, *, commune: CommuneSettings, shot: Shot | None
) -> SafeString:
    """Return the story as schema.org's NewsArticle; it is data, no browser runs it."""
    url = request.build_absolute_uri(story.get_url(request) or "")
    publisher = {"@type": "GovernmentOrganization", "name": commune.authority or commune.name}
    author = {"@type": "Person", "name": story.author} if story.author else publisher
    published = story.first_published_at or timezone.now()
    picture = shot.src if shot else reverse("public:share_card", args=[story.pk])
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "datePublished": timezone.localtime(published).isoformat(timespec="seconds"),
        "dateModified": timezone.localtime(story.last_published_at or published).isoformat(
            timespec="seconds"
        ),
        "author": author,
        "publisher": publisher,
        "mainEntityOfPage": url,
        "image": [request.build_absolute_uri(picture)],
        "inLanguage": languages.code_of(story),
        "isAccessibleForFree": True,
    }
    written = json.dumps(facts, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))

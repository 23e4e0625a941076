"""The words of public stories as they were approved: read from the frozen submissions, never from the rows."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from cms.public.cards import public_in_order
from newsroom.models import Approval, FrozenText, Story


@dataclass(frozen=True, kw_only=True)
class Text:
    """One story as it was approved."""

    number: int
    url: str
    title: str
    summary: str
    html: str
    author: str
    source: str
    section: str
    published_at: datetime
    changed_at: datetime


def texts(numbers: Iterable[int], request: HttpRequest) -> list[Text]:
    """Return those of the stories that the public may read, in this order, in a fixed number of queries."""
    stories = public_in_order(list(numbers))
    forms = _forms(stories)
    return [_text(story, forms[story.pk], request) for story in stories if story.pk in forms]


def alternatives(stories: list[Story]) -> dict[int, str]:
    """Return story -> what its infographic says in words, as it was approved."""
    return {number: form.get("text_alternative", "") for number, form in _forms(stories).items()}


def bodies(stories: list[Story]) -> dict[int, list[dict[str, Any]]]:
    """Return story -> the blocks of its text, as they were approved."""
    return {number: form.get("body", []) for number, form in _forms(stories).items()}


def _forms(stories: list[Story]) -> dict[int, dict[str, Any]]:
    """Return story -> the frozen web form of the approval under which it is live."""
    revisions = {story.live_revision_id: story.pk for story in stories}
    approvals = Approval.objects.in_force().filter(revision_id__in=revisions)
    submitted = approvals.values_list("revision_id", "submission__digests")
    digests = {revisions[revision]: each.get("site") for revision, each in submitted}
    found = dict(FrozenText.objects.filter(pk__in=digests.values()).values_list("pk", "text"))
    return {story: json.loads(found[digest]) for story, digest in digests.items() if digest in found}


def _text(story: Story, form: dict[str, Any], request: HttpRequest) -> Text:
    url = story.get_url(request) or ""
    body = Story._meta.get_field("body").stream_block.to_python(form["body"])
    words = form.get("text_alternative", "")
    return Text(
        number=story.pk,
        url=request.build_absolute_uri(url),
        title=form["title"],
        summary=form["summary"],
        html=_absolute(str(body.render_as_block()), request) + _paragraphs(words),
        author=form["author"],
        source=form["source"],
        section=url.strip("/").split("/")[0],
        published_at=story.first_published_at,
        changed_at=story.last_published_at or story.first_published_at,
    )


def _absolute(html: str, request: HttpRequest) -> str:
    root = request.build_absolute_uri("/")
    for name in ("src", "href"):
        html = html.replace(f'{name}="/', f'{name}="{root}')
    return html


def _paragraphs(words: str) -> str:
    return "".join(format_html("<p>{}</p>", line) for line in words.splitlines() if line.strip())

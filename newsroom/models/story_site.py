"""What of a story the public reads, as plain data: frozen when it is submitted, compared whenever it is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from newsroom.models.approval import Submission
from newsroom.models.files import FrozenFile
from newsroom.models.frozen_text import FrozenText

if TYPE_CHECKING:
    from newsroom.models.story import Story

# Columns of a story that the public reads, or that say where and when it may.
PUBLIC_COLUMNS = frozenset(
    {
        "title", "summary", "body", "picture", "picture_id", "category", "origin", "source", "author",
        "document_number", "document_date", "document_issuer", "source_document", "source_document_id",
        "document_form", "effective_on", "kind", "language", "translation_of", "translation_of_id", "text_alternative",
        "infographic", "infographic_id", "issue_number", "issue_month", "issue_year", "stories",
        "on_site", "valid_from", "live",
        "live_revision", "live_revision_id", "alias_of", "alias_of_id",
    }
)  # fmt: skip

# What only some kinds of story have.
OWN_FIELDS = (
    *("kind", "language", "translation_of_id", "text_alternative", "document_form"),
    *("issue_number", "issue_month", "issue_year"),
)


def outlets(story: Story) -> dict[str, Any]:
    """Return where the story appears, for how long, and how urgent it is."""
    found: dict[str, Any] = {
        "site": story.on_site,
        "air": story.on_air,
        "boards": story.on_boards,
        "zones": sorted(place.pk for place in story.zones.all()),
        "priority": story.priority,
        "valid_from": _moment(story.valid_from),
        "valid_until": _moment(story.valid_until),
    }
    if story.drill:
        found["drill"] = True
    return found


def _moment(at: datetime | None) -> str | None:
    """Return a moment in UTC, to the second: it is frozen in the same letters wherever it was typed or kept."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def site_form(story: Story) -> dict[str, Any]:
    """Return what the web page shows."""
    site = {
        "title": story.title,
        "summary": story.summary,
        "body": story.body.get_prep_value(),
        "category": story.category,
        "origin": story.origin,
        "source": story.source,
        "author": story.author,
        "document": [story.document_number, str(story.document_date or ""), story.document_issuer],
        "files": [file.facts() for file in files_on_site(story) if file],
    }
    for own in OWN_FIELDS:
        if hasattr(story, own):
            site[own] = getattr(story, own)
    if hasattr(story, "story_ids"):
        site["stories"] = story.story_ids()
    if hasattr(story, "effective_on"):
        site["effective_on"] = str(story.effective_on or "")
    return site


def files_on_site(story: Story) -> list[Any]:
    """Return the pictures and documents of the page, in the order in which it shows them; None where there is none."""
    files: list[FrozenFile | None] = [
        story.picture,
        getattr(story, "infographic", None),
        story.source_document,
    ]
    for block in story.body:
        if block.block_type in ("picture", "infographic"):
            files.append(block.value["picture"])
        elif block.block_type == "document":
            files.append(block.value)
        elif block.block_type == "video":
            files += [block.value[name] for name in ("file", "captions", "poster")]
    return files


def shows_what_was_submitted(story: Story, submission: Submission) -> bool:
    """Whether the row says what the frozen forms say.

    Only what the submission froze is compared, so that a form which learns a new field asks for no new approval.
    Forms that were erased by order say nothing, and nothing equals them.
    """
    text = FrozenText.objects.filter(pk=submission.digests.get("site")).values_list("text", flat=True).first()
    if text is None:
        return False
    frozen, now = json.loads(text), site_form(story)
    same_place = (submission.outlets["site"], submission.outlets["valid_from"]) == (
        story.on_site,
        _moment(story.valid_from),
    )
    return same_place and all(now.get(name) == value for name, value in frozen.items())

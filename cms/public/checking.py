"""The page behind the QR of an approval slip: whether an approval stands, and nothing that it does not already say."""

from dataclasses import dataclass
from datetime import datetime

from newsroom.models import Approval, Story
from newsroom.slip import SHORT

LEAST = 8


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What may be told to anybody; the title only while the story is public."""

    number: int
    known: bool
    approved_at: datetime | None = None
    recalled_at: datetime | None = None
    title: str = ""
    url: str = ""
    sha256: str = ""


def answer(number: int, typed: str) -> Answer:
    """Say whether the approval exists with this digest; a wrong digest and a wrong number look the same.

    ``typed`` is the beginning of the link's SHA-256, at least 8 digits, as people write it.
    """
    digest = "".join(typed.split()).lower()
    approval = Approval.objects.filter(entry_id=number).select_related("entry", "recall").first()
    if approval is None or len(digest) < LEAST or not approval.entry.sha256.startswith(digest):
        return Answer(number=number, known=False)
    recall = getattr(approval, "recall", None)
    story = Story.objects.filter(pk=approval.story_id, live_revision_id=approval.revision_id).public().first()
    return Answer(
        number=number,
        known=True,
        approved_at=approval.approved_at,
        recalled_at=recall.recalled_at if recall else None,
        title=story.title if story else "",
        url=story.url if story else "",
        sha256=approval.entry.sha256[:SHORT],
    )

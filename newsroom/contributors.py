"""Who worked on a story since it was last approved, and therefore never decides on it."""

from django.db.models import Max, Q
from wagtail.models import PageLogEntry, Revision

from newsroom.models import Approval, Story, User

# Not "wagtail.rename": Wagtail writes it of whoever publishes, and who approved a new title did not word it.
EDITS = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.copy")


def contributors(story: Story, revision_id: int, submitter: User) -> set[int]:
    """Return who made any edit since the last approval: revisions, the log, the owner of a new story, the submitter."""
    last = Approval.objects.filter(story_id=story.pk).order_by("-entry_id").first()
    revisions = Revision.page_revisions.filter(object_id=str(story.pk), pk__lte=revision_id)
    entries = PageLogEntry.objects.filter(page_id=story.pk, action__in=EDITS)
    if last is None:
        people = {story.owner_id}
    else:
        people = set()
        revisions = revisions.filter(pk__gt=last.revision_id)
        entries = entries.filter(
            Q(revision_id__gt=last.revision_id) | Q(revision_id=None, pk__gt=_logged_last(last))
        )
    people |= set(revisions.values_list("user_id", flat=True))
    people |= set(entries.values_list("user_id", flat=True))
    return {person for person in people if person} | {submitter.pk}


def _logged_last(approval: Approval) -> int:
    """Return the number of the last line that the log has of the approved revision.

    Numbers, not times, say what came after an approval: the clock of a machine may go back.
    """
    lines = PageLogEntry.objects.filter(page_id=approval.story_id, revision_id=approval.revision_id)
    return int(lines.aggregate(last=Max("pk"))["last"] or 0)

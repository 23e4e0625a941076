"""Who worked on a story since it was last approved, and therefore never decides on it."""

from wagtail.models import PageLogEntry, Revision

from newsroom.models import Approval, Story, User

EDITS = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename", "wagtail.copy")


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
        entries = entries.filter(timestamp__gt=last.approved_at)
    people |= set(revisions.values_list("user_id", flat=True))
    people |= set(entries.values_list("user_id", flat=True))
    return {person for person in people if person} | {submitter.pk}

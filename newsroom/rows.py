"""Writes down what was submitted and what was approved; the only writer of Submission and Approval."""

from datetime import datetime

from wagtail.models import PageLogEntry, Revision

from newsroom import chain, forms_of_story, own_decisions
from newsroom.models import Approval, ChainEntry, Story, Submission, User, Waiver

EDITS = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename", "wagtail.copy")


def freeze(
    story: Story, person: User, *, revision_id: int, workflow_state_id: int, now: datetime
) -> Submission:
    """Write down every form of ``story`` as it stands; ``workflow_state_id`` is 0 for an emergency."""
    forms = forms_of_story.freeze(story)
    forms_of_story.keep_texts(forms)
    return Submission.objects.create(
        story_id=story.pk,
        revision_id=revision_id,
        workflow_state_id=workflow_state_id,
        title=story.title,
        outlets=forms["outlets"],
        digests=forms_of_story.digests(forms),
        contributors=sorted(contributors(story, revision_id, person)),
        submitted_by=person,
        submitted_by_name=person.get_full_name(),
        submitted_at=now,
    )


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


def write_approval(
    submission: Submission, person: User, *, now: datetime, waiver: Waiver | None = None
) -> Approval:
    """Write the content decision and its link; who may decide is asked by the caller."""
    facts = {
        "submission": submission.pk,
        "story": submission.story_id,
        "revision": submission.revision_id,
        "digests": submission.digests,
        "contributors": submission.contributors,
        "steps": own_decisions.steps_of(submission.reviews.all()),
        **chain.person(person),
    }
    return Approval.objects.create(
        entry=chain.append(ChainEntry.Kind.APPROVAL, facts, now=now),
        submission=submission,
        waiver=waiver,
        story_id=submission.story_id,
        revision_id=submission.revision_id,
        digests=submission.digests,
        approver=person,
        approver_name=person.get_full_name(),
        approver_title=person.title,
        approved_at=now,
    )

"""Writes down what was submitted and what was approved; the only writer of Submission and Approval."""

from datetime import datetime

from newsroom import chain, escalations, forms_of_story, own_decisions
from newsroom.contributors import contributors
from newsroom.models import Approval, ChainEntry, Delegation, Story, Submission, User, Waiver


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


def write_approval(
    submission: Submission,
    person: User,
    *,
    now: datetime,
    waiver: Waiver | None = None,
    by: Delegation | None = None,
) -> Approval:
    """Write the content decision and its link; who may decide is asked by the caller. ``by``: in whose stead."""
    reports = escalations.links_of(submission)
    facts = {
        "submission": submission.pk,
        "story": submission.story_id,
        "revision": submission.revision_id,
        "digests": submission.digests,
        "contributors": submission.contributors,
        "steps": own_decisions.steps_of(submission.reviews.all()),
        **chain.person(person),
        **({"delegation": by.entry_id} if by else {}),
        **({"escalations": reports} if reports else {}),
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
        delegation=by,
        escalations=reports,
    )

"""Reads: what waits, what was decided."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import TaskState, WorkflowState

from newsroom.models import Approval, Review, Story, Submission


def waiting_submissions() -> QuerySet[Submission]:
    """Return what waits for a decision, the oldest first."""
    in_progress = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    states = dict(in_progress.values_list("workflow_state_id", "revision_id"))
    return (
        Submission.objects.filter(workflow_state_id__in=states, revision_id__in=states.values())
        .select_related("submitted_by")
        .order_by("submitted_at")
    )


def latest_return(story_id: int) -> Review | None:
    """Return why the story was last returned, when nothing was submitted since."""
    submission = Submission.objects.filter(story_id=story_id).order_by("-pk").first()
    if submission is None:
        return None
    return submission.reviews.filter(decision=Review.Decision.RETURNED).last()


def alerts(now: datetime) -> QuerySet[Story]:
    """Return the emergencies and drills that stand on top of every public page, the newest first."""
    waived = Approval.objects.in_force().filter(
        revision_id=OuterRef("live_revision_id"), waiver__isnull=False
    )
    return (
        Story.objects.public()
        .filter(Q(drill=True) | Exists(waived), Q(valid_until__gt=now))
        .order_by("-last_published_at")
    )


def previous_approved(submission: Submission) -> Submission | None:
    """Return the submission that was approved before this one, to show what changed."""
    return (
        Submission.objects.filter(story_id=submission.story_id, approval__isnull=False, pk__lt=submission.pk)
        .order_by("-pk")
        .first()
    )

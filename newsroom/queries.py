"""Reads: what stands on top of every public page, and what was approved before."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from newsroom.models import Approval, Story, Submission


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

"""Which version of a story counts: reads over the approvals of the same story, older and newer."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from broadcast.models import Programme

# A string foreign key leads to the newsroom's approvals; this package does not import them.
_Approval: Any = Programme._meta.get_field("approval").related_model


def newer_in_force(*, story: str, submission: str) -> Exists:
    """Return whether a newer version was approved and not recalled; the arguments name the outer columns."""
    return Exists(_newer(story, submission).filter(recall=None))


def newer_recalled(*, story: str, submission: str) -> Exists:
    """Return whether a newer version was recalled: a recall takes the older ones of its story along."""
    return Exists(_newer(story, submission).filter(recall__isnull=False))


def _newer(story: str, submission: str) -> Any:
    return _Approval.objects.filter(story_id=OuterRef(story), submission_id__gt=OuterRef(submission))


def approvals() -> Any:
    """Return all approvals."""
    return _Approval.objects.all()


def newest_in_force(story_id: int) -> Any:
    """Return the newest approval of a story that nobody recalled, or None."""
    approvals = _Approval.objects.filter(story_id=story_id, recall=None)
    return approvals.select_related("submission__programme").order_by("-submission_id").first()


def recalled_since(since: datetime) -> Any:
    """Return the recalled approvals of that time, and with each the older ones of the same story."""
    recalled = _Approval.objects.filter(recall__recalled_at__gte=since)
    along = recalled.filter(story_id=OuterRef("story_id"), submission_id__gte=OuterRef("submission_id"))
    return _Approval.objects.filter(Exists(along))

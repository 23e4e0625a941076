"""What was submitted, who decided, what was approved, what was recalled: rows that are added and never changed."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.models.chain import ChainEntry


class Submission(models.Model):
    """Every form of a story, frozen at the moment it was put before an approver.

    ``forms_json`` is canonical JSON (RFC 8785); ``digests`` holds the SHA-256 of each form in it.
    Story and revision are plain numbers: deleting a page must not take the evidence along.
    """

    story_id = models.PositiveBigIntegerField(db_index=True)
    revision_id = models.PositiveBigIntegerField(db_index=True)
    workflow_state_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=255)
    forms_json = models.TextField()
    digests = models.JSONField()
    contributors = models.JSONField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_by_name = models.CharField(max_length=120)
    submitted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision_id", "workflow_state_id"], name="one_submission_per_revision_and_workflow"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Review(models.Model):
    """One person's decision at one step."""

    class Decision(models.TextChoices):
        """What was decided."""

        PASSED = "passed", pgettext_lazy("decision", "passed")
        RETURNED = "returned", pgettext_lazy("decision", "returned")

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reviews")
    step = models.CharField(max_length=255)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    decision = models.CharField(max_length=12, choices=Decision)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    delegation = models.ForeignKey(
        "newsroom.Delegation", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "person"],
                condition=models.Q(decision="passed"),
                name="one_person_takes_one_step",
            ),
            models.CheckConstraint(
                condition=models.Q(decision="passed") | ~models.Q(reason=""), name="a_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.decision}"


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals."""

    def in_force(self) -> Self:
        """Leave out what was recalled."""
        return self.filter(recall=None)


class Approval(models.Model):
    """The content decision; its link in the evidence chain says the same, signed."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="approval")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="approval")
    story_id = models.PositiveBigIntegerField(db_index=True)
    revision_id = models.PositiveBigIntegerField(db_index=True)
    digests = models.JSONField()
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver_name = models.CharField(max_length=120)
    approver_title = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField()
    delegation = models.ForeignKey(
        "newsroom.Delegation", null=True, blank=True, on_delete=models.PROTECT, related_name="approvals"
    )

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-entry_id"]

    def __str__(self) -> str:
        return f"{self.sequence}"

    @property
    def sequence(self) -> int:
        """The number of its link in the evidence chain, by which everything else names it."""
        return self.entry_id

    @staticmethod
    def submissions_of(story_id: int) -> models.QuerySet[Submission]:
        """Return what was ever submitted of a story."""
        return Submission.objects.filter(story_id=story_id)


class Recall(models.Model):
    """A leader took an approval back."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="recall")
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="recall")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    reason = models.TextField()
    recalled_at = models.DateTimeField()

    class Meta:
        verbose_name = _("recall")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="a_recall_says_why")]

    def __str__(self) -> str:
        return f"{self.approval_id}"

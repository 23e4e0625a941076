"""Reports to the party committee or an upper level (báo cáo cấp uỷ): question, answer, or that it was taken back."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models.append_only import AppendOnly, AppendOnlyQuerySet, Guard
from newsroom.models.approval import Submission
from newsroom.models.chain import ChainEntry

ERASED = """
    NEW."{column}" = '' AND EXISTS (
        SELECT 1 FROM "newsroom_erasure" JOIN "newsroom_erasureproposal"
        ON "newsroom_erasureproposal"."id" = "newsroom_erasure"."proposal_id"
        WHERE "newsroom_erasureproposal"."story_id" = OLD."story_id"
    )
"""


class EscalationQuerySet(AppendOnlyQuerySet["Escalation"]):
    """Reports."""

    def open(self) -> Self:
        """Keep what was neither answered nor taken back."""
        return self.filter(reply=None, end=None).select_related("reply", "end")


class Escalation(AppendOnly):
    """A leader asks above before he decides; until the answer is there nobody approves the story.

    The link keeps the digest of the question; the question itself goes with the story's texts by a recorded order.
    """

    guard: ClassVar[Guard] = Guard(changes={"question": ERASED.format(column="question")})

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="escalation")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="escalations")
    story_id = models.PositiveBigIntegerField(db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    person_title = models.CharField(max_length=120, blank=True)
    addressee = models.CharField(_("to whom"), max_length=200)
    question = models.TextField(_("question"))
    question_sha256 = models.CharField(max_length=64)
    answer_by = models.DateTimeField(_("answer wanted by"))
    escalated_at = models.DateTimeField()

    objects = EscalationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("report to the upper level")
        verbose_name_plural = _("reports to the upper level")
        ordering = ["entry_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer_by__gt=models.F("escalated_at")), name="an_answer_comes_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} -> {self.addressee}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer; says of one row what ``open`` says of many."""
        return getattr(self, "reply", None) is None and getattr(self, "end", None) is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether the answer was wanted by now and is not there."""
        return self.is_open and self.answer_by <= now


class EscalationReply(AppendOnly):
    """What was answered, by whom, on which paper; a person here wrote it down."""

    class Verdict(models.TextChoices):
        """What the answer says."""

        AGREES = "agrees", _("agrees")
        CONDITIONS = "conditions", _("agrees with conditions")
        DISAGREES = "disagrees", _("does not agree")

    guard: ClassVar[Guard] = Guard(changes={"words": ERASED.format(column="words")})

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="escalation_reply")
    escalation = models.OneToOneField(Escalation, on_delete=models.PROTECT, related_name="reply")
    story_id = models.PositiveBigIntegerField()
    verdict = models.CharField(max_length=12, choices=Verdict)
    words = models.TextField(blank=True)
    words_sha256 = models.CharField(max_length=64)
    answered_by = models.CharField(max_length=200)
    document_number = models.CharField(max_length=80, blank=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer of the upper level")
        ordering = ["entry_id"]

    def __str__(self) -> str:
        return f"{self.escalation_id} {self.verdict}"


class EscalationEnd(AppendOnly):
    """The question was taken back before it was answered, with the reason."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="escalation_end")
    escalation = models.OneToOneField(Escalation, on_delete=models.PROTECT, related_name="end")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    reason = models.TextField()
    ended_at = models.DateTimeField()

    class Meta:
        verbose_name = _("report to the upper level taken back")
        ordering = ["entry_id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_report_taken_back_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.escalation_id}"

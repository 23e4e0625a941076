"""Suggestions (đề nghị sửa): what a leader would say otherwise; the editor takes it over or says why not."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models.approval import Submission


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Suggestions."""

    def open(self) -> Self:
        """Keep what nobody answered, of submissions that were not approved as they are."""
        return self.filter(answer=None, submission__approval=None)


class Suggestion(models.Model):
    """What one person would change; ``changes`` is place -> {"old", "new"}, places as in ``newsroom.suggestions``."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="suggestions")
    story_id = models.PositiveBigIntegerField(db_index=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    changes = models.JSONField()
    note = models.TextField(blank=True)
    suggested_at = models.DateTimeField()

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.person_name}"

    @property
    def state(self) -> str:
        """Where it stands: ``open``, ``accepted``, ``refused``, or ``overtaken`` by an approval."""
        answer: SuggestionAnswer | None = getattr(self, "answer", None)
        if answer is not None:
            return "accepted" if answer.accepted else "refused"
        return "overtaken" if hasattr(self.submission, "approval") else "open"

    @property
    def is_open(self) -> bool:
        """Whether an editor still answers it."""
        return self.state == "open"


class SuggestionAnswer(models.Model):
    """An editor took the suggestion over into ``submission``, or refused it with a word."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.PROTECT, related_name="answer")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    accepted = models.BooleanField()
    word = models.TextField(blank=True)
    submission = models.ForeignKey(Submission, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a suggestion")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted=True, submission__isnull=False)
                | (models.Q(accepted=False) & ~models.Q(word="")),
                name="an_answer_takes_over_or_says_why_not",
            )
        ]

    def __str__(self) -> str:
        return f"{self.suggestion_id}"

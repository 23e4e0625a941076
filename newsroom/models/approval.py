"""What was submitted, who decided, what was approved, what was recalled: rows that are added and never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.models.append_only import AppendOnly, AppendOnlyQuerySet, Guard
from newsroom.models.chain import ChainEntry
from newsroom.models.frozen_text import FrozenText

ERASED_STORY = """
    NEW."title" = '' AND EXISTS (
        SELECT 1 FROM "newsroom_erasure" JOIN "newsroom_erasureproposal"
        ON "newsroom_erasureproposal"."id" = "newsroom_erasure"."proposal_id"
        WHERE "newsroom_erasureproposal"."story_id" = OLD."story_id"
    )
"""


class Erased(Exception):
    """A frozen text is asked for that is not there any more: erased by a recorded order, or lost."""


def _texts(digests: Iterable[str]) -> dict[str, str]:
    return dict(FrozenText.objects.filter(pk__in=list(digests)).values_list("pk", "text"))


class Submission(AppendOnly):
    """Every form of a story, frozen at the moment it was put before an approver.

    ``digests`` holds the SHA-256 of each form's canonical JSON (RFC 8785). The outlets stand here; the texts lie
    apart (``FrozenText``), so that they alone can be erased by a recorded order, and the title with them.
    Story and revision are plain numbers: deleting a page must not take the evidence along.
    """

    guard: ClassVar[Guard] = Guard(changes={"title": ERASED_STORY})
    _loaded: dict[str, str] | None = None

    story_id = models.PositiveBigIntegerField(db_index=True)
    revision_id = models.PositiveBigIntegerField(db_index=True)
    workflow_state_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=255)
    outlets = models.JSONField()
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
        return self.title or str(_("(erased)"))

    @property
    def text_digests(self) -> dict[str, str]:
        """The digests of the forms whose texts lie apart."""
        return {name: digest for name, digest in self.digests.items() if name != "outlets"}

    @staticmethod
    def load_forms(submissions: Iterable[Submission]) -> None:
        """Load the forms of many at once; each keeps what was read then."""
        rows = list(submissions)
        texts = _texts({digest for row in rows for digest in row.text_digests.values()})
        for row in rows:
            row._loaded = texts

    @property
    def forms(self) -> dict[str, Any]:
        """All forms as plain data; raise ``Erased`` when one is not there any more."""
        texts = self._loaded if self._loaded is not None else _texts(self.text_digests.values())
        try:
            forms = {name: json.loads(texts[digest]) for name, digest in self.text_digests.items()}
        except KeyError as missing:
            raise Erased(self.pk) from missing
        return {"outlets": self.outlets, **forms}

    @property
    def is_erased(self) -> bool:
        """Whether its texts were erased by a recorded order."""
        return not self.title


class Review(AppendOnly):
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


def granted(approval: str = "approval") -> models.Q:
    """Return the one reading of "there is an approval and it was not recalled", for any path to an approval."""
    return models.Q(**{f"{approval}__isnull": False, f"{approval}__recall": None})


class ApprovalQuerySet(AppendOnlyQuerySet["Approval"]):
    """Approvals."""

    def in_force(self) -> Self:
        """Leave out what was recalled."""
        return self.filter(recall=None)


class Approval(AppendOnly):
    """The content decision; its link in the evidence chain says the same, signed.

    ``escalations``: the numbers of the links by which the story was reported upward before, and answered.
    """

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="approval")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="approval")
    waiver = models.OneToOneField(
        "newsroom.Waiver", null=True, blank=True, on_delete=models.PROTECT, related_name="approval"
    )
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
    escalations = models.JSONField(default=list)

    objects = ApprovalQuerySet.as_manager()  # type: ignore[misc]

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

    @property
    def is_in_force(self) -> bool:
        """Whether no leader has taken it back; says of one row what ``in_force`` says of many."""
        return getattr(self, "recall", None) is None

    @staticmethod
    def submissions_of(story_id: int) -> models.QuerySet[Submission]:
        """Return what was ever submitted of a story."""
        return Submission.objects.filter(story_id=story_id)


class Recall(AppendOnly):
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

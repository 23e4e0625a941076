"""Submissions, decisions and recalls: the newsroom's rows, told as lines."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.audit.entry import Entry, Group, Question
from cms.audit.rows import Rows
from newsroom.models import Recall, Review, Submission


class Submissions(Rows):
    """Stories put before an approver."""

    groups = (Group.DECISION,)
    at = "submitted_at"
    words = ("title", "submitted_by_name")

    def rows(self) -> QuerySet[Submission]:
        """Return all submissions, without their long texts."""
        return Submission.objects.defer("digests", "contributors")

    def of_person(self, question: Question) -> Q:
        """Return what somebody submitted."""
        return Q(submitted_by=question.person_id)

    def entries(self, rows: Sequence[Submission], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        what = _("Submitted for approval")
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.DECISION,
                what=what,
                who=row.submitted_by_name,
                about=row.title,
            )
            for row in rows
        ]


class Reviews(Rows):
    """Steps passed and stories returned."""

    groups = (Group.DECISION,)
    at = "decided_at"
    words = ("submission__title", "person_name", "step", "reason")

    def rows(self) -> QuerySet[Review]:
        """Return all decisions."""
        return Review.objects.select_related("submission", "submission__approval").defer(
            "submission__digests", "submission__contributors"
        )

    def of_person(self, question: Question) -> Q:
        """Return what somebody decided."""
        return Q(person=question.person_id)

    def entries(self, rows: Sequence[Review], rank: int) -> Sequence[Entry]:
        """Return the lines; the number of the approval stands with the person whose decision completed it."""
        lines = []
        for row in rows:
            approval = getattr(row.submission, "approval", None)
            passed = row.decision == Review.Decision.PASSED
            number = ""
            if passed and approval is not None and approval.approver_id == row.person_id:
                number = _("approval number %(number)s") % {"number": approval.sequence}
            told = [row.step, number, row.reason]
            lines.append(
                Entry(
                    mark=self.mark(row, rank),
                    group=Group.DECISION,
                    what=_("Approved") if passed else _("Returned"),
                    who=row.person_name,
                    about=row.submission.title,
                    detail=", ".join(filter(None, told)),
                )
            )
        return lines


class Recalls(Rows):
    """Approvals taken back."""

    groups = (Group.DECISION,)
    at = "recalled_at"
    words = ("approval__submission__title", "person_name", "reason")

    def rows(self) -> QuerySet[Recall]:
        """Return all recalls."""
        return Recall.objects.select_related("approval__submission")

    def of_person(self, question: Question) -> Q:
        """Return what somebody recalled."""
        return Q(person=question.person_id)

    def entries(self, rows: Sequence[Recall], rank: int) -> Sequence[Entry]:
        """Return the lines."""
        return [
            Entry(
                mark=self.mark(row, rank),
                group=Group.DECISION,
                what=_("Recalled"),
                who=row.person_name,
                about=row.approval.submission.title,
                detail=row.reason,
            )
            for row in rows
        ]

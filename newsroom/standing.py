"""Where a story stands, in one plain sentence, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from newsroom import due, escalations
from newsroom.models import Approval, Escalation, Recall, Review, Story, Submission

moment = due.moment


@dataclass(frozen=True, kw_only=True)
class Standing:
    """``tone`` chooses the colour and shape; ``submission_id`` is set while there is an approval page to look at."""

    code: str
    tone: str
    label: str
    sentence: str
    next_step: str = ""
    reason: str = ""
    submission_id: int | None = None

    @property
    def is_draft(self) -> bool:
        """Whether its author goes on with it: never submitted, or taken back."""
        return self.code == "draft"

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide."""
        return self.code == "waiting"

    @property
    def was_returned(self) -> bool:
        """Whether its author has to change it."""
        return self.code == "returned"

    @property
    def was_decided(self) -> bool:
        """Whether its last submission was approved, or approved and recalled."""
        return self.code in ("approved", "recalled")


def standing_of(story: Story) -> Standing:
    """Return where the story stands now."""
    return standings_of([story])[0]


def standings_of(stories: Sequence[Story]) -> list[Standing]:
    """Return where each story stands; four queries for all of them."""
    submissions = Submission.objects.filter(story_id__in=[story.pk for story in stories if story.pk])
    latest = {
        submission.story_id: submission
        for submission in submissions.select_related("approval__recall")
        .prefetch_related("reviews")
        .order_by("pk")
    }
    states = TaskState.objects.filter(
        workflow_state_id__in=[submission.workflow_state_id for submission in latest.values()],
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
    ).select_related("task")
    steps = {state.workflow_state_id: state.task.name for state in states} if latest else {}
    reports = escalations.open_among(list(latest)) if steps else {}
    return [_standing(story, latest.get(story.pk), steps, reports) for story in stories]


def _standing(
    story: Story, submission: Submission | None, steps: dict[int, str], reports: dict[int, Escalation]
) -> Standing:
    if submission is None:
        return _draft()
    approval: Approval | None = getattr(submission, "approval", None)
    if approval is not None:
        return _decided(approval, story)
    if (step := steps.get(submission.workflow_state_id)) is not None:
        return _waits(submission, step, reports.get(story.pk))
    returns = [each for each in submission.reviews.all() if each.decision == Review.Decision.RETURNED]
    return _returned(returns[-1]) if returns else _draft()


def _draft() -> Standing:
    return Standing(
        code="draft",
        tone="",
        label=_("Draft"),
        sentence=_("This is a draft; only people who are signed in can see it."),
        next_step=_("When the text is ready, press “Submit for approval” below."),
    )


def _waits(submission: Submission, step: str, report: Escalation | None) -> Standing:
    words = {
        "step": step,
        "person": submission.submitted_by_name,
        "when": moment(submission.submitted_at),
    }
    asked = f" {escalations.waiting_words(report, timezone.now())}" if report else ""
    return Standing(
        code="waiting",
        tone="",
        label=_("Reported upward") if report else _("Waiting"),
        sentence=_("Submitted by %(person)s at %(when)s; waits at the step: %(step)s.") % words + asked,
        next_step=_("The text is locked meanwhile. To change it, take the submission back first."),
        submission_id=submission.pk,
    )


def _returned(review: Review) -> Standing:
    words = {"person": review.person_name, "when": moment(review.decided_at)}
    return Standing(
        code="returned",
        tone="warning",
        label=_("Returned"),
        sentence=_("%(person)s returned this story at %(when)s.") % words,
        next_step=_("Change the text, then submit it again."),
        reason=review.reason,
    )


def _decided(approval: Approval, story: Story) -> Standing:
    recall: Recall | None = getattr(approval, "recall", None)
    if recall is not None:
        return _recalled(recall)
    words = {"person": approval.approver_name, "when": moment(approval.approved_at)}
    changed = story.latest_revision_id not in (None, approval.revision_id)
    return Standing(
        code="approved",
        tone="done",
        label=_("Approved"),
        sentence=_("%(person)s approved this story at %(when)s.") % words,
        next_step=_(
            "You changed the text since. The approved version stays in force until the new one is approved."
        )
        if changed
        else _("You may go on writing; what is approved stays as it is until a new version is approved."),
        submission_id=approval.submission_id,
    )


def _recalled(recall: Recall) -> Standing:
    words = {"person": recall.person_name, "when": moment(recall.recalled_at)}
    return Standing(
        code="recalled",
        tone="urgent",
        label=_("Recalled"),
        sentence=_("%(person)s recalled this story at %(when)s; nobody sees or hears it any more.") % words,
        next_step=_("To bring it back, mend the text and submit it again."),
        reason=recall.reason,
    )

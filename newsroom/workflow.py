"""What submitting, deciding and recalling do; the only writer of Review and Recall."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Revision, TaskState, WorkflowState

from newsroom import chain, delegation, escalations, ready, roles, rows, rules
from newsroom.models import (
    Approval,
    ChainEntry,
    Delegation,
    Recall,
    Review,
    ReviewStep,
    Story,
    Submission,
    User,
)


class NotWaiting(Exception):
    """The submission no longer waits for a decision: somebody decided, or its author took it back."""


class Refused(PermissionDenied):
    """The rule says no; the message says why."""


class NoReason(Refused):
    """A return or a recall without a reason helps nobody."""


# ---------------------------------------------------------------- submitting


def submit(story: Story, person: User) -> Submission:
    """Put the latest revision of ``story`` before its approvers, as the editor's button does."""
    verdict = rules.may_submit(person, owner_id=story.owner_id, has_outlet=story.has_outlet())
    if not verdict:
        raise Refused(verdict.reason)
    review = story.get_workflow()
    if review is None or not any(isinstance(task.specific, ReviewStep) for task in review.tasks):
        raise Refused(_("No review step is set up. Ask an administrator to choose the number of steps."))
    with transaction.atomic():
        state = review.start(story, person)
    return Submission.objects.filter(workflow_state_id=state.pk).latest("pk")


def on_step_entered(sender: type[TaskState], instance: TaskState, user: User, **kwargs: Any) -> None:
    """Freeze the story when its first review step begins (Wagtail's ``task_submitted``)."""
    step = instance.task.specific
    story = instance.workflow_state.content_object
    if not isinstance(step, ReviewStep) or story is None or not isinstance(story.specific, Story):
        return
    _write_submission(instance.revision.as_object(), instance, user)


def _write_submission(story: Story, state: TaskState, person: User) -> Submission:
    written = Submission.objects.filter(
        revision_id=state.revision_id, workflow_state_id=state.workflow_state_id
    )
    if (earlier := written.first()) is not None:
        return earlier
    submission = rows.freeze(
        story,
        person,
        revision_id=state.revision_id,
        workflow_state_id=state.workflow_state_id,
        now=timezone.now(),
    )
    _wake()
    return submission


# ------------------------------------------------------------------ deciding


def waiting_step(submission: Submission) -> TaskState:
    """Return the step that waits for a decision on exactly this submission, or raise ``NotWaiting``."""
    state = (
        TaskState.objects.filter(
            workflow_state_id=submission.workflow_state_id,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            status=TaskState.STATUS_IN_PROGRESS,
            revision_id=submission.revision_id,
        )
        .select_related("task", "workflow_state")
        .first()
    )
    if state is None:
        raise NotWaiting(_("This submission no longer waits for a decision."))
    return state


def verdict_for(submission: Submission, person: User, step: ReviewStep) -> rules.Verdict:
    """Ask the rule whether this person may take this step of this submission."""
    earlier = submission.reviews.filter(decision=Review.Decision.PASSED).values_list("person_id", flat=True)
    return rules.may_decide(
        person,
        step_roles=step.role_codes(),
        contributors=submission.contributors,
        earlier_deciders=list(earlier),
        stands_in=delegation.stands_in(person, submission.story_id, timezone.now()) is not None,
    )


@transaction.atomic
def approve(submission: Submission, person: User) -> Approval | None:
    """Take the waiting step; return the approval when it was the last one, None when another step follows."""
    state, step = _claim(submission, person)
    _refuse_reported(submission)
    Review.objects.create(
        submission=submission,
        step=state.task.name,
        person=person,
        person_name=person.get_full_name(),
        decision=Review.Decision.PASSED,
        delegation=_delegation_of(submission, person, step),
        decided_at=timezone.now(),
    )
    state.approve(user=person)
    return Approval.objects.filter(submission=submission).first()


@transaction.atomic
def send_back(submission: Submission, person: User, *, reason: str) -> Review:
    """Return the story to its author with a reason; the frozen submission stays as evidence."""
    if not reason.strip():
        raise NoReason(_("Write why the story is returned, so that the author knows what to change."))
    state, step = _claim(submission, person)
    review = Review.objects.create(
        submission=submission,
        step=state.task.name,
        person=person,
        person_name=person.get_full_name(),
        decision=Review.Decision.RETURNED,
        delegation=_delegation_of(submission, person, step),
        reason=reason.strip(),
        decided_at=timezone.now(),
    )
    state.reject(user=person, comment=reason.strip())
    # Wagtail would resume at this very step; what was changed must pass every step from the first one.
    state.workflow_state.cancel(user=person)
    _wake()
    return review


@transaction.atomic
def withdraw(submission: Submission, person: User) -> None:
    """Take a waiting submission back to change its text; the frozen submission stays as evidence."""
    WorkflowState.objects.select_for_update().get(pk=submission.workflow_state_id)
    state = waiting_step(submission)
    verdict = rules.may_withdraw(person, contributors=submission.contributors)
    if not verdict:
        raise Refused(verdict.reason)
    state.workflow_state.cancel(user=person)
    _wake()


def _claim(submission: Submission, person: User) -> tuple[TaskState, ReviewStep]:
    """Lock the workflow against a second decision at the same moment, and ask the rule."""
    WorkflowState.objects.select_for_update().get(pk=submission.workflow_state_id)
    state = waiting_step(submission)
    step = state.task.specific
    verdict = verdict_for(submission, person, step)
    if not verdict:
        raise Refused(verdict.reason)
    return state, step


def _refuse_reported(submission: Submission) -> None:
    awaits = escalations.open_of(submission.story_id) is not None
    verdict = rules.may_approve_reported(awaits_answer=awaits)
    if not verdict:
        raise Refused(verdict.reason)


def _delegation_of(submission: Submission, person: User, step: ReviewStep) -> Delegation | None:
    """Return by which delegation the person takes this step; None for who holds the role himself."""
    if person.role_codes & set(step.role_codes()):
        return None
    return delegation.stands_in(person, submission.story_id, timezone.now())


def publish_approved(workflow_state: WorkflowState, user: User | None = None) -> None:
    """Finish a workflow (Wagtail's finish action): write the approval, publish exactly the approved revision.

    Whatever way led here, the rule is asked again: each step must have been passed on this revision by
    a person who may decide.
    """
    state = workflow_state.current_task_state
    frozen = Submission.objects.filter(workflow_state_id=workflow_state.pk)
    submission = frozen.filter(revision_id=state.revision_id).first() if state else None
    if submission is None or user is None:
        raise Refused(_("Only a submission that was frozen can be approved, and only by a person."))
    review = _check_steps(submission, workflow_state, user)
    _refuse_reported(submission)
    publish(rows.write_approval(submission, user, now=timezone.now(), by=review.delegation), user)


def publish(approval: Approval, person: User) -> None:
    """Put exactly the approved revision on the site when it is meant for it, and wake the other side."""
    if approval.submission.outlets["site"]:
        Revision.objects.get(pk=approval.revision_id).publish(user=person, skip_permission_checks=True)
    else:
        _unpublish(Story.objects.filter(pk=approval.story_id, live=True).first(), person)
    _wake()


def _check_steps(submission: Submission, workflow_state: WorkflowState, decider: User) -> Review:
    """Return the leader's review; refuse unless every step was passed, the last one by a leader or who stands in."""
    passed = {review.step: review for review in submission.reviews.filter(decision=Review.Decision.PASSED)}
    last = passed.get(workflow_state.current_task_state.task.name)
    for task in workflow_state.workflow.tasks.filter(active=True):
        review = passed.pop(task.name, None)
        if review is None or review.person_id in submission.contributors:
            raise Refused(_("Every step must be passed by somebody who did not work on the story."))
    # However the steps were set up: without a leader's decision nothing is published.
    verdict = rules.may_decide(
        decider,
        step_roles={roles.LEADER},
        contributors=submission.contributors,
        earlier_deciders=(),
        stands_in=last is not None and last.delegation_id is not None,
    )
    if last is None or last.person_id != decider.pk or not verdict:
        raise Refused(_("The last step belongs to a leader, or to who approves by his delegation."))
    return last


# ------------------------------------------------------------------ recalling


@transaction.atomic
def recall(approval: Approval, person: User, *, reason: str) -> Recall:
    """Take an approved story off the site now, and off plan, loudspeakers and boards as soon as they hear of it."""
    verdict = rules.may_recall(person)
    if not verdict:
        raise Refused(verdict.reason)
    if not reason.strip():
        raise NoReason(_("Write why the story is recalled; the reason is kept."))
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    earlier = Recall.objects.filter(approval=approval).first()
    if earlier is not None:
        return earlier
    now = timezone.now()
    facts = {"approval": approval.sequence, "reason": reason.strip(), **chain.person(person)}
    row = Recall.objects.create(
        entry=chain.append(ChainEntry.Kind.RECALL, facts, now=now),
        approval=approval,
        person=person,
        person_name=person.get_full_name(),
        reason=reason.strip(),
        recalled_at=now,
    )
    _take_down(approval, person)
    transaction.on_commit(_recalled_now)
    return row


def _take_down(approval: Approval, person: User) -> None:
    Revision.objects.filter(pk=approval.revision_id).update(approved_go_live_at=None)
    _unpublish(
        Story.objects.filter(pk=approval.story_id, live_revision_id=approval.revision_id).first(), person
    )


def _unpublish(story: Story | None, person: User) -> None:
    if story is not None:
        UnpublishPageAction(story.specific, user=person).execute(skip_permission_checks=True)


def _wake() -> None:
    transaction.on_commit(partial(_wake_now))


def _recalled_now() -> None:
    ready.preparations().recalled()


def _wake_now() -> None:
    ready.preparations().wake()

"""What waits for a decision, and whether this person may take it; the number of queries does not grow with the list."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from newsroom import delegation, roles, rules
from newsroom.models import Review, ReviewStep, Submission, User
from newsroom.models.story_terms import Priority


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One submission at the step it waits for."""

    submission: Submission
    step: str
    verdict: rules.Verdict
    priority: Priority
    deadline: datetime | None

    @property
    def is_priority(self) -> bool:
        """Whether it must run."""
        return self.priority == Priority.PRIORITY

    @property
    def is_urgent(self) -> bool:
        """Whether it plays at once."""
        return self.priority == Priority.URGENT


RANK = {Priority.URGENT: 0, Priority.PRIORITY: 1, Priority.NORMAL: 2}


def waiting_for(person: User) -> list[Waiting]:
    """Return all that waits: what this person may decide first, then by priority, then the oldest."""
    states = list(
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
        ).select_related("task")
    )
    submissions = Submission.objects.filter(
        workflow_state_id__in=[state.workflow_state_id for state in states]
    ).select_related("submitted_by")
    by_key = {(row.workflow_state_id, row.revision_id): row for row in submissions}
    groups, passed = _roles_of_steps(states), _passed([row.pk for row in by_key.values()])
    covered = _covered(person, [row.story_id for row in by_key.values()])
    waiting = [
        _item(
            by_key[key], state, _verdict(person, by_key[key], _Step(groups[state.task_id], passed, covered))
        )
        for state in states
        if (key := (state.workflow_state_id, state.revision_id)) in by_key
    ]
    return sorted(waiting, key=_order)


def count_for(person: User) -> int:
    """Return how many submissions this person may decide on now."""
    return sum(bool(item.verdict) for item in waiting_for(person))


def _order(item: Waiting) -> tuple[bool, int, datetime]:
    return not item.verdict, RANK[item.priority], item.submission.submitted_at


def _roles_of_steps(states: list[TaskState]) -> dict[int, frozenset[str]]:
    steps = ReviewStep.objects.filter(pk__in={state.task_id for state in states}).prefetch_related("groups")
    named = {step.pk: roles.codes(group.name for group in step.groups.all()) for step in steps}
    return defaultdict(frozenset, named)


def _passed(submission_ids: list[int]) -> dict[int, list[int]]:
    deciders: dict[int, list[int]] = defaultdict(list)
    reviews = Review.objects.filter(submission_id__in=submission_ids, decision=Review.Decision.PASSED)
    for submission_id, person_id in reviews.values_list("submission_id", "person_id"):
        deciders[submission_id].append(person_id)
    return deciders


class _Step(NamedTuple):
    """Whose step it is, who took earlier ones, and for which stories the person stands in for a leader."""

    roles: frozenset[str]
    passed: dict[int, list[int]]
    covered: frozenset[int]


def _covered(person: User, story_ids: list[int]) -> frozenset[int]:
    held = delegation.held_by(person, timezone.now())
    if not held:
        return frozenset()
    paths = delegation.paths_of(set(story_ids))
    return frozenset(pk for pk in story_ids if held.for_story(paths.get(pk, "")))


def _verdict(person: User, submission: Submission, step: _Step) -> rules.Verdict:
    return rules.may_decide(
        person,
        step_roles=step.roles,
        contributors=submission.contributors,
        earlier_deciders=step.passed.get(submission.pk, []),
        stands_in=submission.story_id in step.covered,
    )


def _item(submission: Submission, state: TaskState, verdict: rules.Verdict) -> Waiting:
    outlets = submission.outlets
    until = outlets["valid_until"]
    return Waiting(
        submission=submission,
        step=state.task.name,
        verdict=verdict,
        priority=Priority(outlets["priority"]),
        deadline=datetime.fromisoformat(until) if until else None,
    )

"""What waits for a decision, and whether this person may take it; the number of queries does not grow with the list."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from newsroom import delegation, due, escalations, forms_of_story, reading, ready, roles, rules, submitted
from newsroom.due import Due, Times
from newsroom.models import Erased, Escalation, Review, ReviewStep, Submission, User
from newsroom.models.story_terms import Priority

NONE = Due()


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One submission at the step it waits for; ``due`` is empty where nobody asked for it.

    ``report`` is the question that was put to the upper level about it and is not answered, ``chase`` whether its
    answer is overdue.
    """

    submission: Submission
    step: str
    verdict: rules.Verdict
    priority: Priority
    times: Times
    due: Due = NONE
    report: Escalation | None = None
    chase: bool = False
    report_words: str = ""

    @property
    def needs_me(self) -> bool:
        """Whether this person has something to do: decide, or see after an answer that is overdue."""
        return bool(self.verdict) and (self.report is None or self.chase)

    @property
    def is_priority(self) -> bool:
        """Whether it must run."""
        return self.priority == Priority.PRIORITY

    @property
    def is_urgent(self) -> bool:
        """Whether it plays at once."""
        return self.priority == Priority.URGENT

    @property
    def on_site(self) -> bool:
        """Whether the site shows it."""
        return bool(self.submission.outlets["site"])

    @property
    def on_air(self) -> bool:
        """Whether loudspeakers say it."""
        return bool(self.submission.outlets["air"])

    @property
    def on_boards(self) -> bool:
        """Whether boards show it."""
        return bool(self.submission.outlets["boards"])

    @property
    def kind(self) -> str:
        """What kind of story it is; read the forms of a whole list first (``load_forms``)."""
        try:
            return submitted.kind_of(self.submission.forms["site"])
        except Erased:
            return ""

    @property
    def length(self) -> str:
        """How long it is when it is read aloud; "" for what is not heard."""
        if not self.on_air:
            return ""
        try:
            return reading.in_words(forms_of_story.spoken_text(self.submission.forms).seconds)
        except Erased:
            return ""


RANK = {Priority.URGENT: 0, Priority.PRIORITY: 1, Priority.NORMAL: 2}
NEVER = datetime.max.replace(tzinfo=UTC)


def waiting_for(person: User, *, now: datetime) -> list[Waiting]:
    """Return all that waits: what this person may decide first; there the urgent, then by deadline, then by age."""
    items = _gathered(person, now)
    wishes = [wish for item in items if (wish := item.times.wish(item.submission.pk, now))]
    air = ready.preparations().next_on_air(wishes, now=now) if wishes else {}
    told = [replace(item, due=_due(item, air.get(item.submission.pk), now)) for item in items]
    return sorted(told, key=_order)


def due_of(submission: Submission, *, now: datetime) -> Due:
    """Return by when one submission that waits wants its decision."""
    times = due.times_of(submission.outlets)
    wish = times.wish(submission.pk, now)
    air = ready.preparations().next_on_air([wish], now=now) if wish else {}
    return due.due(times, submitted_at=submission.submitted_at, airs_at=air.get(submission.pk), now=now)


def load_forms(items: Iterable[Waiting]) -> None:
    """Read the texts of these at once, for their kind and length."""
    Submission.load_forms(item.submission for item in items)


def count_for(person: User) -> int:
    """Return how many submissions this person may decide on now."""
    return sum(item.needs_me for item in _gathered(person, timezone.now()))


def _gathered(person: User, now: datetime) -> list[Waiting]:
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
    story_ids = [row.story_id for row in by_key.values()]
    covered, reports = _covered(person, story_ids, now), escalations.open_among(story_ids)
    return [
        _item(
            by_key[key],
            state,
            _verdict(person, by_key[key], _Step(groups[state.task_id], passed, covered)),
            **_reported(reports.get(by_key[key].story_id), now),
        )
        for state in states
        if (key := (state.workflow_state_id, state.revision_id)) in by_key
    ]


def _due(item: Waiting, airs_at: datetime | None, now: datetime) -> Due:
    return due.due(item.times, submitted_at=item.submission.submitted_at, airs_at=airs_at, now=now)


def _order(item: Waiting) -> tuple[bool, bool, datetime, int, datetime]:
    return (
        not item.verdict,
        not item.is_urgent,
        item.due.at or NEVER,
        RANK[item.priority],
        item.submission.submitted_at,
    )


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


def _covered(person: User, story_ids: list[int], now: datetime) -> frozenset[int]:
    held = delegation.held_by(person, now)
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


def _reported(report: Escalation | None, now: datetime) -> dict[str, Any]:
    if report is None:
        return {}
    words = escalations.waiting_words(report, now)
    return {"report": report, "chase": report.is_overdue(now), "report_words": words}


def _item(submission: Submission, state: TaskState, verdict: rules.Verdict, **reported: Any) -> Waiting:
    return Waiting(
        submission=submission,
        step=state.task.name,
        verdict=verdict,
        priority=Priority(submission.outlets["priority"]),
        times=due.times_of(submission.outlets),
        **reported,
    )

"""Who can still decide on a submission, and what to do when nobody can: a small station must never stand still."""

from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import TaskState

from newsroom import delegation, roles, rules
from newsroom.models import Delegation, Review, Submission, User

SHOWN = 6


@dataclass(frozen=True, kw_only=True)
class WaysOut:
    """``names`` are the people who may decide; ``may_delegate`` and ``may_set_up`` say what this person can do."""

    names: tuple[str, ...]
    may_delegate: bool
    may_set_up: bool

    @property
    def is_stuck(self) -> bool:
        """Whether nobody at all may decide."""
        return not self.names


def ways_out(submission: Submission, state: TaskState, person: User) -> WaysOut:
    """Return how a decision on this submission can still be reached."""
    people = deciders(submission, state)
    return WaysOut(
        names=tuple(each.get_full_name() for each in people[:SHOWN]),
        may_delegate=bool(rules.may_delegate(person)),
        may_set_up=person.has_perm("newsroom.add_user"),
    )


def deciders(submission: Submission, state: TaskState) -> list[User]:
    """Return who may take the waiting step: its roles, and who stands in for a leader."""
    step_roles = state.task.specific.role_codes()
    earlier = submission.reviews.filter(decision=Review.Decision.PASSED).values_list("person_id", flat=True)
    groups = [roles.BY_CODE[code].group for code in step_roles]
    holding = Delegation.objects.in_force(timezone.now()).values("holder")
    wanted = User.objects.filter(is_active=True, groups__name__in=groups)
    if roles.LEADER in step_roles:
        wanted |= User.objects.filter(is_active=True, pk__in=holding)
    people = wanted.distinct().order_by("full_name")
    return [each for each in people if _may(each, submission, step_roles, list(earlier))]


def _may(person: User, submission: Submission, step_roles: frozenset[str], earlier: list[int]) -> bool:
    verdict = rules.may_decide(
        person,
        step_roles=step_roles,
        contributors=submission.contributors,
        earlier_deciders=earlier,
        stands_in=delegation.stands_in(person, submission.story_id, timezone.now()) is not None,
    )
    return bool(verdict)

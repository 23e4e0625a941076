"""May this person do that: one question, one function, asked by every screen, command and stage."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _

from newsroom import roles


class Person(Protocol):
    """What a rule needs to know of a person."""

    pk: int
    is_active: bool

    @property
    def role_codes(self) -> frozenset[str]:
        """The roles the person has."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer, and in plain words why not."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)
PLANNERS = frozenset({roles.EDITOR, roles.REVIEWER, roles.ADMINISTRATOR})


def _no(reason: str) -> Verdict:
    return Verdict(allowed=False, reason=reason)


def may_submit(person: Person, *, owner_id: int | None, has_outlet: bool) -> Verdict:
    """Whether this person may put a story before an approver."""
    if not person.is_active:
        return _no(_("This account is closed."))
    if not has_outlet:
        return _no(_("Choose at least one place where the story appears."))
    writes = person.role_codes & {roles.EDITOR, roles.REVIEWER}
    if writes or owner_id == person.pk:
        return YES
    return _no(_("Only editors, and contributors with their own stories, submit for approval."))


def may_decide(
    person: Person,
    *,
    step_roles: Collection[str],
    contributors: Collection[int],
    earlier_deciders: Collection[int],
    stands_in: bool = False,
) -> Verdict:
    """Whether this person may take a review step: approve it or return the story.

    ``contributors`` are the people who made any edit since the last approval, the submitter included; they never
    decide, whatever their rights (invariant 2). ``earlier_deciders`` took an earlier step of the same submission.
    ``stands_in``: a leader's delegation in force covers this story and this person.
    """
    if not person.is_active:
        return _no(_("This account is closed."))
    held = person.role_codes | ({roles.LEADER} if stands_in else set())
    if not held & set(step_roles):
        return _no(_("This step belongs to another role."))
    if person.pk in contributors:
        return _no(_("You worked on this story yourself, so somebody else must decide on it."))
    if person.pk in earlier_deciders:
        return _no(_("You already decided at an earlier step; one person takes one step."))
    return YES


def may_approve_together(*, opened: bool, routine: bool) -> Verdict:
    """Whether an item may be approved with others in one go; ``may_decide`` is asked for it as well.

    ``opened``: this person opened exactly this submission. ``routine``: of normal priority, not overdue, no drill.
    """
    if not routine:
        return _no(_("It is not a routine item; decide on it on its own page."))
    if not opened:
        return _no(_("You have not opened it yet. Open it first, then approve it."))
    return YES


def may_see_waits(person: Person) -> Verdict:
    """Whether this person may look at how long stories wait for their decision."""
    if person.is_active and person.role_codes & {roles.LEADER, roles.ADMINISTRATOR}:
        return YES
    return _no(_("Only leaders and administrators see how long stories wait."))


def may_withdraw(person: Person, *, contributors: Collection[int]) -> Verdict:
    """Whether this person may take a waiting submission back to go on writing."""
    if person.is_active and (person.pk in contributors or roles.EDITOR in person.role_codes):
        return YES
    return _no(_("Only those who worked on this story take it back."))


def may_see(person: Person, *, contributors: Collection[int], stands_in: bool = False) -> Verdict:
    """Whether this person may look at a submission: who decides, who edits, and who worked on it."""
    looks = stands_in or person.role_codes & {roles.EDITOR, roles.REVIEWER, roles.LEADER}
    if person.is_active and (looks or person.pk in contributors):
        return YES
    return _no(_("This submission is open to those who decide on it and those who worked on it."))


def may_escalate(person: Person, *, stands_in: bool = False) -> Verdict:
    """Whether this person may report a waiting story to the party committee before deciding."""
    if person.is_active and (roles.LEADER in person.role_codes or stands_in):
        return YES
    return _no(_("Only a leader, or who stands in for one, reports a story upward."))


def may_record_answer(person: Person, *, contributors: Collection[int], stands_in: bool = False) -> Verdict:
    """Whether this person may write down what the upper level answered: nobody about his own story."""
    held = stands_in or person.role_codes & {roles.LEADER, roles.REVIEWER}
    if not person.is_active or not held:
        return _no(_("A leader or a reviewer writes the answer down."))
    if person.pk in contributors:
        return _no(_("You worked on this story yourself, so somebody else writes the answer down."))
    return YES


def may_read_reports(person: Person, *, stands_in: bool = False) -> Verdict:
    """Whether this person may read what was asked above and answered: the newsroom and leaders, not contributors."""
    if person.is_active and (stands_in or person.role_codes & {roles.EDITOR, roles.REVIEWER, roles.LEADER}):
        return YES
    return _no(_("What was reported upward is for the newsroom and the leaders."))


def may_take_report_back(person: Person, *, reporter: int) -> Verdict:
    """Whether this person may take a report to the upper level back: who made it, or any leader."""
    if person.is_active and (person.pk == reporter or roles.LEADER in person.role_codes):
        return YES
    return _no(_("Who reported it, or a leader, takes the report back."))


def may_approve_reported(*, awaits_answer: bool) -> Verdict:
    """Whether a story may be approved as far as reports upward go: not while an answer is awaited."""
    if awaits_answer:
        return _no(
            _(
                "It was reported upward and waits for the answer. Write the answer down, or take the report back."
            )
        )
    return YES


def may_serve_press(person: Person) -> Verdict:
    """Whether this person may see the press desk, take requests in, prepare answers and note what was given."""
    if person.is_active and person.role_codes & {roles.EDITOR, roles.REVIEWER, roles.LEADER}:
        return YES
    return _no(_("The press desk is for editors, reviewers and leaders."))


def may_decide_on_press(person: Person, *, writers: Collection[int]) -> Verdict:
    """Whether this person may approve or return an answer to the press: a leader who did not write it."""
    if not person.is_active or roles.LEADER not in person.role_codes:
        return _no(_("A leader decides on answers to the press."))
    if person.pk in writers:
        return _no(_("You worked on this answer yourself, so another leader decides on it."))
    return YES


def may_see_plan_tasks(person: Person) -> Verdict:
    """Whether this person may see how many stories carry out the tasks of the yearly plan."""
    if person.is_active and person.role_codes & (PLANNERS | {roles.LEADER}):
        return YES
    return _no(_("The tasks of the plan are for the newsroom, leaders and administrators."))


def may_choose_plan_tasks(person: Person, *, owner_id: int | None) -> Verdict:
    """Whether this person may say which tasks a story carries out: the newsroom, and contributors of their own."""
    own = roles.CONTRIBUTOR in person.role_codes and owner_id == person.pk
    if person.is_active and (own or person.role_codes & PLANNERS):
        return YES
    return _no(_("Only the newsroom chooses the tasks of a story, and contributors those of their own."))


def may_recall(person: Person) -> Verdict:
    """Whether this person may take an approved story off site, air and boards."""
    if person.is_active and roles.LEADER in person.role_codes:
        return YES
    return _no(_("Only a leader recalls an approved story."))


def may_release_emergency(person: Person) -> Verdict:
    """Whether this person may alone let something be said at once (khẩn cấp)."""
    if person.is_active and roles.LEADER in person.role_codes:
        return YES
    return _no(_("Only a leader releases an emergency."))


def may_prepare_drill(person: Person) -> Verdict:
    """Whether this person may write a drill; somebody else approves it, as any other story."""
    if person.is_active and person.role_codes & {roles.LEADER, roles.EDITOR, roles.REVIEWER}:
        return YES
    return _no(_("Only leaders and editors prepare a drill."))


def may_look_again(person: Person, *, released_by: int, leaders: Collection[int]) -> Verdict:
    """Whether this person may give an emergency its second look.

    Another leader does. Where the station has no other active leader, a reviewer or an administrator does:
    two people in all are enough. ``leaders`` are the active leaders. Who released it never does.
    """
    if not person.is_active:
        return _no(_("This account is closed."))
    if person.pk == released_by:
        return _no(_("You released this emergency yourself, so somebody else must look at it."))
    if roles.LEADER in person.role_codes:
        return YES
    alone = not set(leaders) - {released_by}
    if alone and person.role_codes & {roles.REVIEWER, roles.ADMINISTRATOR}:
        return YES
    return _no(
        _("Another leader looks at an emergency; a reviewer or administrator only where there is none.")
    )


def may_delegate(person: Person) -> Verdict:
    """Whether this person may let somebody approve in his stead: who holds the office, not who stands in."""
    if person.is_active and roles.LEADER in person.role_codes:
        return YES
    return _no(_("Only a leader delegates, and nobody delegates further what was delegated."))


def may_end_delegation(person: Person, *, parties: Collection[int]) -> Verdict:
    """Whether this person may end a delegation: either party, or any leader."""
    if person.is_active and (person.pk in parties or roles.LEADER in person.role_codes):
        return YES
    return _no(_("A delegation is ended by a leader or by the person who holds it."))


def may_set_steps(person: Person, *, is_superuser: bool) -> Verdict:
    """Whether this person may choose between one review step and two."""
    if person.is_active and (is_superuser or roles.ADMINISTRATOR in person.role_codes):
        return YES
    return _no(_("Only an administrator changes the number of steps."))

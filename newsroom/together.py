"""Several routine items at one go: which may join, and each through the one way of approving."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from newsroom import inbox, openings, rules, submitted, workflow
from newsroom.models import Submission, User
from newsroom.models.story_terms import Priority
from newsroom.submitted import Appearance

MOST = 20


@dataclass(frozen=True, kw_only=True)
class Item:
    """One submission that somebody chose; ``verdict`` says whether it may join the others."""

    submission: Submission
    verdict: rules.Verdict
    appears: Sequence[Appearance] = ()
    summary: str = ""
    length: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of one: ``number`` is that of its approval, ``waits`` that another step follows."""

    title: str
    submission_id: int
    number: int | None = None
    waits: bool = False
    problem: str = ""


def is_routine(waiting: inbox.Waiting) -> bool:
    """Whether it is of normal priority, not overdue, no drill, and not reported to the upper level."""
    drill = waiting.submission.outlets.get("drill", False)
    plain = not drill and waiting.report is None
    return waiting.priority == Priority.NORMAL and not waiting.due.overdue and plain


def joinable(items: Iterable[inbox.Waiting], opened: Collection[int]) -> frozenset[int]:
    """Return which of these may be ticked: what this person may approve together with others."""
    return frozenset(each.submission.pk for each in items if _verdict(each, each.submission.pk in opened))


def chosen(person: User, ids: Collection[int], *, now: datetime) -> list[Item]:
    """Return the chosen ones that wait, in the order of the list, with what would happen to each."""
    waiting = [each for each in inbox.waiting_for(person, now=now) if each.submission.pk in set(ids)]
    inbox.load_forms(waiting)
    opened = openings.opened_by(person, [each.submission.pk for each in waiting])
    return [_item(each, each.submission.pk in opened) for each in waiting]


def _item(waiting: inbox.Waiting, opened: bool) -> Item:
    submission = waiting.submission
    verdict = _verdict(waiting, opened)
    if submission.is_erased:
        return Item(submission=submission, verdict=verdict)
    form = submitted.frozen(submission)
    return Item(
        submission=submission,
        verdict=verdict,
        appears=submitted.appears(form),
        summary=form.summary,
        length=waiting.length,
    )


def _verdict(waiting: inbox.Waiting, opened: bool) -> rules.Verdict:
    if not waiting.verdict:
        return waiting.verdict
    return rules.may_approve_together(opened=opened, routine=is_routine(waiting))


def approve_together(person: User, ids: Sequence[int], *, now: datetime) -> list[Result]:
    """Approve one after the other; what cannot be approved stops none of the others."""
    wanted = list(dict.fromkeys(ids))[:MOST]
    found = {each.submission.pk: each for each in chosen(person, wanted, now=now)}
    return [_approved(person, found[pk]) if pk in found else _gone(pk) for pk in wanted]


def _approved(person: User, item: Item) -> Result:
    submission = item.submission
    problem, number, waits = item.verdict.reason, None, False
    if item.verdict:
        try:
            approval = workflow.approve(submission, person)
        except (workflow.Refused, workflow.NotWaiting) as fault:
            problem = str(fault)
        else:
            number, waits = (approval.sequence, False) if approval else (None, True)
    return Result(
        title=str(submission), submission_id=submission.pk, number=number, waits=waits, problem=problem
    )


def _gone(submission_id: int) -> Result:
    """Tell of one that no longer waits, or never did; its title is for those who may see it."""
    problem = _("It no longer waits: somebody decided on it, or its author took it back.")
    return Result(title="", submission_id=submission_id, problem=problem)

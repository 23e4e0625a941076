"""The press desk: taking a request in, preparing and approving the answer, noting what was given; the only writer."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from newsroom import agreement, chain, rules
from newsroom.agreement import Agreement, Fault, Run
from newsroom.models import ChainEntry, PressAnswer, PressDecision, PressNote, PressRequest, User

GIVEN = (PressNote.Kind.SAID, PressNote.Kind.HANDED)


class PressRefused(Exception):
    """It cannot be done now, or something is missing; the message says what to do."""


class NotAllowed(PressRefused):
    """The wrong person; the message says who may."""


def _allow(verdict: rules.Verdict) -> None:
    if not verdict:
        raise NotAllowed(verdict.reason)


def take_in(request: PressRequest, person: User, *, now: datetime) -> PressRequest:
    """Keep a new request."""
    _allow(rules.may_serve_press(person))
    request.received_at, request.received_by = now, person
    request.received_by_name = person.get_full_name()
    request.save()
    return request


@transaction.atomic
def prepare(request: PressRequest, person: User, *, draft: str) -> PressRequest:
    """Keep the answer as it is so far; whoever changes it has worked on it."""
    _allow(rules.may_serve_press(person))
    row = _open(request)
    draft = _lines(draft)
    if draft != row.draft:
        row.draft, row.writers = draft, sorted({*row.writers, person.pk})
        row.save()
    return row


@transaction.atomic
def submit(request: PressRequest, person: User, *, draft: str, now: datetime) -> PressAnswer:
    """Freeze the prepared answer and put it before a leader; it takes the place of one that still waits."""
    row = prepare(request, person, draft=draft)
    if not row.draft:
        raise PressRefused(_("Write the answer first, then put it before a leader."))
    newest = row.newest_answer
    if newest is not None and newest.decided is None and newest.text == row.draft:
        raise PressRefused(_("This answer waits for a leader already."))
    return PressAnswer.objects.create(
        request=row,
        text=row.draft,
        sha256=_digest(row.draft),
        writers=sorted({*row.writers, person.pk}),
        submitted_by=person,
        submitted_by_name=person.get_full_name(),
        submitted_at=now,
    )


@transaction.atomic
def decide(answer: PressAnswer, person: User, *, approved: bool, reason: str, now: datetime) -> PressDecision:
    """Approve the answer, or return it with a reason; the link in the chain holds its digest."""
    _allow(rules.may_decide_on_press(person, writers=answer.writers))
    newest = _open(answer.request).newest_answer
    if newest is None or newest.pk != answer.pk:
        raise PressRefused(_("A newer answer was put before you. Read that one."))
    if newest.decided is not None:
        raise PressRefused(_("Somebody has already decided on this answer."))
    if not approved and not reason.strip():
        raise PressRefused(_("Write why the answer is returned, so that it can be changed."))
    facts = {
        "request": answer.request_id,
        "answer": answer.pk,
        "text": answer.sha256,
        "writers": answer.writers,
        "approved": approved,
        "reason": reason.strip(),
        **chain.person(person),
    }
    return PressDecision.objects.create(
        entry=chain.append(ChainEntry.Kind.PRESS, facts, now=now),
        answer=answer,
        approved=approved,
        reason=reason.strip(),
        person=person,
        person_name=person.get_full_name(),
        person_title=person.title,
        decided_at=now,
    )


@transaction.atomic
def note(request: PressRequest, person: User, *, kind: str, text: str, now: datetime) -> PressNote:
    """Write down what was said, handed over or agreed, or that the request is closed.

    An answer is given only after a leader approved it.
    """
    _allow(rules.may_serve_press(person))
    row = _open(request)
    if kind not in PressNote.Kind.values:
        raise PressRefused(_("Choose what happened."))
    if not text.strip():
        raise PressRefused(_("Write in a few words what was said, handed over or agreed."))
    answer = _approved(row)
    if kind in GIVEN and answer is None:
        raise PressRefused(_("No answer is approved yet. Put one before a leader first."))
    return PressNote.objects.create(
        request=row,
        kind=kind,
        text=text.strip(),
        answer=answer if kind in GIVEN else None,
        person=person,
        person_name=person.get_full_name(),
        noted_at=now,
    )


def _approved(row: PressRequest) -> PressAnswer | None:
    answers = [each for each in row.answers.all() if each.decided is not None and each.decided.approved]
    return max(answers, key=lambda answer: answer.pk, default=None)


def _open(request: PressRequest) -> PressRequest:
    """Return the row, locked and as it is now; refuse when it is closed."""
    row = PressRequest.objects.select_for_update().with_answers().get(pk=request.pk)
    if row.standing == "closed":
        raise PressRefused(_("This request is closed. Take a new one in when the press asks again."))
    return row


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


# ------------------------------------------------------------------ evidence


def _facts(row: PressDecision) -> dict[str, Any]:
    return {
        "request": row.answer.request_id,
        "answer": row.answer_id,
        "text": _digest(row.answer.text),
        "writers": row.answer.writers,
        "approved": row.approved,
        "reason": row.reason,
        "person": row.person_id,
        "name": row.person_name,
        "office": row.person_title,
    }


def undecided_faults(run: Run) -> Any:
    """Yield answers whose text is not the one that was put before a leader."""
    for answer in PressAnswer.objects.filter(decision=None).iterator(500):
        if _digest(answer.text) != answer.sha256:
            message = _("an answer to the press was changed after it was put before a leader")
            yield Fault(sequence=0, code="press-changed", message=message)


def plug() -> None:
    """Let the verification ask, once, at start."""
    agreement.plug(
        Agreement(
            kind=ChainEntry.Kind.PRESS,
            rows=lambda: PressDecision.objects.select_related("answer"),
            facts=_facts,
            decided_at=lambda row: row.decided_at,
        )
    )
    agreement.plug_check("press", undecided_faults)

"""The question to the operator: a newer version is approved, and the older one begins within minutes."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from broadcast import succession
from broadcast.models import Handover
from broadcast.people import Person
from broadcast.states import AiringStatus

Answer = Handover.Answer
CHOICES = (Answer.PLAY, Answer.LEAVE_OUT, Answer.SWAP)


class CannotAnswer(Exception):
    """The question is no longer open, or the answer cannot be carried out; the message says why and what to do."""


def open_questions() -> QuerySet[Handover]:
    """Return what waits for an answer, the nearest start first."""
    rows = Handover.objects.filter(answer="").select_related(
        "booking__programme", "booking__slot", "successor"
    )
    return rows.prefetch_related("booking__zones").order_by("starts_at", "pk")


def sweep(now: datetime) -> None:
    """Close the questions that time has answered: the older version is heard when nobody said otherwise."""
    for question_id in open_questions().values_list("pk", flat=True):
        _close_when_over(question_id, now=now)


@transaction.atomic
def _close_when_over(question_id: int, *, now: datetime) -> None:
    question = _locked(question_id)
    booking = question.booking
    if question.answer or (not booking.cancelled_at and succession.standing_of(booking, now=now).soon):
        return
    begun = booking.airings.exclude(status=AiringStatus.DROPPED).filter(starts_at__lte=now)
    if begun.exists():
        _write(question, Answer.PLAY, now=now, reason=_("Nobody answered before it began."))
    else:
        _write(question, Answer.MOOT, now=now, reason=booking.cancel_reason or _("The plan changed"))


@transaction.atomic
def answer(question: Handover, *, choice: str, reason: str, person: Person, now: datetime) -> Handover:
    """Carry out what a person decided, and keep who and why; raises ``CannotAnswer``."""
    if choice not in CHOICES:
        raise CannotAnswer(_("Choose one of the answers."))
    if choice != Answer.SWAP and not reason.strip():
        raise CannotAnswer(_("Write in a few words why; the reason is kept."))
    question = _locked(question.pk)
    near = _near(question, now=now)
    name = person.get_full_name()
    if choice == Answer.SWAP:
        _swap(question, near, now=now, by=name)
    elif choice == Answer.LEAVE_OUT:
        for zones in near.values():
            succession.take_out(question.booking, zones, now=now, reason=reason.strip(), by=name)
    return _write(question, choice, now=now, reason=reason.strip(), person=person)


def _near(question: Handover, *, now: datetime) -> dict[date, set[int]]:
    """Return the zones that the question is about, or raise ``CannotAnswer`` when it is none any more."""
    if question.answer:
        raise CannotAnswer(_("This question is already closed: %(answer)s.") % _said(question))
    near = {} if question.booking.cancelled_at else succession.standing_of(question.booking, now=now).soon
    if not near:
        raise CannotAnswer(
            _("It has begun or is no longer planned. To stop what sounds, a leader recalls it.")
        )
    return near


def _swap(question: Handover, near: dict[date, set[int]], *, now: datetime, by: str) -> None:
    if not succession.is_ready(question.successor, now=now):
        raise CannotAnswer(_("The new recording is not accepted yet. Listen to it and accept it first."))
    if succession.move_zones(question.booking, question.successor, near, now=now, by=by):
        raise CannotAnswer(
            _("The new version is not urgent and cannot interrupt the air. Choose a slot for it.")
        )


def _locked(question_id: int) -> Handover:
    """Return the question, while nobody else plans, releases or answers it."""
    programme_id = Handover.objects.values_list("booking__programme", flat=True).get(pk=question_id)
    succession.locked(programme_id)
    return Handover.objects.select_related(
        "booking__programme__station", "booking__slot", "successor__approval"
    ).get(pk=question_id)


def _said(question: Handover) -> dict[str, str]:
    who = f" ({question.answered_by_name})" if question.answered_by_name else ""
    return {"answer": question.get_answer_display() + who}


def _write(
    question: Handover, choice: str, *, now: datetime, reason: str, person: Person | None = None
) -> Handover:
    question.answer, question.reason, question.answered_at = choice, reason, now
    if person is not None:
        question.answered_by_id, question.answered_by_name = person.pk, person.get_full_name()
    question.save(update_fields=["answer", "reason", "answered_at", "answered_by", "answered_by_name"])
    return question

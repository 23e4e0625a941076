"""Reporting a submission to the party committee, writing its answer down, taking the report back; the only writer."""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from newsroom import chain, delegation, escalations, forms_of_story, rules, workflow
from newsroom.models import ChainEntry, Escalation, EscalationEnd, EscalationReply, Submission, User

LARGEST_FILE = 10_000_000
FILES = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".docx": b"PK\x03\x04",
}


class EscalationRefused(Exception):
    """The report or the answer cannot be kept; ``field`` names what to mend on the form."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked above: whom, what, by when."""

    addressee: str
    question: str
    answer_by: datetime | None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back; ``file`` is its paper as bytes with its name, None without one."""

    verdict: str
    words: str
    answered_by: str
    document_number: str = ""
    file: tuple[str, bytes] | None = None


# ------------------------------------------------------------------ asking


@transaction.atomic
def escalate(submission: Submission, person: User, *, asked: Question, now: datetime) -> Escalation:
    """Report a waiting submission upward; it stays unapproved until the answer is written down."""
    _lock(submission)
    workflow.waiting_step(submission)
    stands_in = delegation.stands_in(person, submission.story_id, now) is not None
    _allow(rules.may_escalate(person, stands_in=stands_in))
    if escalations.open_of(submission.story_id) is not None:
        raise EscalationRefused(_("It was reported already and waits for the answer."))
    answer_by = _check(asked, now)
    question = asked.question.strip()
    facts = {
        "submission": submission.pk,
        "digests": submission.digests,
        "to": asked.addressee.strip(),
        "question": _digest(question),
        "answer_by": answer_by.isoformat(),
        **chain.person(person),
    }
    return Escalation.objects.create(
        entry=chain.append(ChainEntry.Kind.ESCALATION, facts, now=now),
        submission=submission,
        story_id=submission.story_id,
        person=person,
        person_name=person.get_full_name(),
        person_title=person.title,
        addressee=asked.addressee.strip(),
        question=question,
        question_sha256=_digest(question),
        answer_by=answer_by,
        escalated_at=now,
    )


def _check(asked: Question, now: datetime) -> datetime:
    if not asked.addressee.strip():
        raise EscalationRefused(_("Write to whom it is reported: name and office."), field="addressee")
    if len(asked.addressee.strip()) > 200:
        raise EscalationRefused(_("Write whom it is reported to in 200 letters at most."), field="addressee")
    if not asked.question.strip():
        raise EscalationRefused(_("Write what you ask, so that it can be answered."), field="question")
    if asked.answer_by is None:
        raise EscalationRefused(_("Write day and hour by which you want the answer."), field="answer_by")
    if asked.answer_by <= now:
        raise EscalationRefused(_("That moment is over. Choose a later one."), field="answer_by")
    return asked.answer_by


# ------------------------------------------------------------------ answering


@transaction.atomic
def reply(escalation: Escalation, person: User, *, answer: Answer, now: datetime) -> EscalationReply:
    """Write down what was answered; it approves nothing, a leader still decides."""
    escalation = _claim(escalation)
    submission = escalation.submission
    stands_in = delegation.stands_in(person, escalation.story_id, now) is not None
    _allow(rules.may_record_answer(person, contributors=submission.contributors, stands_in=stands_in))
    _check_answer(answer)
    name, sha256 = _keep(answer.file)
    words = answer.words.strip()
    facts = {
        "escalation": escalation.entry_id,
        "verdict": answer.verdict,
        "words": _digest(words),
        "by": answer.answered_by.strip(),
        "number": answer.document_number.strip(),
        "file": sha256,
        **chain.person(person),
    }
    return EscalationReply.objects.create(
        entry=chain.append(ChainEntry.Kind.ESCALATION_REPLY, facts, now=now),
        escalation=escalation,
        story_id=escalation.story_id,
        verdict=answer.verdict,
        words=words,
        words_sha256=_digest(words),
        answered_by=answer.answered_by.strip(),
        document_number=answer.document_number.strip(),
        file_name=name,
        file_sha256=sha256,
        person=person,
        person_name=person.get_full_name(),
        recorded_at=now,
    )


def _check_answer(answer: Answer) -> None:
    if answer.verdict not in EscalationReply.Verdict.values:
        raise EscalationRefused(_("Choose what the answer says."), field="verdict")
    if not answer.answered_by.strip():
        raise EscalationRefused(_("Write who answered: name and office."), field="answered_by")
    if len(answer.answered_by.strip()) > 200 or len(answer.document_number.strip()) > 80:
        raise EscalationRefused(_("Name or number is too long. Shorten it."), field="answered_by")
    if answer.verdict == EscalationReply.Verdict.CONDITIONS and not answer.words.strip():
        raise EscalationRefused(_("Write the conditions, so that they can be met."), field="words")


def _keep(file: tuple[str, bytes] | None) -> tuple[str, str]:
    """Put the paper of the answer beside the frozen files, under its digest; return name and digest."""
    if file is None:
        return "", ""
    name, data = PurePath(file[0]).name[-120:], file[1]
    begins = FILES.get(PurePath(name).suffix.lower())
    if begins is None or not data.startswith(begins):
        raise EscalationRefused(_("Choose a PDF, Word (.docx), PNG or JPEG file."), field="file")
    if len(data) > LARGEST_FILE:
        raise EscalationRefused(_("The file is larger than 10 MB. Scan it smaller."), field="file")
    sha256 = hashlib.sha256(data).hexdigest()
    target = forms_of_story.frozen_path(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        part = target.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(data)
        part.replace(target)
    return name, sha256


# ------------------------------------------------------------------ taking back


@transaction.atomic
def take_back(escalation: Escalation, person: User, *, reason: str, now: datetime) -> EscalationEnd:
    """End a report that was not answered, with the reason; the submission waits for its decision again."""
    escalation = _claim(escalation)
    _allow(rules.may_take_report_back(person, reporter=escalation.person_id))
    if not reason.strip():
        raise EscalationRefused(_("Write why the report is taken back; the reason is kept."), field="reason")
    facts = {"escalation": escalation.entry_id, "reason": reason.strip(), **chain.person(person)}
    return EscalationEnd.objects.create(
        entry=chain.append(ChainEntry.Kind.ESCALATION_END, facts, now=now),
        escalation=escalation,
        person=person,
        person_name=person.get_full_name(),
        reason=reason.strip(),
        ended_at=now,
    )


def _claim(escalation: Escalation) -> Escalation:
    _lock(escalation.submission)
    fresh = Escalation.objects.select_related("submission").get(pk=escalation.pk)
    if not fresh.is_open:
        raise EscalationRefused(_("This report was answered or taken back already."))
    return fresh


def _lock(submission: Submission) -> None:
    """Let one decision at a time be taken about the story: approvals lock the workflow, links the chain."""
    list(WorkflowState.objects.select_for_update().filter(pk=submission.workflow_state_id))
    chain.lock()


def _allow(verdict: rules.Verdict) -> None:
    if not verdict:
        raise workflow.Refused(verdict.reason)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()

"""What was reported to the party committee about a story, and what came back; the only reader of those rows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from newsroom import due
from newsroom.models import Approval, Escalation, EscalationEnd, EscalationReply, Submission


@dataclass(frozen=True, kw_only=True)
class Told:
    """One report as a page or a slip tells it."""

    row: Escalation
    reply: EscalationReply | None
    end: EscalationEnd | None
    same_text: bool
    overdue: bool
    waiting: str

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self.row.is_open

    @property
    def disagrees(self) -> bool:
        """Whether the answer was no."""
        return self.reply is not None and self.reply.verdict == EscalationReply.Verdict.DISAGREES

    @property
    def tone(self) -> str:
        """The colour and shape of its notice."""
        if self.is_open:
            return "urgent" if self.overdue else "warning"
        if self.reply is None:
            return ""
        tones = {EscalationReply.Verdict.AGREES: "done", EscalationReply.Verdict.DISAGREES: "urgent"}
        return tones.get(EscalationReply.Verdict(self.reply.verdict), "warning")


def open_of(story_id: int) -> Escalation | None:
    """Return the report about this story that nobody answered or took back, whichever text it was about."""
    return Escalation.objects.open().filter(story_id=story_id).first()


def open_among(story_ids: Collection[int]) -> dict[int, Escalation]:
    """Return the open reports by story, in one query."""
    return {row.story_id: row for row in Escalation.objects.open().filter(story_id__in=story_ids)}


def of_submission(submission: Submission) -> list[Escalation]:
    """Return what was asked since the story was last approved; earlier texts of the same round are among it."""
    approvals = Approval.objects.filter(story_id=submission.story_id).order_by("-entry_id")
    own = next((row.entry_id for row in approvals if row.submission_id == submission.pk), None)
    before = next((row.entry_id for row in approvals if own is None or row.entry_id < own), 0)
    rows: QuerySet[Escalation] = Escalation.objects.filter(
        story_id=submission.story_id, entry_id__gt=before
    ).select_related("reply", "end")
    return list(rows if own is None else rows.filter(entry_id__lt=own))


def links_of(submission: Submission) -> list[int]:
    """Return the numbers of the links that an approval given now rests on: questions, answers, withdrawals."""
    found = []
    for row in of_submission(submission):
        found += [each.entry_id for each in (row, _reply(row), _end(row)) if each is not None]
    return sorted(found)


def told(submission: Submission, *, now: datetime) -> list[Told]:
    """Return the reports of a submission for its page, the newest first."""
    return [
        Told(
            row=row,
            reply=_reply(row),
            end=_end(row),
            same_text=row.submission_id == submission.pk,
            overdue=row.is_overdue(now),
            waiting=waiting_words(row, now),
        )
        for row in reversed(of_submission(submission))
    ]


def waiting_words(row: Escalation, now: datetime) -> str:
    """Return that an answer is awaited, and until when; "" for what is settled."""
    if not row.is_open:
        return ""
    words = {"to": row.addressee, "when": due.clock(row.answer_by, now), "person": row.person_name}
    if row.is_overdue(now):
        return _("Reported to %(to)s by %(person)s; the answer is overdue since %(when)s.") % words
    return _("Reported to %(to)s by %(person)s; the answer is awaited by %(when)s.") % words


def in_words(row: Escalation) -> str:
    """Return one report in a sentence, for the slip and the history."""
    words: dict[str, Any] = {
        "to": row.addressee,
        "person": row.person_name,
        "when": due.moment(row.escalated_at),
    }
    sentence = _("%(person)s reported it to %(to)s at %(when)s.") % words
    return f"{sentence} {_outcome(row)}"


def _outcome(row: Escalation) -> str:
    reply, end = _reply(row), _end(row)
    if reply is not None:
        return reply_in_words(reply)
    if end is not None:
        words = {"person": end.person_name, "when": due.moment(end.ended_at), "reason": end.reason}
        return _("%(person)s took the report back at %(when)s: %(reason)s") % words
    return _("No answer was recorded.")


def reply_in_words(reply: EscalationReply) -> str:
    """Return the answer in a sentence: who, what, on which paper, in which words."""
    words = {
        "by": reply.answered_by,
        "verdict": reply.get_verdict_display(),
        "number": reply.document_number,
    }
    numbered = _("Answer of %(by)s (no. %(number)s): %(verdict)s.")
    sentence = (numbered if reply.document_number else _("Answer of %(by)s: %(verdict)s.")) % words
    return f"{sentence} {reply.words}".strip()


def _reply(row: Escalation) -> EscalationReply | None:
    return getattr(row, "reply", None)


def _end(row: Escalation) -> EscalationEnd | None:
    return getattr(row, "end", None)

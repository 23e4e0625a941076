"""How reports to the upper level and their answers must agree with their links, and papers with their digests."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from newsroom import agreement, forms_of_story
from newsroom.agreement import Agreement, Fault, Run
from newsroom.models import ChainEntry, Erasure, Escalation, EscalationEnd, EscalationReply

Kind = ChainEntry.Kind


def _escalation_facts(row: Escalation) -> dict[str, Any]:
    return {
        "submission": row.submission_id,
        "digests": row.submission.digests,
        "to": row.addressee,
        "question": row.question_sha256,
        "person": row.person_id,
        "name": row.person_name,
        "office": row.person_title,
    }


def _reply_facts(row: EscalationReply) -> dict[str, Any]:
    return {
        "escalation": row.escalation.entry_id,
        "verdict": row.verdict,
        "words": row.words_sha256,
        "by": row.answered_by,
        "number": row.document_number,
        "file": row.file_sha256,
        "person": row.person_id,
        "name": row.person_name,
    }


def _end_facts(row: EscalationEnd) -> dict[str, Any]:
    return {
        "escalation": row.escalation.entry_id,
        "reason": row.reason,
        "person": row.person_id,
        "name": row.person_name,
    }


def _deadline_faults(rows: Sequence[Escalation], run: Run) -> Iterator[Fault]:
    erased = _erased({row.story_id for row in rows})
    for row in rows:
        wanted = row.entry.facts.get("answer_by", "")
        moved = not wanted or datetime.fromisoformat(wanted) != row.answer_by
        if moved or _differs(row.question, row.question_sha256, erased=row.story_id in erased):
            yield _changed(row.entry_id)


def _reply_faults(rows: Sequence[EscalationReply], run: Run) -> Iterator[Fault]:
    erased = _erased({row.story_id for row in rows})
    for row in rows:
        if _differs(row.words, row.words_sha256, erased=row.story_id in erased):
            yield _changed(row.entry_id)
        if row.file_sha256 and run.digest(forms_of_story.frozen_path(row.file_sha256)) != row.file_sha256:
            message = _("the paper of an answer is missing or was replaced")
            yield Fault(sequence=row.entry_id, code="paper-changed", message=message)


def _differs(words: str, sha256: str, *, erased: bool) -> bool:
    return hashlib.sha256(words.encode()).hexdigest() != sha256 and not (erased and not words)


def _erased(story_ids: set[int]) -> set[int]:
    rows = Erasure.objects.filter(proposal__story_id__in=story_ids)
    return set(rows.values_list("proposal__story_id", flat=True))


def _changed(sequence: int) -> Fault:
    message = _("the words of a report to the upper level were changed")
    return Fault(sequence=sequence, code="report-changed", message=message)


def plug() -> None:
    """Let the verification ask, once, at start."""
    agreement.plug(
        Agreement(
            kind=Kind.ESCALATION,
            rows=lambda: Escalation.objects.select_related("submission", "entry"),
            facts=_escalation_facts,
            decided_at=lambda row: row.escalated_at,
            beyond=_deadline_faults,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.ESCALATION_REPLY,
            rows=lambda: EscalationReply.objects.select_related("escalation"),
            facts=_reply_facts,
            decided_at=lambda row: row.recorded_at,
            beyond=_reply_faults,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.ESCALATION_END,
            rows=lambda: EscalationEnd.objects.select_related("escalation"),
            facts=_end_facts,
            decided_at=lambda row: row.ended_at,
        )
    )

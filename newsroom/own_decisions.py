"""How approvals, recalls and erasures must agree with their links."""

from datetime import UTC
from typing import Any

from newsroom import agreement, frozen, live_pages, witness
from newsroom.agreement import Agreement
from newsroom.models import Approval, ChainEntry, Erasure, Recall, Review

Kind = ChainEntry.Kind


def _approval_facts(approval: Approval) -> dict[str, Any]:
    return {
        "submission": approval.submission_id,
        "story": approval.story_id,
        "revision": approval.revision_id,
        "digests": approval.digests,
        "person": approval.approver_id,
        "name": approval.approver_name,
        "office": approval.approver_title,
        "contributors": approval.submission.contributors,
        "steps": steps_of(approval.submission.reviews.all()),
        "delegation": approval.delegation.entry_id if approval.delegation else None,
        "escalations": approval.escalations or None,
    }


def steps_of(reviews: Any) -> list[dict[str, Any]]:
    """Return who passed which step, as an approval's link keeps it."""
    return [
        {
            "step": review.step,
            "person": review.person_id,
            "name": review.person_name,
            "at": review.decided_at.astimezone(UTC).isoformat(),
        }
        for review in reviews
        if review.decision == Review.Decision.PASSED
    ]


def _recall_facts(recall: Recall) -> dict[str, Any]:
    return {
        "approval": recall.approval.sequence,
        "reason": recall.reason,
        "person": recall.person_id,
        "name": recall.person_name,
    }


def _erasure_facts(erasure: Erasure) -> dict[str, Any]:
    proposal = erasure.proposal
    return {
        "proposal": proposal.pk,
        "story": proposal.story_id,
        "order": proposal.order_number,
        "issuer": proposal.issuer,
        "reason": proposal.reason,
        "proposer": proposal.person_id,
        "texts": sorted(text.sha256 for text in erasure.texts.all()),
        "person": erasure.person_id,
        "name": erasure.person_name,
    }


def plug() -> None:
    """Let the verification ask, once, at start."""
    agreement.plug(
        Agreement(
            kind=Kind.APPROVAL,
            rows=lambda: Approval.objects.select_related("submission", "delegation").prefetch_related(
                "submission__reviews"
            ),
            facts=_approval_facts,
            decided_at=lambda approval: approval.approved_at,
            later=frozenset({"contributors", "steps"}),
            beyond=frozen.faults_of,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.RECALL,
            rows=lambda: Recall.objects.select_related("approval"),
            facts=_recall_facts,
            decided_at=lambda recall: recall.recalled_at,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.ERASURE,
            rows=lambda: Erasure.objects.select_related("proposal").prefetch_related("texts"),
            facts=_erasure_facts,
            decided_at=lambda erasure: erasure.erased_at,
        )
    )
    agreement.plug_witness("file", witness.seen)
    agreement.plug_check("texts", frozen.stray_texts)
    agreement.plug_check("leftovers", frozen.leftovers)
    agreement.plug_check("live pages", live_pages.faults_of_live_stories)

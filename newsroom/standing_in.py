"""How waivers, second looks and delegations must agree with their links."""

from typing import Any

from django.utils import timezone

from newsroom import agreement
from newsroom.agreement import Agreement
from newsroom.models import ChainEntry, Delegation, DelegationEnd, SecondLook, Waiver

Kind = ChainEntry.Kind


def _waiver_facts(waiver: Waiver) -> dict[str, Any]:
    return {
        "submission": waiver.submission_id,
        "digests": waiver.submission.digests,
        "event": waiver.event,
        "reason": waiver.reason,
        "person": waiver.person_id,
        "name": waiver.person_name,
        "office": waiver.person_title,
    }


def _look_facts(look: SecondLook) -> dict[str, Any]:
    return {
        "waiver": look.waiver.entry_id,
        "verdict": look.verdict,
        "note": look.note,
        "person": look.person_id,
        "name": look.person_name,
    }


def _delegation_facts(row: Delegation) -> dict[str, Any]:
    return {
        "person": row.giver_id,
        "name": row.giver_name,
        "office": row.giver_title,
        "to": {"person": row.holder_id, "name": row.holder_name, "office": row.holder_title},
        "from": timezone.localtime(row.starts_at).isoformat(),
        "until": timezone.localtime(row.ends_at).isoformat(),
        "number": row.document_number,
        "manner": row.manner,
    }


def _end_facts(end: DelegationEnd) -> dict[str, Any]:
    return {"delegation": end.delegation.entry_id, "person": end.person_id, "name": end.person_name}


def plug() -> None:
    """Let the verification ask, once, at start."""
    agreement.plug(
        Agreement(
            kind=Kind.WAIVER,
            rows=lambda: Waiver.objects.select_related("submission"),
            facts=_waiver_facts,
            decided_at=lambda waiver: waiver.released_at,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.SECOND_LOOK,
            rows=lambda: SecondLook.objects.select_related("waiver"),
            facts=_look_facts,
            decided_at=lambda look: look.looked_at,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.DELEGATION,
            rows=Delegation.objects.all,
            facts=_delegation_facts,
            decided_at=lambda row: row.given_at,
        )
    )
    agreement.plug(
        Agreement(
            kind=Kind.DELEGATION_END,
            rows=lambda: DelegationEnd.objects.select_related("delegation"),
            facts=_end_facts,
            decided_at=lambda end: end.ended_at,
        )
    )

"""Links that a restored back-up did not hold: a person acknowledges them once, by number and hash."""

from datetime import datetime

from django.db import transaction

from newsroom import chain, signing, verification
from newsroom.agreement import Seen
from newsroom.models import ChainEntry


class NothingLost(Exception):
    """Everything that anybody saw is in the table."""


def acknowledge(*, reason: str, by: str, now: datetime) -> list[Seen]:
    """Write a link that names what others saw and this database does not hold; return it.

    Nothing else is excused: another device that tells of another link is a fault again.
    """
    with transaction.atomic():
        chain.lock()
        lost = verification.strangers(signing.signer().verifier())
        if not lost:
            raise NothingLost
        heads = sorted({(each.sequence, each.sha256) for each in lost})
        facts = {
            "heads": [{"sequence": sequence, "sha256": sha256} for sequence, sha256 in heads],
            "reason": reason,
            "name": by,
        }
        chain.append(ChainEntry.Kind.LOST, facts, now=now)
    return lost

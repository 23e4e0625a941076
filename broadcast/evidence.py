"""Writes broadcast's decisions into the evidence chain and lets them be verified; the second door to newsroom."""

from collections.abc import Collection

from newsroom import chain, lost_links, signing, slip, slip_pdf, verification
from newsroom.agreement import Agreement, Fault, Run, Seen, plug, plug_check, plug_witness
from newsroom.models import Approval, ChainEntry, Erased

Kind = ChainEntry.Kind
append = chain.append
head = chain.head
lock = chain.lock
person = chain.person
acknowledge_lost = lost_links.acknowledge
NothingLost = lost_links.NothingLost


def hash_of(sequence: int) -> str | None:
    """Return the hash of the link with this number; None when there is none."""
    return ChainEntry.objects.filter(pk=sequence).values_list("sha256", flat=True).first()


def hashes_of(sequences: Collection[int]) -> dict[int, str]:
    """Return the hashes of the links with these numbers, those that there are."""
    return dict(ChainEntry.objects.filter(pk__in=sequences).values_list("pk", "sha256"))


def lost_heads() -> frozenset[tuple[int, str]]:
    """Return the links that a person acknowledged as lost with a restored back-up: number and SHA-256."""
    return verification.lost_heads(signing.signer().verifier())


def approval_slip(approval: Approval) -> bytes:
    """Return the approval slip as a PDF file, for those who broadcast by it."""
    return slip_pdf.pdf(slip.slip_of(approval))


def links_of(kinds: Collection[str]) -> list[ChainEntry]:
    """Return the links of these kinds, in their order."""
    return list(ChainEntry.objects.filter(kind__in=kinds).order_by("sequence"))


__all__ = [
    "Agreement",
    "Erased",
    "Fault",
    "Kind",
    "NothingLost",
    "Run",
    "Seen",
    "acknowledge_lost",
    "append",
    "approval_slip",
    "hash_of",
    "hashes_of",
    "head",
    "links_of",
    "lock",
    "lost_heads",
    "person",
    "plug",
    "plug_check",
    "plug_witness",
]

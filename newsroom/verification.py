"""Recomputes the evidence chain, its signatures, the frozen texts and the frozen files, and names what is broken."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom import forms_of_story, signing
from newsroom.models import Approval, ChainEntry
from newsroom.models.chain import GENESIS


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What does not agree, and in which link."""

    sequence: int
    message: str


def faults() -> Iterator[Fault]:
    """Yield what is broken, in the order of the chain."""
    previous, expected = GENESIS, 1
    for entry in ChainEntry.objects.select_related("approval__submission").order_by("sequence").iterator(500):
        if entry.sequence != expected:
            yield Fault(sequence=expected, message=f"mắt xích số {expected} đã bị xoá khỏi chuỗi")
        if entry.previous_sha256 != previous:
            yield Fault(sequence=entry.sequence, message="không nối đúng vào mắt xích trước nó")
        yield from _link_faults(entry)
        if entry.kind == ChainEntry.Kind.APPROVAL:
            yield from _approval_faults(entry)
        previous, expected = entry.sha256, entry.sequence + 1


def _link_faults(entry: ChainEntry) -> Iterator[Fault]:
    payload = entry.payload()
    if hashlib.sha256(payload).hexdigest() != entry.sha256:
        yield Fault(sequence=entry.sequence, message="dòng này đã bị sửa")
    signature = signing.Signature(key_id=entry.key_id, value=entry.signature)
    if not signing.signer().verify(payload, signature, at=entry.written_at):
        yield Fault(sequence=entry.sequence, message="chữ ký không phải của đài")


def _approval_faults(entry: ChainEntry) -> Iterator[Fault]:
    approval: Approval | None = getattr(entry, "approval", None)
    if approval is None:
        yield Fault(sequence=entry.sequence, message="phê duyệt đã bị xoá")
        return
    held = {
        "submission": approval.submission_id,
        "story": approval.story_id,
        "revision": approval.revision_id,
        "digests": approval.digests,
        "person": approval.approver_id,
        "name": approval.approver_name,
        "office": approval.approver_title,
    }
    if approval.delegation is not None:
        held["delegation"] = approval.delegation.entry_id
    if held != entry.facts or approval.approved_at != entry.written_at:
        yield Fault(sequence=entry.sequence, message="dòng phê duyệt đã bị sửa")
    forms = json.loads(approval.submission.forms_json)
    if forms_of_story.digests(forms) != approval.digests:
        yield Fault(sequence=entry.sequence, message="nội dung đã lưu khác với nội dung đã duyệt")
    for sha256 in forms_of_story.files_of(forms):
        path = forms_of_story.frozen_path(sha256)
        if not path.exists():
            yield Fault(sequence=entry.sequence, message=f"thiếu tệp đã duyệt {sha256[:12]}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield Fault(sequence=entry.sequence, message=f"tệp đã duyệt {sha256[:12]} đã bị thay")

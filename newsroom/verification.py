"""Recomputes the chain of approvals, the frozen texts and the frozen files, and names the first broken row."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from newsroom import forms_of_story
from newsroom.models import Approval
from newsroom.workflow import GENESIS, row_sha256


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What does not agree, and in which approval."""

    sequence: int
    message: str


def faults() -> Iterator[Fault]:
    """Yield what is broken, in the order of the chain."""
    previous, expected = GENESIS, 1
    for approval in Approval.objects.select_related("submission").order_by("sequence").iterator(500):
        if approval.sequence != expected:
            yield Fault(sequence=expected, message=f"phê duyệt số {expected} đã bị xoá khỏi chuỗi")
        if approval.previous_sha256 != previous:
            yield Fault(sequence=approval.sequence, message="không nối đúng vào phê duyệt trước nó")
        if row_sha256(approval) != approval.sha256:
            yield Fault(sequence=approval.sequence, message="dòng phê duyệt đã bị sửa")
        yield from _text_faults(approval)
        previous, expected = approval.sha256, approval.sequence + 1


def _text_faults(approval: Approval) -> Iterator[Fault]:
    submission = approval.submission
    forms = json.loads(submission.forms_json)
    if forms_of_story.digests(forms) != approval.digests:
        yield Fault(sequence=approval.sequence, message="nội dung đã lưu khác với nội dung đã duyệt")
    for sha256 in forms_of_story.files_of(forms):
        path = forms_of_story.frozen_path(sha256)
        if not path.exists():
            yield Fault(sequence=approval.sequence, message=f"thiếu tệp đã duyệt {sha256[:12]}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            yield Fault(sequence=approval.sequence, message=f"tệp đã duyệt {sha256[:12]} đã bị thay")

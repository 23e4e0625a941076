"""Compares what lies frozen, texts and copies of files, with the digests that were approved."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from newsroom import forms_of_story
from newsroom.agreement import Fault, Run
from newsroom.models import Approval, FrozenText, Submission


def faults_of(approvals: Sequence[Approval], run: Run) -> Iterator[Fault]:
    """Yield what does not agree in the submissions of these approvals, their texts and their files."""
    wanted = {sha for approval in approvals for sha in approval.submission.text_digests.values()}
    texts = dict(FrozenText.objects.filter(pk__in=wanted).values_list("pk", "text"))
    for approval in approvals:
        for code, message in _submission_faults(approval, texts, run):
            yield Fault(sequence=approval.sequence, code=code, message=message)


def _submission_faults(approval: Approval, texts: dict[str, str], run: Run) -> Iterator[tuple[str, str]]:
    submission = approval.submission
    if submission.digests != approval.digests or _digest(submission.outlets) != approval.digests.get(
        "outlets"
    ):
        yield "submission-changed", _("the frozen submission was changed")
    for name, sha256 in submission.text_digests.items():
        if sha256 in run.erased:
            if sha256 in texts:
                yield "text-not-erased", _("a text that was erased by order is still there")
            continue
        yield from _text_faults(name, sha256, texts.get(sha256), submission, run)


def _text_faults(
    name: str, sha256: str, text: str | None, submission: Submission, run: Run
) -> Iterator[tuple[str, str]]:
    if text is None:
        yield "text-missing", _("the frozen text “%(form)s” is missing") % {"form": name}
        return
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        yield "text-changed", _("the frozen text “%(form)s” differs from what was approved") % {"form": name}
        return
    form = json.loads(text)
    if name == "site" and form["title"] != submission.title:
        yield "submission-changed", _("the frozen submission was changed")
    for file in forms_of_story.files_in(name, form):
        yield from _file_faults(file["sha256"], run)


def _file_faults(sha256: str, run: Run) -> Iterator[tuple[str, str]]:
    found = run.digest(forms_of_story.frozen_path(sha256))
    if found is None:
        yield "file-missing", _("the approved file %(file)s is missing") % {"file": sha256[:12]}
    elif found != sha256:
        yield "file-changed", _("the approved file %(file)s was replaced") % {"file": sha256[:12]}


def stray_texts(run: Run) -> Iterator[Fault]:
    """Yield texts that do not belong under their digest, whether they were approved or only submitted."""
    for sha256, text in FrozenText.objects.values_list("pk", "text").iterator(500):
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            message = _("the frozen text %(digest)s differs from what was submitted") % {
                "digest": sha256[:12]
            }
            yield Fault(sequence=0, code="text-changed", message=message)


def leftovers(run: Run) -> Iterator[Fault]:
    """Yield frozen files that were erased by order and still lie there, though no other text names them."""
    for sha256, order in run.erased.items():
        named = FrozenText.objects.filter(text__contains=sha256)
        if forms_of_story.frozen_path(sha256).exists() and not named.exists():
            message = _("a file that was erased by order %(order)s is still there") % {"order": order}
            yield Fault(sequence=0, code="file-not-erased", message=message)


def _digest(form: Any) -> str:
    return hashlib.sha256(forms_of_story.canonical(form)).hexdigest()

"""Erasing a story's texts by a recorded order: an administrator proposes, a leader confirms, the chain says it."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry, ReferenceIndex, WorkflowState

from newsroom import chain, forms_of_story, roles
from newsroom.models import (
    Approval,
    ChainEntry,
    ErasedText,
    Erasure,
    ErasureProposal,
    ErasureRefusal,
    Escalation,
    EscalationReply,
    FrozenText,
    Picture,
    SourceDocument,
    Story,
    Submission,
    User,
)
from newsroom.models.append_only import without_guard


class MayNotErase(PermissionDenied):
    """The wrong person, or the wrong moment; the message says why."""


class Incomplete(ValueError):
    """Something has to be filled in; the message says what."""


class Traces(Protocol):
    """What others keep of a story's texts."""

    def files(self, submissions: Collection[int]) -> list[str]:
        """Return the digests of the files that nothing else uses."""

    def erase(self, submissions: Collection[int]) -> None:
        """Blank the texts now, and remove the files when the transaction is committed."""


_traces: list[Traces] = []


def plug(traces: Traces) -> None:
    """Let others erase what they keep, too."""
    _traces[:] = [traces]


# ------------------------------------------------------------------ proposing


def propose(
    story_id: int, person: User, *, order_number: str, issuer: str, reason: str, now: datetime
) -> ErasureProposal:
    """Put an erasure before a leader; nothing is erased yet."""
    if not person.is_active or roles.ADMINISTRATOR not in person.role_codes:
        raise MayNotErase(_("Only an administrator proposes an erasure."))
    check_ready(story_id)
    words = {"order_number": order_number.strip(), "issuer": issuer.strip(), "reason": reason.strip()}
    if not all(words.values()):
        raise Incomplete(_("Write the number of the order, who issued it, and why."))
    if open_proposals().filter(story_id=story_id).exists():
        raise MayNotErase(_("An erasure of this story already waits for a leader."))
    return ErasureProposal.objects.create(
        story_id=story_id, person=person, person_name=person.get_full_name(), proposed_at=now, **words
    )


def open_proposals() -> QuerySet[ErasureProposal]:
    """Return what waits for a leader."""
    return ErasureProposal.objects.filter(erasure=None, refusal=None)


def check_ready(story_id: int) -> None:
    """Raise ``MayNotErase`` while the story is approved and in force, or waits for a decision."""
    submissions = Submission.objects.filter(story_id=story_id)
    if not submissions.exists():
        raise MayNotErase(_("This story was never submitted; its draft can simply be deleted."))
    if not submissions.exclude(title="").exists():
        raise MayNotErase(_("This story was already erased."))
    if Approval.objects.in_force().filter(story_id=story_id).exists():
        raise MayNotErase(_("Recall the story first: it is still in force."))
    states = submissions.values("workflow_state_id")
    if WorkflowState.objects.filter(pk__in=states, status=WorkflowState.STATUS_IN_PROGRESS).exists():
        raise MayNotErase(_("The story waits for a decision. Take it back or return it first."))


# ------------------------------------------------------------------ deciding


@transaction.atomic
def refuse(proposal: ErasureProposal, person: User, *, reason: str, now: datetime) -> ErasureRefusal:
    """Say no: a leader, or the one who proposed it."""
    if person.pk != proposal.person_id and roles.LEADER not in person.role_codes:
        raise MayNotErase(_("Only a leader, or who proposed it, turns an erasure down."))
    _check_open(proposal)
    if not reason.strip():
        raise Incomplete(_("Write why it is turned down."))
    return ErasureRefusal.objects.create(
        proposal=proposal,
        person=person,
        person_name=person.get_full_name(),
        reason=reason.strip(),
        refused_at=now,
    )


@transaction.atomic
def confirm(proposal: ErasureProposal, person: User, *, order_number: str, now: datetime) -> Erasure:
    """Erase every text of the story, and what was made of it; the digests, and who decided, stay for ever."""
    if not person.is_active or roles.LEADER not in person.role_codes or person.pk == proposal.person_id:
        raise MayNotErase(_("A leader other than who proposed it confirms an erasure."))
    proposal = ErasureProposal.objects.select_for_update().get(pk=proposal.pk)
    _check_open(proposal)
    check_ready(proposal.story_id)
    if order_number.strip() != proposal.order_number:
        raise Incomplete(_("The number of the order is another one. Write it as it stands above."))
    submissions = list(Submission.objects.filter(story_id=proposal.story_id))
    texts = _texts_of(submissions)
    frozen = _files_of(texts)
    erasure = _write(proposal, person, texts=texts, files=frozen + _made_of(submissions), now=now)
    _remove(submissions, texts)
    _remove_story(proposal.story_id)
    transaction.on_commit(lambda: _remove_files(frozen), robust=True)
    return erasure


def _check_open(proposal: ErasureProposal) -> None:
    if not open_proposals().filter(pk=proposal.pk).exists():
        raise MayNotErase(_("Somebody has already decided on this."))


def _texts_of(submissions: Collection[Submission]) -> list[str]:
    """Return the digests of the story's texts, short of those that another story shares word for word."""
    found = {(name, digest) for each in submissions for name, digest in each.text_digests.items()}
    others = Submission.objects.exclude(pk__in=[each.pk for each in submissions])
    return sorted({sha for name, sha in found if not others.filter(**{f"digests__{name}": sha}).exists()})


def _files_of(texts: Collection[str]) -> list[str]:
    """Return the frozen files that only these texts name."""
    wanted: set[str] = set()
    for text in FrozenText.objects.filter(pk__in=texts):
        wanted |= set(forms_of_story.files_named(text.text))
    others = FrozenText.objects.exclude(pk__in=texts)
    return sorted(sha256 for sha256 in wanted if not others.filter(text__contains=sha256).exists())


def _made_of(submissions: Collection[Submission]) -> list[str]:
    return sorted({sha for traces in _traces for sha in traces.files([each.pk for each in submissions])})


def _write(
    proposal: ErasureProposal, person: User, *, texts: list[str], files: list[str], now: datetime
) -> Erasure:
    facts = {
        "proposal": proposal.pk,
        "story": proposal.story_id,
        "order": proposal.order_number,
        "issuer": proposal.issuer,
        "reason": proposal.reason,
        "proposer": proposal.person_id,
        "texts": texts,
        "files": files,
        **chain.person(person),
    }
    erasure = Erasure.objects.create(
        entry=chain.append(ChainEntry.Kind.ERASURE, facts, now=now),
        proposal=proposal,
        person=person,
        person_name=person.get_full_name(),
        erased_at=now,
    )
    ErasedText.objects.bulk_create(ErasedText(sha256=sha256, erasure=erasure) for sha256 in texts)
    return erasure


def _remove(submissions: Collection[Submission], texts: Collection[str]) -> None:
    keys = [each.pk for each in submissions]
    without_guard(FrozenText, texts).delete()
    without_guard(Submission, keys).update(title="")
    reports = list(Escalation.objects.filter(submission__in=keys).values_list("pk", flat=True))
    without_guard(Escalation, reports).update(question="")
    replies = EscalationReply.objects.filter(escalation__in=reports).values_list("pk", flat=True)
    without_guard(EscalationReply, list(replies)).update(words="")
    for traces in _traces:
        traces.erase(keys)


def _remove_story(story_id: int) -> None:
    """Remove the page with all its revisions; its log keeps who did what, without the title."""
    story = Story.objects.filter(pk=story_id).first()
    if story is not None:
        story.specific.delete()
    PageLogEntry.objects.filter(page_id=story_id).update(label=_("(erased)"), data={})


def _remove_files(frozen: Collection[str]) -> None:
    """Remove frozen copies, and pictures and documents that nothing refers to any more."""
    for sha256 in frozen:
        forms_of_story.frozen_path(sha256).unlink(missing_ok=True)
    for model in (Picture, SourceDocument):
        for file in model.objects.filter(frozen_sha256__in=frozen):
            if not ReferenceIndex.get_references_to(file).exists():
                file.erase()

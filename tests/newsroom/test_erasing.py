"""Erasing by order: two people, only what is not in force; the texts go, the chain still agrees."""

from datetime import datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from newsroom import erasing, forms_of_story, roles, verification, workflow
from newsroom.models import (
    Approval,
    ArticlePage,
    ChainEntry,
    Erased,
    ErasedText,
    Erasure,
    ErasureProposal,
    FrozenText,
    Picture,
    Submission,
    User,
)
from newsroom.models.append_only import without_guard
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database
ORDER = "12/2026/QĐ-TA"


@pytest.fixture
def approval(ground: Commune, editor: User, leader: User) -> Approval:
    """Return an approval of a story with a picture, among others."""
    factories.make_approved_story(ground, owner=editor, leader=leader, title="Tin khác")
    picture = factories.make_picture()
    return factories.make_approved_story(
        ground, owner=editor, leader=leader, title="Tin phải xoá", picture=picture
    )[1]


@pytest.fixture
def now() -> datetime:
    return timezone.now()


def propose(approval: Approval, person: User, **words: str) -> ErasureProposal:
    words = {"order_number": ORDER, "issuer": "Toà án", "reason": "Theo Luật 91/2025", **words}
    return erasing.propose(approval.story_id, person, now=timezone.now(), **words)


@pytest.fixture
def proposal(approval: Approval, leader: User, administrator: User) -> ErasureProposal:
    """Return a proposal about a story that was recalled."""
    workflow.recall(approval, leader, reason="Theo lệnh.")
    return propose(approval, administrator)


def test_what_is_in_force_is_not_erased(approval: Approval, administrator: User) -> None:
    with pytest.raises(erasing.MayNotErase, match=r"Recall|thu hồi"):
        propose(approval, administrator)


def test_what_waits_for_a_decision_is_not_erased(
    ground: Commune, approval: Approval, editor: User, leader: User, administrator: User
) -> None:
    workflow.recall(approval, leader, reason="Sai.")
    story = factories.edit_story(ArticlePage.objects.get(pk=approval.story_id), editor, summary="Sửa lại.")
    workflow.submit(story, editor)

    with pytest.raises(erasing.MayNotErase):
        propose(approval, administrator)


@pytest.mark.parametrize("missing", ["order_number", "issuer", "reason"])
def test_an_erasure_names_its_order(
    approval: Approval, leader: User, administrator: User, missing: str
) -> None:
    workflow.recall(approval, leader, reason="Sai.")

    with pytest.raises(erasing.Incomplete):
        propose(approval, administrator, **{missing: " "})


def test_only_an_administrator_proposes(approval: Approval, leader: User, superuser: User) -> None:
    workflow.recall(approval, leader, reason="Sai.")
    for person in (leader, superuser):
        with pytest.raises(erasing.MayNotErase):
            propose(approval, person)


def test_only_another_person_who_leads_confirms(
    proposal: ErasureProposal, administrator: User, editor: User, now: datetime
) -> None:
    administrator.groups.add(Group.objects.get(name=roles.BY_CODE[roles.LEADER].group))
    both = User.objects.get(pk=administrator.pk)
    for person in (both, editor):
        with pytest.raises(erasing.MayNotErase):
            erasing.confirm(proposal, person, order_number=ORDER, now=now)
    assert FrozenText.objects.filter(text__contains="Tin phải xoá").exists()


def test_a_leader_writes_the_number_of_the_order(
    proposal: ErasureProposal, leader: User, now: datetime
) -> None:
    with pytest.raises(erasing.Incomplete):
        erasing.confirm(proposal, leader, order_number="12", now=now)


def erase(proposal: ErasureProposal, leader: User) -> Erasure:
    return erasing.confirm(proposal, leader, order_number=ORDER, now=timezone.now())


def test_erasing_removes_every_word_and_the_chain_still_agrees(
    proposal: ErasureProposal,
    approval: Approval,
    leader: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    (sha256,) = forms_of_story.files_of(approval.submission.forms)

    with django_capture_on_commit_callbacks(execute=True):
        erasure = erase(proposal, leader)

    assert not FrozenText.objects.filter(text__contains="Tin phải xoá").exists()
    assert not Submission.objects.filter(title="Tin phải xoá").exists()
    assert not ArticlePage.objects.filter(pk=proposal.story_id).exists()
    assert not Picture.objects.exists()
    assert not forms_of_story.frozen_path(sha256).exists()
    with pytest.raises(Erased):
        _ = Submission.objects.get(approval=approval).forms
    assert sha256 in erasure.entry.facts["files"]
    assert set(approval.submission.text_digests.values()) >= set(erasure.entry.facts["texts"])
    assert verification.verify().faults == ()


def test_the_verification_names_the_order(
    proposal: ErasureProposal,
    leader: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase(proposal, leader)
    out = StringIO()

    call_command("verify_approvals", stdout=out)

    assert ORDER in out.getvalue()


def test_a_file_that_was_not_removed_is_told(proposal: ErasureProposal, leader: User) -> None:
    erase(proposal, leader)  # nothing is committed in this test, so the files still lie there

    assert {fault.code for fault in verification.verify().faults} == {"file-not-erased"}


def test_a_text_that_another_story_shares_word_for_word_stays(
    ground: Commune, approval: Approval, proposal: ErasureProposal, leader: User
) -> None:
    shared = Submission.objects.exclude(story_id=proposal.story_id).get().text_digests["board"]
    own = approval.submission.text_digests
    assert own["board"] != shared

    erase(proposal, leader)

    assert FrozenText.objects.filter(pk=shared).exists()
    assert FrozenText.objects.count() == 5  # site, script, board, how the script is read, what was checked


def test_a_picture_that_another_story_shows_stays(
    ground: Commune, approval: Approval, leader: User, editor: User, administrator: User
) -> None:
    picture = Picture.objects.get()
    factories.make_approved_story(ground, owner=editor, leader=leader, title="Cùng ảnh", picture=picture)
    workflow.recall(approval, leader, reason="Sai.")

    erasure = erase(propose(approval, administrator), leader)

    assert erasure.entry.facts["files"] == []
    assert verification.verify().faults == ()


def test_without_an_order_the_database_removes_no_text(approval: Approval) -> None:
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        without_guard(FrozenText, [approval.digests["site"]]).delete()
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        without_guard(Submission, [approval.submission_id]).update(title="")


def test_an_erasure_that_no_link_tells_of_is_a_fault(
    approval: Approval, proposal: ErasureProposal, leader: User
) -> None:
    other = ChainEntry.objects.earliest("sequence")
    forged = Erasure.objects.create(
        entry=other, proposal=proposal, person=leader, person_name="", erased_at=timezone.now()
    )
    ErasedText.objects.create(sha256=approval.digests["script"], erasure=forged)
    without_guard(FrozenText, [approval.digests["script"]]).delete()

    codes = {(fault.sequence, fault.code) for fault in verification.verify().faults}

    assert codes == {(1, "row-without-link"), (approval.sequence, "text-missing")}


def test_a_link_of_erasure_that_was_forged_excuses_nothing(proposal: ErasureProposal, leader: User) -> None:
    erasure = erase(proposal, leader)

    tampering.change(erasure.entry, key_id="0" * 16)

    assert "text-missing" in {fault.code for fault in verification.verify().faults}


def test_turning_down_erases_nothing(proposal: ErasureProposal, leader: User, now: datetime) -> None:
    erasing.refuse(proposal, leader, reason="Không có lệnh này.", now=now)

    with pytest.raises(erasing.MayNotErase):
        erase(proposal, leader)
    assert FrozenText.objects.filter(text__contains="Tin phải xoá").exists()


# ------------------------------------------------------------------ screens


def test_the_whole_way_on_screen(
    client: Client, approval: Approval, leader: User, administrator: User
) -> None:
    workflow.recall(approval, leader, reason="Theo lệnh.")
    client.force_login(administrator)
    assert "Tin phải xoá" in client.get(reverse("newsroom:evidence")).content.decode()
    address = reverse("newsroom:propose_erasure", args=[approval.story_id])

    half = client.post(address, {"order_number": ORDER, "issuer": "", "reason": "Vì lệnh"})
    assert half.status_code == 422
    assert ORDER in half.content.decode()
    assert "Vì lệnh" in half.content.decode()
    client.post(address, {"order_number": ORDER, "issuer": "Toà án", "reason": "Vì lệnh"})
    proposal = ErasureProposal.objects.get()
    page = reverse("newsroom:erasure", args=[proposal.pk])
    assert client.post(page, {"order_number": ORDER}).status_code == 403

    client.force_login(leader)
    assert client.get(page).status_code == 200
    assert client.post(page, {"order_number": ORDER}).status_code == 302
    assert client.get(page).status_code == 200
    erased = client.get(reverse("newsroom:approval", args=[approval.submission_id]))
    assert erased.status_code == 410
    for name in ("approved", "evidence"):
        text = client.get(reverse(f"newsroom:{name}")).content.decode()
        assert "Tin phải xoá" not in text
    assert client.get(reverse("newsroom:slip", args=[approval.pk])).status_code == 200


def test_others_see_nothing_of_it(client: Client, proposal: ErasureProposal, editor: User) -> None:
    client.force_login(editor)
    for address in ("newsroom:evidence", "newsroom:erasure"):
        arguments = [proposal.pk] if address == "newsroom:erasure" else []
        assert client.get(reverse(address, args=arguments)).status_code in {302, 403}

"""What a writer had checked, and where the news comes from, is frozen with the submission."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision

from newsroom import verification, workflow
from newsroom.models import FrozenText, Submission, User
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database
NOTES = "Trưởng thôn Đông báo sáng 20/11, đã gọi lại trạm y tế"


def page(client: Client, person: User, submission: Submission) -> str:
    client.force_login(person)
    return client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()


def test_it_has_a_digest_and_the_revision_cannot_change_it(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(
        ground, owner=editor, checks=["times", "source"], source_notes=NOTES
    )
    assert submission.forms["checking"] == {"checks": ["source", "times"], "notes": NOTES}
    revision = Revision.objects.get(pk=submission.revision_id)
    Revision.objects.filter(pk=revision.pk).update(
        content={**revision.content, "source_notes": "Sửa sau", "checks": []}
    )

    shown = page(client, leader, submission)

    assert NOTES in shown
    assert "Sửa sau" not in shown
    approval = workflow.approve(submission, leader)
    assert approval is not None
    assert approval.entry.facts["digests"]["checking"] == submission.digests["checking"]
    assert verification.verify().faults == ()


def test_changed_notes_are_found(ground: Commune, editor: User, leader: User) -> None:
    _story, approval = factories.make_approved_story(ground, owner=editor, leader=leader, source_notes=NOTES)
    text = FrozenText.objects.get(pk=approval.digests["checking"])
    tampering.change(text, text=json.dumps({"checks": [], "notes": "Khác"}))

    assert "text-changed" in {fault.code for fault in verification.verify().faults}


def test_a_submission_from_before_reads_its_revision(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor, source_notes=NOTES)
    digests = {name: sha for name, sha in submission.digests.items() if name != "checking"}
    tampering.change(submission, digests=digests)

    assert NOTES in page(client, leader, Submission.objects.get(pk=submission.pk))
    assert workflow.approve(Submission.objects.get(pk=submission.pk), leader)
    assert verification.verify().faults == ()

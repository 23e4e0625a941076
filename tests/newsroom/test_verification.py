"""``verify_approvals`` sees every kind of tampering, and names the broken row."""

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsroom import forms_of_story
from newsroom.models import Approval, Submission, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


def verify() -> str:
    out = StringIO()
    call_command("verify_approvals", stdout=out)
    return out.getvalue()


@pytest.fixture
def three_approvals(ground: Commune, editor: User, leader: User) -> list[Approval]:
    """Return three approvals; the second carries a picture."""
    pictures = [None, factories.make_picture(), None]
    return [
        factories.make_approved_story(
            ground, owner=editor, leader=leader, title=f"Tin số {number}", picture=picture
        )[1]
        for number, picture in enumerate(pictures, 1)
    ]


def test_an_untouched_chain_agrees(three_approvals: list[Approval]) -> None:
    assert "3" in verify()


def change_the_approver(approval: Approval) -> None:
    Approval.objects.filter(pk=approval.pk).update(approver_name="Người khác")


def change_the_time(approval: Approval) -> None:
    earlier = approval.approved_at.replace(year=2020)
    Approval.objects.filter(pk=approval.pk).update(approved_at=earlier)


def remove_the_row(approval: Approval) -> None:
    Approval.objects.filter(pk=approval.pk).delete()


def change_the_frozen_text(approval: Approval) -> None:
    forms = json.loads(approval.submission.forms_json)
    forms["script"] = "Lời khác hẳn."
    Submission.objects.filter(pk=approval.submission_id).update(
        forms_json=forms_of_story.canonical(forms).decode()
    )


def change_text_and_digest(approval: Approval) -> None:
    change_the_frozen_text(approval)
    forms = json.loads(Submission.objects.get(pk=approval.submission_id).forms_json)
    Approval.objects.filter(pk=approval.pk).update(digests=forms_of_story.digests(forms))


def replace_the_frozen_file(approval: Approval) -> None:
    (sha256,) = forms_of_story.files_of(json.loads(approval.submission.forms_json))
    forms_of_story.frozen_path(sha256).write_bytes(b"another picture")


def remove_the_frozen_file(approval: Approval) -> None:
    (sha256,) = forms_of_story.files_of(json.loads(approval.submission.forms_json))
    forms_of_story.frozen_path(sha256).unlink()


@pytest.mark.parametrize(
    "tamper",
    [
        change_the_approver,
        change_the_time,
        remove_the_row,
        change_the_frozen_text,
        change_text_and_digest,
        replace_the_frozen_file,
        remove_the_frozen_file,
    ],
)
def test_tampering_with_the_second_approval_is_named(
    three_approvals: list[Approval], tamper: Callable[[Approval], None]
) -> None:
    tamper(three_approvals[1])

    with pytest.raises(CommandError, match="số 2") as refusal:
        verify()

    assert refusal.value.returncode == 1

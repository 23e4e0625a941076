"""``verify_approvals`` sees every kind of tampering, and names the broken link."""

import json
from collections.abc import Callable
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from newsroom import chain, forms_of_story, lost_links, signing, verification, witness, workflow
from newsroom.models import Approval, ArticlePage, ChainEntry, FrozenText, Picture, Recall, User
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database


def found() -> list[tuple[int, str]]:
    """Return what the command names with ``--all --json``."""
    out = StringIO()
    try:
        call_command("verify_approvals", "--all", "--json", stdout=out)
    except CommandError as refusal:
        assert refusal.returncode == 1
    return [(fault["sequence"], fault["code"]) for fault in json.loads(out.getvalue())["faults"]]


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
    out = StringIO()

    call_command("verify_approvals", stdout=out)

    assert "3" in out.getvalue()
    assert found() == []


def file_of(approval: Approval) -> Path:
    (sha256,) = forms_of_story.files_of(approval.submission.forms)
    return forms_of_story.frozen_path(sha256)


def text_of(approval: Approval, form: str) -> FrozenText:
    return FrozenText.objects.get(pk=approval.digests[form])


def change_the_approver(approval: Approval) -> None:
    tampering.change(approval, approver_name="Người khác")


def change_the_time(approval: Approval) -> None:
    tampering.change(approval, approved_at=approval.approved_at.replace(year=2020))


def change_the_reviewer(approval: Approval) -> None:
    tampering.change(approval.submission.reviews.get(), person_name="Người khác")


def change_who_wrote_it(approval: Approval) -> None:
    tampering.change(approval.submission, contributors=[])


def remove_the_row(approval: Approval) -> None:
    tampering.remove(approval)


def change_the_outlets(approval: Approval) -> None:
    tampering.change(approval.submission, outlets={**approval.submission.outlets, "air": True})


def change_the_title(approval: Approval) -> None:
    tampering.change(approval.submission, title="Tin khác")


def change_the_frozen_text(approval: Approval) -> None:
    tampering.change(text_of(approval, "script"), text='"Lời khác hẳn."')


def remove_the_frozen_text(approval: Approval) -> None:
    tampering.remove(text_of(approval, "script"))


def replace_the_frozen_file(approval: Approval) -> None:
    file_of(approval).write_bytes(b"another picture")


def remove_the_frozen_file(approval: Approval) -> None:
    file_of(approval).unlink()


def change_the_link(approval: Approval) -> None:
    facts = {**approval.entry.facts, "name": "Người khác"}
    tampering.change(approval.entry, facts_json=forms_of_story.canonical(facts).decode())


def write_the_link_in_other_words(approval: Approval) -> None:
    tampering.change(approval.entry, facts_json=f" {approval.entry.facts_json}")


def break_the_link(approval: Approval) -> None:
    tampering.change(approval.entry, facts_json="{")


def sign_with_another_key(approval: Approval) -> None:
    tampering.change(approval.entry, key_id="0" * 16)


def say_the_link_is_something_else(approval: Approval) -> None:
    tampering.change(approval.entry, kind="epoch")


def change_the_public_page(approval: Approval) -> None:
    models.QuerySet(ArticlePage).filter(pk=approval.story_id).update(summary="Câu này không ai duyệt.")


def change_the_public_picture(approval: Approval) -> None:
    picture = Picture.objects.get(pk=approval.submission.forms["site"]["files"][0]["id"])
    Path(picture.file.path).write_bytes(factories.picture_file("red").read())


TAMPERINGS: list[tuple[Callable[[Approval], None], set[str]]] = [
    (change_the_approver, {"row-changed"}),
    (change_the_time, {"row-changed"}),
    (change_the_reviewer, {"row-changed"}),
    (change_who_wrote_it, {"row-changed"}),
    (remove_the_row, {"row-removed"}),
    (change_the_outlets, {"submission-changed"}),
    (change_the_title, {"submission-changed"}),
    (change_the_frozen_text, {"text-changed"}),
    (remove_the_frozen_text, {"text-missing"}),
    (replace_the_frozen_file, {"file-changed"}),
    (remove_the_frozen_file, {"file-missing"}),
    (change_the_link, {"link-changed", "signature-foreign", "row-changed"}),
    (write_the_link_in_other_words, {"link-changed"}),
    (break_the_link, {"link-changed", "signature-foreign"}),
    (sign_with_another_key, {"signature-foreign"}),
    (say_the_link_is_something_else, {"link-changed", "signature-foreign", "row-without-link"}),
    (change_the_public_page, {"live-differs"}),
    (change_the_public_picture, {"live-differs"}),
]


@pytest.mark.parametrize(("tamper", "codes"), TAMPERINGS, ids=[tamper.__name__ for tamper, _ in TAMPERINGS])
def test_tampering_with_the_second_approval_is_named(
    three_approvals: list[Approval], tamper: Callable[[Approval], None], codes: set[str]
) -> None:
    tamper(three_approvals[1])

    at_links = [(sequence, code) for sequence, code in found() if code != "live-unapproved" and sequence]

    assert at_links[0][0] == 2
    assert {code for sequence, code in at_links if sequence == 2} == codes
    assert {sequence for sequence, _code in at_links} == {2}


def test_each_fault_has_a_sentence_of_its_own(three_approvals: list[Approval]) -> None:
    for tamper in (
        change_the_approver,
        replace_the_frozen_file,
        change_the_frozen_text,
        sign_with_another_key,
    ):
        tamper(three_approvals[1])

    faults = verification.verify().faults

    codes = {fault.code for fault in faults}
    assert len({fault.message for fault in faults if fault.sequence}) >= len(codes) == 4


def test_the_first_broken_link_is_told_and_the_others_counted(three_approvals: list[Approval]) -> None:
    for approval in three_approvals[1:]:
        change_the_time(approval)

    with pytest.raises(CommandError, match="2") as refusal:
        call_command("verify_approvals", stdout=StringIO())

    assert refusal.value.returncode == 1
    assert str(refusal.value).count("\n") == 1


def test_a_recall_that_was_rewritten_is_named(three_approvals: list[Approval], leader: User) -> None:
    recall = workflow.recall(three_approvals[0], leader, reason="Sai ngày.")

    tampering.change(recall, reason="Lý do khác.")

    assert found() == [(4, "row-changed")]


def test_a_recall_that_was_removed_is_named(three_approvals: list[Approval], leader: User) -> None:
    recall: Recall = workflow.recall(three_approvals[0], leader, reason="Sai ngày.")

    tampering.remove(recall)

    assert (4, "row-removed") in found()


def test_links_that_were_taken_out_are_named(ground: Commune) -> None:
    links = [chain.append("epoch", {"number": number}, now=timezone.now()) for number in range(5)]

    for link in links[1:3]:
        tampering.remove(link)

    assert found() == [(2, "link-removed")]


def test_links_in_another_order_do_not_join(ground: Commune) -> None:
    links = [chain.append("epoch", {"number": number}, now=timezone.now()) for number in range(3)]

    tampering.change(links[1], previous_sha256="f" * 64)

    assert (2, "link-joint") in found()


def test_a_cut_tail_is_told_by_the_file_beside_the_database(ground: Commune) -> None:
    links = [chain.append("epoch", {"number": number}, now=timezone.now()) for number in range(3)]
    for link in links:
        witness.note(link.sequence, link.sha256)

    tampering.remove(links[2])

    assert found() == [(3, "tail-cut")]


def test_a_chain_that_was_signed_anew_is_told_by_the_file_beside_the_database(ground: Commune) -> None:
    first = chain.append("epoch", {"number": 1}, now=timezone.now())
    witness.note(first.sequence, first.sha256)
    tampering.remove(first)

    chain.append("epoch", {"number": 2}, now=timezone.now())

    assert found() == [(1, "head-other")]


def test_links_lost_with_a_back_up_are_excused_by_number_and_hash_only(ground: Commune) -> None:
    links = [chain.append("epoch", {"number": number}, now=timezone.now()) for number in range(3)]
    for link in links:
        witness.note(link.sequence, link.sha256)
    tampering.remove(links[2])

    lost_links.acknowledge(reason="Hỏng ổ đĩa", by="quantri", now=timezone.now())

    assert found() == []
    assert verification.verify().lost == (3,)
    witness.note(4, "f" * 64)
    assert found() == [(4, "tail-cut")]
    tampering.change(ChainEntry.objects.get(pk=3), signature="")
    assert (3, "head-other") in found()


def test_a_torn_line_of_the_witness_is_no_link(ground: Commune) -> None:
    Path(settings.CHAIN_WITNESS).write_text("17 abc")

    assert found() == []


def test_a_missing_lock_of_the_database_is_named(three_approvals: list[Approval]) -> None:
    with tampering.unlocked():
        assert {code for _sequence, code in found()} == {"trigger-missing"}


class NoStation:
    """A signer whose keys were entitled to nothing."""

    def sign(self, payload: bytes, *, at: datetime) -> signing.Signature:
        raise AssertionError("nothing is signed here")

    def verifier(self) -> signing.Verify:
        return lambda payload, signature, at: False


def test_signatures_are_asked_of_the_station(
    three_approvals: list[Approval], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_plugged", [NoStation()])

    assert found() == [(number, "signature-foreign") for number in (1, 2, 3)]


def queries_of_a_verification(links: int) -> int:
    """Return how many queries it takes to verify what is there, which are so many links."""
    with CaptureQueriesContext(connection) as queries:
        assert verification.verify().links == links
    return len(queries)


def test_verifying_asks_as_often_for_many_links_as_for_few(ground: Commune) -> None:
    counts = []
    for total in (4, 40):
        for number in range(ChainEntry.objects.count(), total):
            chain.append("epoch", {"number": number}, now=timezone.now())
        counts.append(queries_of_a_verification(total))

    assert counts[0] == counts[1]

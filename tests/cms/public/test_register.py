"""The register of official documents: approved like any story, found by number and words without marks."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cms.public import register
from newsroom import workflow
from newsroom.models import Approval, RegisteredDocument, SourceDocument, Submission, User
from tests.factories import Commune
from tests.newsroom.test_editor import form

pytestmark = pytest.mark.database
DECREE: dict[str, Any] = {
    "title": "Phân cấp quản lý đê điều",
    "summary": "Quy định việc cung cấp thông tin trên mạng.",
    "document_form": "nghi-dinh",
    "document_number": "42/2022/NĐ-CP",
    "document_date": date(2022, 6, 24),
    "document_issuer": "Chính phủ",
    "effective_on": date(2022, 8, 15),
}


def letter() -> SourceDocument:
    made: SourceDocument = SourceDocument.objects.create(
        title="Bản gốc", file=ContentFile(b"%PDF-1.4", name="a.pdf")
    )
    return made


def submitted(ground: Commune, editor: User, **fields: Any) -> Submission:
    """Put a document before its approvers."""
    page = RegisteredDocument(live=False, owner=editor, **{**DECREE, "source_document": letter(), **fields})
    ground.section.add_child(instance=page)
    page.save_revision(user=editor, log_action=True)
    return workflow.submit(page, editor)


def approved(ground: Commune, editor: User, leader: User, **fields: Any) -> Approval:
    approval = workflow.approve(submitted(ground, editor, **fields), leader)
    assert approval is not None
    return approval


def numbers(**query: str) -> list[str]:
    return [row.document_number for row in register.found(register.asked(query))]


@pytest.fixture
def three(ground: Commune, editor: User, leader: User) -> None:
    """Have three documents in the register."""
    approved(ground, editor, leader)
    own = {
        "summary": "",
        "document_form": "quyet-dinh",
        "document_issuer": "UBND xã Lạc Phượng",
        "effective_on": None,
    }
    first = {"title": "Quy chế đài truyền thanh", "document_number": "142/2022/QĐ-UBND"}
    approved(ground, editor, leader, **own, **first, document_date=date(2022, 9, 1))
    second = {"title": "Kiện toàn ban chỉ huy", "document_number": "15/QĐ-UBND"}
    approved(ground, editor, leader, **own, **second, document_date=date(2026, 3, 2))


def test_a_document_is_public_only_while_it_is_approved(ground: Commune, editor: User, leader: User) -> None:
    submission = submitted(ground, editor)
    assert numbers() == []

    approval = workflow.approve(submission, leader)
    assert approval is not None
    page = RegisteredDocument.objects.get()
    text = Client().get(page.url).content.decode()
    assert numbers() == ["42/2022/NĐ-CP"]
    assert "42/2022/NĐ-CP" in text and "15/08/2022" in text and page.source_document.url in text

    workflow.recall(approval, leader, reason="Hết hiệu lực")
    assert numbers() == []


def test_the_facts_of_a_document_are_frozen_and_told_to_the_leader(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    submission = submitted(ground, editor)
    client.force_login(leader)

    page = client.get(reverse("newsroom:approval", args=[submission.pk])).content.decode()

    site = submission.forms["site"]
    assert (site["document_form"], site["effective_on"]) == ("nghi-dinh", "2022-08-15")
    assert "15/08/2022" in page and "42/2022/NĐ-CP" in page


@pytest.mark.parametrize(
    "typed",
    [
        "42/2022",
        "Nghị định 42/2022",
        "nghi dinh so 42/2022/nd-cp",
        "42 2022",
        "NĐ-CP",
        "phan cap de dieu",
        "chinh phu 24/06/2022",
        "cung cấp thông tin",
    ],
)
def test_a_document_is_found_by_number_and_words_without_marks(three: None, typed: str) -> None:
    assert numbers(q=typed) == ["42/2022/NĐ-CP"]


def test_the_newest_comes_first_and_filters_narrow(three: None) -> None:
    assert numbers() == ["15/QĐ-UBND", "142/2022/QĐ-UBND", "42/2022/NĐ-CP"]
    assert numbers(loai="quyet-dinh", nam="2022") == ["142/2022/QĐ-UBND"]
    assert numbers(**{"co-quan": "Chính phủ"}) == ["42/2022/NĐ-CP"]
    assert numbers(q="qd-ubnd lac phuong") == ["15/QĐ-UBND", "142/2022/QĐ-UBND"]
    assert numbers(q="2/2022") == []


@pytest.mark.parametrize("query", [{"nam": "20x2"}, {"loai": "<b>"}, {"q": "\x00"}, {"nam": "²022"}])
def test_nonsense_in_the_address_is_left_out(three: None, query: dict[str, str]) -> None:
    assert len(numbers(**query)) == 3


def test_the_page_says_what_was_found_in_a_fixed_number_of_queries(
    three: None, django_assert_max_num_queries: Any
) -> None:
    client = Client()
    client.get(reverse("public:register"))

    with django_assert_max_num_queries(20):
        page = client.get(reverse("public:register"), {"q": "quy che", "nam": "2022"}).content.decode()

    assert "142/2022/QĐ-UBND" in page and "15/QĐ-UBND" not in page
    assert "lx-empty" in client.get(reverse("public:register"), {"q": "999/2099"}).content.decode()


def test_a_document_without_number_date_issuer_or_file_is_not_submitted(
    client: Client, ground: Commune, editor: User
) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "registereddocument", ground.section.pk])
    fields = form(kind=None, document_form="nghi-dinh", effective_on="", **{"action-submit": "1"})

    page = client.post(address, fields).content.decode()

    assert not Submission.objects.exists()
    assert "42/2022/NĐ-CP" in page


def test_an_editor_writes_and_submits_one(client: Client, ground: Commune, editor: User) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "registereddocument", ground.section.pk])
    facts = {
        "document_number": "42/2022/NĐ-CP",
        "document_date": "2022-06-24",
        "document_issuer": "Chính phủ",
    }
    own = {"kind": None, "document_form": "nghi-dinh", "effective_on": "2022-08-15"}
    file = {"source_document": str(letter().pk)}

    client.post(address, form(**facts, **own, **file, **{"action-submit": "1"}))

    assert Submission.objects.get().forms["site"]["document"][0] == "42/2022/NĐ-CP"


def test_a_document_that_takes_effect_before_its_date_is_refused(
    client: Client, ground: Commune, editor: User
) -> None:
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:add", args=["newsroom", "registereddocument", ground.section.pk])
    facts = {"document_number": "1/QĐ", "document_date": "2022-06-24", "document_issuer": "UBND xã"}
    own = {"kind": None, "document_form": "quyet-dinh", "effective_on": "2022-06-01"}

    client.post(address, form(**facts, **own, source_document=str(letter().pk), **{"action-submit": "1"}))

    assert not Submission.objects.exists()

"""The approval slip: a PDF with its own fonts, all facts on it, and a code that leads to the page that checks it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import delegation, emergency, roles, slip, slip_pdf, workflow
from newsroom.models import Approval, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


@pytest.fixture
def approval(ground: Commune, editor: User, leader: User) -> Approval:
    return factories.make_approved_story(
        ground, owner=editor, leader=leader, title="Lịch tiêm chủng <tháng> 12 & bổ sung", on_air=True
    )[1]


def test_the_slip_says_who_did_what(approval: Approval, editor: User, leader: User) -> None:
    told = slip.slip_of(approval)

    assert (told.number, told.title) == (1, "Lịch tiêm chủng <tháng> 12 & bổ sung")
    values = [value for _name, value in told.rows]
    assert editor.get_full_name() in values
    assert f"{leader.full_name}, {leader.title}" in values
    ((_step, person, office, _when),) = told.steps
    assert (person, office) == (leader.full_name, leader.title)
    assert sorted(digest for _form, digest in told.digests) == sorted(approval.digests.values())
    assert (told.sha256, told.key_id, told.recall) == (approval.entry.sha256, approval.entry.key_id, "")


def test_a_recall_stands_on_the_slip(approval: Approval, leader: User) -> None:
    workflow.recall(approval, leader, reason="Sai ngày tiêm.")

    told = slip.slip_of(Approval.objects.get())

    assert "Sai ngày tiêm." in told.recall
    assert slip_pdf.pdf(told).startswith(b"%PDF")


def test_a_delegation_stands_on_the_slip(ground: Commune, editor: User, leader: User) -> None:
    now = timezone.now()
    secretary = factories.make_person("chi-thu-ky", roles.REVIEWER)
    today = timezone.localdate(now)
    terms = delegation.Terms(
        first_day=today, last_day=today + timedelta(days=3), document_number="12/UQ-UBND"
    )
    delegation.give(leader, secretary, terms=terms, now=now)
    approval = workflow.approve(factories.make_submission(ground, owner=editor), secretary)
    assert approval is not None

    values = " ".join(value for _name, value in slip.slip_of(approval).rows)

    assert "12/UQ-UBND" in values
    assert leader.full_name in values


def test_an_emergency_says_on_its_slip_that_one_person_released_it_and_who_looked(
    ground: Commune, leader: User
) -> None:
    now = timezone.now()
    call = emergency.Call(event="flood", title="Nước lũ", text="Nước lũ đang lên.", reason="Không kịp chờ")
    approval = emergency.release(call, leader, now=now)
    before = " ".join(value for _name, value in slip.slip_of(approval).rows)
    assert approval.waiver is not None
    deputy = factories.make_leader("ba-pho")
    emergency.look_again(approval.waiver, deputy, verdict="right", note="", now=now)

    after = " ".join(value for _name, value in slip.slip_of(Approval.objects.get()).rows)

    assert "Không kịp chờ" in before
    assert deputy.get_full_name() in after
    assert deputy.get_full_name() not in before


def test_every_form_has_a_name_for_people_on_the_slip(approval: Approval) -> None:
    names = {name for name, _digest in slip.slip_of(approval).digests}

    assert not names & set(approval.digests)


def test_the_paper_is_one_page_with_its_fonts_in_it(approval: Approval) -> None:
    made = slip_pdf.pdf(slip.slip_of(approval))

    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") == 1
    assert made.count(b"/FontFile2") == 2
    assert b"BeVietnamPro" in made


def test_those_who_decide_download_it(client: Client, approval: Approval, leader: User, author: User) -> None:
    address = reverse("newsroom:slip", args=[approval.pk])
    client.force_login(leader)
    listed = client.get(reverse("newsroom:approved")).content.decode()

    answer = client.get(address)

    assert address in listed
    assert (answer["Content-Type"], answer.content[:4]) == ("application/pdf", b"%PDF")
    client.force_login(author)
    assert client.get(address).status_code in {302, 403}


# ------------------------------------------------------------------ the page behind the code


def test_the_code_leads_to_the_page_that_says_it_stands(client: Client, approval: Approval) -> None:
    path = slip.address_of(approval).partition("//")[2]

    answer = client.get(path[path.index("/") :])

    assert answer.status_code == 200
    text = answer.content.decode()
    assert approval.entry.sha256[:16] in text
    assert "bổ sung" in text  # the story is public, so its title may be told


def test_what_is_not_public_is_not_told(client: Client, approval: Approval, leader: User) -> None:
    workflow.recall(approval, leader, reason="Lý do nội bộ.")

    text = client.get(reverse("public:check_approval", args=[1, approval.entry.sha256[:16]])).content.decode()

    assert "bổ sung" not in text
    assert "Lý do nội bộ" not in text
    assert "lx-notice--urgent" in text


@pytest.mark.parametrize(("number", "digest"), [(1, "f" * 16), (2, ""), (1, "abc"), (10**17, "f" * 16)])
def test_other_numbers_and_digits_are_unknown(
    client: Client, approval: Approval, number: int, digest: str
) -> None:
    digest = digest or approval.entry.sha256[:16]

    answer = client.get(reverse("public:check_approval", args=[number, digest]))

    assert answer.status_code == 404
    assert approval.entry.sha256[:16] not in answer.content.decode().replace(digest, "")


def test_digits_are_typed_as_they_are_printed(client: Client, approval: Approval) -> None:
    digits = approval.entry.sha256[:16].upper()
    spaced = " ".join(digits[at : at + 4] for at in range(0, 16, 4))

    answer = client.get(reverse("public:check"), {"so": "1", "ma": spaced}, follow=True)

    assert answer.status_code == 200
    assert "lx-notice--done" in answer.content.decode()


def test_bad_input_loses_nothing(client: Client, approval: Approval) -> None:
    text = client.get(reverse("public:check"), {"so": "một", "ma": "abcd1234"}).content.decode()

    assert "một" in text
    assert "abcd1234" in text

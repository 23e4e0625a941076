"""A leader delegates approving: to whom, for how long, for what, and what the rows say of it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import delegation, inbox, roles, verification, workflow
from newsroom.delegation import DelegationRefused, Terms
from newsroom.models import Approval, ArticlePage, ChainEntry, Delegation, SectionPage, User
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database
DAY = timedelta(days=1)


@pytest.fixture
def secretary(ground: Commune) -> User:
    """Return somebody of the office who is no leader."""
    return factories.make_person("thu-ky", roles.OPERATOR, full_name="Đặng Thị Nga", title="Chánh Văn phòng")


def month(**terms: object) -> Terms:
    today = timezone.localdate()
    fields = {"first_day": today, "last_day": today + 30 * DAY} | terms
    return Terms(**fields)  # type: ignore[arg-type]


def give(giver: User, holder: User, **terms: object) -> Delegation:
    return delegation.give(giver, holder, terms=month(**terms), now=timezone.now())


def test_the_approval_says_by_whose_delegation_and_the_chain_holds_it(
    ground: Commune, editor: User, leader: User, secretary: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    row = give(leader, secretary, document_number="12/UQ-UBND")

    approval = workflow.approve(submission, secretary)

    assert approval is not None
    assert (approval.approver, approval.delegation) == (secretary, row)
    assert approval.entry.facts["delegation"] == row.entry_id
    assert approval.submission.reviews.get().delegation == row
    words = delegation.in_words(row)
    assert "Chủ tịch UBND xã Lê Quang Vinh" in words
    assert "12/UQ-UBND" in words
    assert verification.verify().faults == ()


def test_an_approval_that_hides_its_delegation_is_found(
    ground: Commune, editor: User, leader: User, secretary: User
) -> None:
    give(leader, secretary)
    approval = workflow.approve(factories.make_submission(ground, owner=editor), secretary)
    assert approval is not None

    tampering.change(approval, delegation=None)

    assert [fault.sequence for fault in verification.verify().faults] == [approval.sequence]


def test_without_a_delegation_the_same_person_may_not(ground: Commune, editor: User, secretary: User) -> None:
    with pytest.raises(workflow.Refused):
        workflow.approve(factories.make_submission(ground, owner=editor), secretary)


@pytest.mark.parametrize("days", [-1, 31])
def test_it_begins_and_ends_by_itself(
    ground: Commune, editor: User, leader: User, secretary: User, days: int
) -> None:
    give(leader, secretary)
    submission = factories.make_submission(ground, owner=editor)
    noon = timezone.now()

    with time_machine.travel(noon + days * DAY, tick=False), pytest.raises(workflow.Refused):
        workflow.approve(submission, User.objects.get(pk=secretary.pk))

    with time_machine.travel(noon + 29 * DAY, tick=False):
        assert workflow.approve(submission, User.objects.get(pk=secretary.pk))


def test_ending_it_takes_effect_at_once_and_what_was_approved_stays(
    ground: Commune, editor: User, leader: User, secretary: User
) -> None:
    row = give(leader, secretary)
    before = workflow.approve(factories.make_submission(ground, owner=editor), secretary)
    submission = factories.make_submission(ground, owner=editor, title="Tin thứ hai")

    delegation.end(row, leader, now=timezone.now())

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, User.objects.get(pk=secretary.pk))
    assert before in Approval.objects.in_force()
    assert ChainEntry.objects.filter(kind="delegation_end").count() == 1
    again = delegation.end(row, secretary, now=timezone.now())
    assert again.person == leader


def test_it_counts_for_its_sections_only(
    ground: Commune, editor: User, leader: User, secretary: User
) -> None:
    other = ground.home.add_child(instance=SectionPage(title="Văn hoá", slug="van-hoa"))
    submission = factories.make_submission(ground, owner=editor)
    give(leader, secretary, section_ids=(other.pk,))

    assert inbox.count_for(secretary) == 0
    with pytest.raises(workflow.Refused):
        workflow.approve(submission, secretary)

    give(leader, secretary, section_ids=(ground.section.pk,))
    assert inbox.count_for(secretary) == 1
    assert workflow.approve(submission, secretary)


def test_who_worked_on_the_story_may_not_approve_it_by_delegation_either(
    ground: Commune, leader: User
) -> None:
    colleague = factories.make_person("co-ba", roles.EDITOR)
    give(leader, colleague)

    with pytest.raises(workflow.Refused):
        workflow.approve(factories.make_submission(ground, owner=colleague), colleague)


def test_one_person_takes_one_step_with_a_delegation_too(
    two_steps: Commune, editor: User, reviewer: User, leader: User
) -> None:
    give(leader, reviewer)
    submission = factories.make_submission(two_steps, owner=editor)
    workflow.approve(submission, reviewer)

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, reviewer)


def test_nobody_delegates_what_he_does_not_hold_and_nobody_delegates_further(
    ground: Commune, editor: User, leader: User, secretary: User, superuser: User
) -> None:
    give(leader, secretary)

    for person in (secretary, editor, superuser):
        with pytest.raises(DelegationRefused):
            give(person, factories.make_person(f"ai-{person.pk}", roles.OPERATOR))

    assert Delegation.objects.count() == 1


def test_it_ends_with_the_office_of_who_gave_it(
    ground: Commune, editor: User, leader: User, secretary: User
) -> None:
    give(leader, secretary)
    submission = factories.make_submission(ground, owner=editor)
    leader.groups.clear()

    with pytest.raises(workflow.Refused):
        workflow.approve(submission, secretary)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"last_day": date(2020, 1, 1)}, "last_day"),
        ({"first_day": date(2020, 1, 2), "last_day": date(2020, 1, 3)}, "last_day"),
        ({"section_ids": (999999,)}, "sections"),
    ],
)
def test_bad_terms_name_their_field(
    leader: User, secretary: User, terms: dict[str, object], field: str
) -> None:
    with pytest.raises(DelegationRefused) as refusal:
        give(leader, secretary, **terms)

    assert refusal.value.field == field


def test_a_leader_and_oneself_need_no_delegation(leader: User) -> None:
    for person in (
        leader,
        factories.make_leader("pho-chu-tich"),
        factories.make_person("nghi-viec", is_active=False),
    ):
        with pytest.raises(DelegationRefused) as refusal:
            give(leader, person)
        assert refusal.value.field == "holder"


# ---------------------------------------------------------------------- screens


def test_the_leader_delegates_on_screen_and_both_are_told(
    client: Client, ground: Commune, editor: User, leader: User, secretary: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    client.force_login(leader)
    today = timezone.localdate().isoformat()

    page = client.post(
        reverse("newsroom:delegate"),
        {"holder": secretary.pk, "first_day": today, "last_day": today, "number": "7/UQ", "manner": "kt"},
        follow=True,
    ).content.decode()

    assert secretary.full_name in page
    assert "7/UQ" in page
    assert secretary.full_name in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(secretary)
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert leader.full_name in home
    assert submission.title in home
    assert submission.title in client.get(reverse("newsroom:waiting")).content.decode()
    done = client.post(reverse("newsroom:approve", args=[submission.pk]), follow=True).content.decode()
    assert leader.full_name in done
    assert ArticlePage.objects.get(pk=submission.story_id).is_public()


def test_what_was_typed_stays_when_a_day_is_wrong(client: Client, leader: User, secretary: User) -> None:
    client.force_login(leader)

    answer = client.post(
        reverse("newsroom:delegate"),
        {"holder": secretary.pk, "first_day": "2026-13-40", "last_day": "2031-01-01", "number": "Số 9"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Số 9"' in page
    assert 'value="2031-01-01"' in page
    assert f'value="{secretary.pk}" selected' in page


def test_only_leaders_delegate_and_holders_give_back(
    client: Client, editor: User, leader: User, secretary: User
) -> None:
    row = give(leader, secretary)
    for person in (editor, secretary):
        client.force_login(person)
        assert client.get(reverse("newsroom:delegate")).status_code in (302, 403)
    client.force_login(editor)
    assert client.get(reverse("newsroom:delegations")).status_code in (302, 403)
    client.post(reverse("newsroom:end_delegation", args=[row.pk]))
    assert not hasattr(Delegation.objects.get(), "end")

    client.force_login(secretary)
    assert client.get(reverse("newsroom:delegations")).status_code == 200
    client.post(reverse("newsroom:end_delegation", args=[row.pk]))

    assert Delegation.objects.get().end.person == secretary

"""Tasks of the yearly plan: chosen on stories, counted by quarter, filtered, and handed out as a table."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsroom import plan_tasks, roles, workflow
from newsroom.models import Approval, PlanTask, Story, StoryTask, User
from tests import factories
from tests.factories import Commune

pytestmark = pytest.mark.database


@pytest.fixture
def task(ground: Commune) -> PlanTask:
    """Return a task of 2026."""
    return PlanTask.objects.create(
        year=2026, code="3.2", text="Tuyên truyền thông tin đối ngoại", office="VH-XH"
    )


def approved(ground: Commune, *tasks: PlanTask, month: int = 2, title: str = "Tin") -> Approval:
    with time_machine.travel(datetime(2026, month, 10, 3, tzinfo=UTC), tick=False):
        story, approval = factories.make_approved_story(ground, title=title)
    plan_tasks.choose(story.pk, [each.pk for each in tasks])
    return approval


def quarters(task: PlanTask) -> tuple[int, ...]:
    (line,) = plan_tasks.counted([task])
    return line.quarters


def test_a_story_counts_in_the_quarter_of_its_approval(ground: Commune, task: PlanTask) -> None:
    other = PlanTask.objects.create(year=2026, code="4", text="Chuyển đổi số")
    approved(ground, task, month=1)
    approved(ground, task, other, month=12)
    factories.make_submission(ground)

    assert [line.quarters for line in plan_tasks.counted([task, other])] == [(1, 0, 0, 1), (0, 0, 0, 1)]


def test_what_was_recalled_does_not_count(ground: Commune, task: PlanTask) -> None:
    approval = approved(ground, task)
    workflow.recall(approval, approval.approver, reason="Sai")

    assert quarters(task) == (0, 0, 0, 0)


def test_a_story_approved_again_counts_once_and_at_first(
    ground: Commune, task: PlanTask, editor: User, leader: User
) -> None:
    first = approved(ground, task, month=3)
    story = factories.edit_story(Story.objects.get(pk=first.story_id), editor, title="Bản sửa")
    with time_machine.travel(datetime(2026, 8, 1, tzinfo=UTC), tick=False):
        workflow.approve(workflow.submit(story, editor), leader)

    assert quarters(task) == (1, 0, 0, 0)
    rows = plan_tasks.approvals_of(task, Approval.objects.in_force(), quarter=1)
    assert list(rows) == [first]
    assert not plan_tasks.approvals_of(task, Approval.objects.in_force(), quarter=3)


def test_the_night_of_new_year_counts_by_the_clock_of_the_commune(ground: Commune, task: PlanTask) -> None:
    with time_machine.travel(datetime(2025, 12, 31, 18, tzinfo=UTC), tick=False):
        story, _approval = factories.make_approved_story(ground)
    plan_tasks.choose(story.pk, [task.pk])

    assert quarters(task) == (1, 0, 0, 0)


def test_choosing_again_replaces_what_was_chosen(ground: Commune, task: PlanTask) -> None:
    other = PlanTask.objects.create(year=2026, code="4", text="Chuyển đổi số")
    approval = approved(ground, task)

    plan_tasks.choose(approval.story_id, [other.pk, 987654])

    assert [row.task for row in StoryTask.objects.all()] == [other]


def test_the_count_asks_as_often_for_many_as_for_one(ground: Commune, task: PlanTask) -> None:
    approved(ground, task)
    with CaptureQueriesContext(connection) as one:
        plan_tasks.counted([task])
    tasks = [PlanTask.objects.create(year=2026, code=str(at), text="x") for at in range(5, 9)]
    approved(ground, *tasks, title="Tin khác")

    with CaptureQueriesContext(connection) as many:
        plan_tasks.counted([task, *tasks])

    assert len(many) == len(one) == 2


def test_cells_are_no_formulas(ground: Commune) -> None:
    bad = PlanTask.objects.create(year=2026, code="9", text='=HYPERLINK("http://evil.example")')

    assert "\"'=HYPERLINK(" in plan_tasks.as_csv(plan_tasks.counted([bad]))


# ------------------------------------------------------------------ screens


def test_the_report_leads_to_the_stories_and_to_the_table(
    client: Client, ground: Commune, task: PlanTask, editor: User
) -> None:
    approved(ground, task, title="Gặp mặt kiều bào")
    client.force_login(editor)
    address = reverse("newsroom:plan_tasks")

    page = client.get(address, {"nam": "2026", "tim": "doi ngoai"}).content.decode()
    table = client.get(address, {"nam": "2026", "csv": "1"})
    stories = client.get(reverse("newsroom:plan_task", args=[task.pk]), {"quy": "1"}).content.decode()

    assert reverse("newsroom:plan_task", args=[task.pk]) + "?quy=1" in page
    assert table.content.decode("utf-8-sig").splitlines()[1] == (
        "2026,3.2,Tuyên truyền thông tin đối ngoại,VH-XH,1,0,0,0,1"
    )
    assert "Gặp mặt kiều bào" in stories
    assert "lx-empty" in client.get(address, {"nam": "2026", "tim": "khong co"}).content.decode()


def test_the_list_of_approved_stories_is_narrowed_to_a_task(
    client: Client, ground: Commune, task: PlanTask, leader: User
) -> None:
    approved(ground, task, title="Đúng nhiệm vụ")
    approved(ground, title="Tin ngoài kế hoạch")
    client.force_login(leader)

    page = client.get(reverse("newsroom:approved"), {"nhiem-vu": task.pk}).content.decode()

    assert "Đúng nhiệm vụ" in page
    assert "Tin ngoài kế hoạch" not in page


def test_an_editor_chooses_tasks_of_any_story_and_a_contributor_of_his_own(
    client: Client, ground: Commune, task: PlanTask, editor: User, author: User
) -> None:
    own = factories.make_story(ground, owner=author)
    foreign = factories.make_story(ground, owner=editor, title="Tin của người khác")
    client.force_login(author)
    answers = [
        client.post(reverse("newsroom:choose_plan_tasks", args=[story.pk]), {"task": task.pk}).status_code
        for story in (own, foreign)
    ]
    client.force_login(editor)
    client.post(reverse("newsroom:choose_plan_tasks", args=[foreign.pk]), {"task": task.pk})

    assert answers[0] == 302
    assert set(StoryTask.objects.values_list("story_id", flat=True)) == {own.pk, foreign.pk}
    page = client.get(reverse("wagtailadmin_pages:edit", args=[own.pk])).content.decode()
    assert task.text in page


@pytest.mark.parametrize(
    ("role", "may"), [(roles.ADMINISTRATOR, True), (roles.REVIEWER, True), (roles.EDITOR, False)]
)
def test_administrators_and_reviewers_keep_the_tasks(
    client: Client, task: PlanTask, role: str, may: bool
) -> None:
    client.force_login(factories.make_person("ai-do", role))

    client.post(
        reverse("wagtailsnippets_newsroom_plantask:add"),
        {"year": 2026, "code": "7", "text": "Bản tin", "office": ""},
    )

    assert PlanTask.objects.filter(code="7").exists() is may


def test_operators_have_nothing_to_do_with_it(client: Client, task: PlanTask, operator: User) -> None:
    client.force_login(operator)

    for name, number in (("plan_tasks", None), ("plan_task", task.pk)):
        address = reverse(f"newsroom:{name}", args=[number] if number else [])
        assert client.get(address).status_code in (302, 403)

"""Roles and review steps can be set up again and again."""

from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from newsroom import roles, setup
from newsroom.models import ReviewStep
from tests.factories import Commune


def test_every_role_has_its_group_and_nothing_of_wagtails_is_left(ground: Commune) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {role.group for role in roles.ROLES}
    assert list(Workflow.objects.values_list("name", flat=True)) == [setup.WORKFLOW]


def test_nobody_has_the_right_to_publish(ground: Commune) -> None:
    assert not GroupPagePermission.objects.filter(permission__codename="publish_page").exists()


def test_setting_up_again_changes_nothing(ground: Commune) -> None:
    before = (GroupPagePermission.objects.count(), ReviewStep.objects.count(), WorkflowPage.objects.count())

    setup.set_up_roles()
    setup.set_up_workflow(ground.home)

    after = (GroupPagePermission.objects.count(), ReviewStep.objects.count(), WorkflowPage.objects.count())
    assert before == after


def test_a_right_given_by_hand_is_taken_back(ground: Commune) -> None:
    group = Group.objects.get(name=roles.BY_CODE[roles.LEADER].group)
    GroupPagePermission.objects.create(
        group=group, page=ground.home, permission=setup.permissions()["wagtailcore.publish_page"]
    )

    setup.set_up_roles()

    assert not GroupPagePermission.objects.filter(group=group).exists()


def test_a_station_goes_from_one_step_to_two_and_back(ground: Commune) -> None:
    for steps, expected in ((2, ["Thẩm định", "Lãnh đạo duyệt"]), (1, ["Lãnh đạo duyệt"])):
        workflow = setup.set_up_workflow(ground.home, steps=steps)

        assert [task.name for task in workflow.tasks] == expected

"""Set a commune's newsroom up: groups and rights from the table of roles, and the review steps; safe to repeat."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from newsroom import roles
from newsroom.models import HomePage, ReviewStep

WORKFLOW = "Duyệt tin bài"
WORKFLOW_OF_TWO = "Duyệt tin bài, hai bước"
REVIEW_STEP = ("Thẩm định", roles.REVIEWER)
LEADER_STEP = ("Lãnh đạo duyệt", roles.LEADER)
WAGTAIL_GROUPS = ("Moderators", "Editors")
WAGTAIL_WORKFLOW = "Moderators approval"


@transaction.atomic
def set_up_roles() -> None:
    """Bring groups and their rights to exactly what the table of roles says, on the front page's tree."""
    home, root = HomePage.objects.get(), Collection.get_first_root_node()
    _remove_wagtails_own()
    for role in roles.ROLES:
        group, _created = Group.objects.get_or_create(name=role.group)
        group.permissions.set([permission(name) for name in role.permissions])
        _grant_on_pages(group, home, role)
        _grant_on_files(group, root, role)


@transaction.atomic
def set_up_workflow(home: HomePage, *, steps: int = 1) -> Workflow:
    """Let stories below ``home`` pass one step (the leader) or two (a reviewer, then the leader).

    Each choice is a workflow of its own: what was submitted under the other one finishes the steps it began with.
    """
    if steps not in (1, 2):
        raise ValueError("a station has one or two review steps")
    wanted = [LEADER_STEP] if steps == 1 else [REVIEW_STEP, LEADER_STEP]
    name = WORKFLOW if steps == 1 else WORKFLOW_OF_TWO
    workflow, _created = Workflow.objects.get_or_create(name=name)
    found = [(task.name, task.active) for task in workflow.tasks]
    if found != [(step, True) for step, _role in wanted]:
        workflow.workflow_tasks.all().delete()
        for order, (step, role) in enumerate(wanted):
            WorkflowTask.objects.create(workflow=workflow, task=_step(step, role), sort_order=order)
    if not workflow.active:
        workflow.active = True
        workflow.save(update_fields=["active"])
    for step, role in wanted:
        _step(step, role)
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return workflow


def steps_of(home: HomePage) -> int:
    """Return how many steps a story passes that is submitted now; 0 when nothing was set up."""
    chosen = WorkflowPage.objects.filter(page=home).select_related("workflow").first()
    return chosen.workflow.tasks.count() if chosen else 0


def permission(name: str) -> Permission:
    """Return a permission by its full name, ``app.codename``; one that does not exist is an error."""
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _remove_wagtails_own() -> None:
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    Task.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    Group.objects.filter(name__in=WAGTAIL_GROUPS).delete()


def _grant_on_pages(group: Group, home: HomePage, role: roles.Role) -> None:
    wanted = [permission(f"wagtailcore.{action}_page") for action in role.pages]
    GroupPagePermission.objects.filter(group=group).exclude(page=home, permission__in=wanted).delete()
    for each in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=each)


def _grant_on_files(group: Group, root: Collection, role: roles.Role) -> None:
    wanted = [permission(name) for name in role.collections]
    granted = GroupCollectionPermission.objects.filter(group=group)
    granted.exclude(collection=root, permission__in=wanted).delete()
    for each in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=each)


def _step(name: str, role: str) -> ReviewStep:
    step, _created = ReviewStep.objects.get_or_create(name=name)
    step.groups.set([Group.objects.get(name=roles.BY_CODE[role].group)])
    if not step.active:
        step.active = True
        step.save(update_fields=["active"])
    return step

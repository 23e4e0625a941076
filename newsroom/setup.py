"""Set a commune's newsroom up: groups and rights from the table of roles, and the review steps; safe to repeat."""

from typing import Any

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
    known = permissions()
    for role in roles.ROLES:
        group, _created = Group.objects.get_or_create(name=role.group)
        group.permissions.set([known[name] for name in role.permissions])
        on_pages = [known[f"wagtailcore.{action}_page"] for action in role.pages]
        _grant(GroupPagePermission, on_pages, group=group, page=home)
        _grant(
            GroupCollectionPermission,
            [known[name] for name in role.collections],
            group=group,
            collection=root,
        )


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


def permissions() -> dict[str, Permission]:
    """Return all permissions by their full names, ``app.codename``."""
    rows = Permission.objects.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in rows}


def _remove_wagtails_own() -> None:
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    Task.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    Group.objects.filter(name__in=WAGTAIL_GROUPS).delete()


def _grant(model: Any, wanted: list[Permission], *, group: Group, **place: Any) -> None:
    """Let a group have exactly these permissions, all at one place of a tree."""
    granted = model.objects.filter(group=group)
    kept = granted.filter(permission__in=wanted, **place)
    granted.exclude(pk__in=kept.values("pk")).delete()
    have = set(kept.values_list("permission", flat=True))
    model.objects.bulk_create(
        model(group=group, permission=each, **place) for each in wanted if each.pk not in have
    )


def _step(name: str, role: str) -> ReviewStep:
    step, _created = ReviewStep.objects.get_or_create(name=name)
    step.groups.set([Group.objects.get(name=roles.BY_CODE[role].group)])
    if not step.active:
        step.active = True
        step.save(update_fields=["active"])
    return step

"""Doors on Wagtail's screens: every role presses every button it can find or forge, and nothing comes out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry, PageViewRestriction, Site, Task, Workflow

from newsroom import roles, workflow
from newsroom.models import (
    ArticlePage,
    CommuneSettings,
    Place,
    ReviewStep,
    SectionPage,
    Story,
    Submission,
    User,
)
from tests import factories
from tests.factories import Commune
from tests.newsroom.doors.outside import SECRET, leaks, reads, undone
from tests.newsroom.doors.test_doors_in_code import SECRET_FORMS
from tests.newsroom.test_editor import form

pytestmark = pytest.mark.database
PEOPLE = ("root", *roles.BY_CODE)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One story in each state in which something unapproved could get out."""

    ground: Commune
    draft: ArticlePage
    changed: ArticlePage
    waiting: Submission


@pytest.fixture
def scene(ground: Commune, editor: User, leader: User) -> Scene:
    """Return a draft, an approved story with a newer draft, and a story that waits."""
    changed, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    return Scene(
        ground=ground,
        draft=factories.make_story(ground, owner=editor, **SECRET_FORMS),
        changed=factories.edit_story(changed, editor, **SECRET_FORMS),
        waiting=factories.make_submission(ground, owner=editor, **SECRET_FORMS),
    )


def somebody(code: str) -> User:
    if code == "root":
        return factories.make_person("root", is_superuser=True)
    return factories.make_person(f"ai-do-{code}", code)


def _page(name: str, *args: object) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def _bulk(action: str, *ids: int) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return address + "?" + "&".join(f"id={pk}" for pk in ids)


def presses(scene: Scene) -> list[tuple[str, dict[str, str]]]:
    """Return every address with what is sent to it."""
    waiting, state = scene.waiting.story_id, workflow.waiting_step(scene.waiting)
    ids = (scene.draft.pk, scene.changed.pk, waiting)
    section = scene.ground.section.pk
    secret = form(title=SECRET, summary=SECRET)
    publish = {**secret, "action-publish": "1"}
    by_workflow = {**secret, "action-workflow-action": "1", "workflow-action-name": "approve"}
    found: list[tuple[str, dict[str, str]]] = [
        (_page("add", "newsroom", "articlepage", section), publish),
        (_page("add", "newsroom", "articlepage", scene.ground.home.pk), publish),
        (_page("add", "wagtailcore", "page", scene.ground.home.pk), publish),
    ]
    for pk in ids:
        copy = {"new_title": SECRET, "new_slug": f"sao-{pk}", "new_parent_page": str(section)}
        found += [
            (_page("edit", pk), publish),
            (_page("edit", pk), by_workflow),
            (_page("edit", pk), {**secret, "action-restart-workflow": "1"}),
            (_page("edit", pk), {**secret, "action-cancel-workflow": "1"}),
            (_page("copy", pk), {**copy, "publish_copies": "on"}),
            (_page("copy", pk), {**copy, "alias": "on"}),
            (_page("unpublish", pk), {}),
            (_page("convert_alias", pk), {}),
            (_page("move_confirm", pk, scene.ground.home.pk), {}),
            (_page("set_page_position", pk), {}),
            (_page("lock", pk), {}),
            (_page("unlock", pk), {}),
            (_page("set_privacy", pk), {"restriction_type": "none"}),
            (_page("delete", pk), {}),
            (_page("confirm_workflow_cancellation", pk), {}),
            (_page("revisions_revert", pk, Page.objects.get(pk=pk).latest_revision_id), publish),
            (_page("revisions_unschedule", pk, Page.objects.get(pk=pk).latest_revision_id), {}),
        ]
        found += [(_page("workflow_action", pk, action, state.pk), {"comment": "x"}) for action in ACTIONS]
        found += [(_page("collect_workflow_action_data", pk, action, state.pk), {}) for action in ACTIONS]
    for action in ("publish", "unpublish", "move", "delete"):
        for chosen in (ids, (section,), (scene.ground.home.pk,)):
            found.append((_bulk(action, *chosen), {"include_descendants": "on", "chooser": str(section)}))
    return found


ACTIONS = ("approve", "reject", "cancel", "resume", "publish")


@pytest.mark.parametrize("code", PEOPLE)
def test_no_button_of_wagtails_shows_or_hides_what_only_a_decision_may(
    client: Client, scene: Scene, code: str
) -> None:
    client.force_login(somebody(code))
    gone: list[str] = []

    def press(address: str, data: dict[str, str]) -> None:
        client.post(address, data)
        public = Story.objects.public().filter(pk=scene.changed.pk)
        if not public.filter(path__startswith=scene.ground.section.path).exists():
            gone.append(f"{address} takes the approved story off its section")
        if not Story.objects.filter(pk=scene.waiting.story_id).exists():
            gone.append(f"{address} deletes what was submitted")

    doors: dict[str, Callable[[], object]] = {
        f"{number} {address} {', '.join(data)}": partial(press, address, data)
        for number, (address, data) in enumerate(presses(scene))
    }

    assert leaks(doors) == {}
    assert gone == []


# ------------------------------------------------------------------ structure

CHANGERS = {"section": {"root"}, "home": {"root"}, "site": {"root"}, "task": {"root"}, "workflow": {"root"}}
CHANGERS |= {"settings": {"root", roles.ADMINISTRATOR}, "place": {"root", roles.ADMINISTRATOR}}


def _structure(ground: Commune) -> dict[str, tuple[str, dict[str, str], Callable[[], bool]]]:
    site, step, place = Site.objects.get(), Task.objects.get(), ground.places[0]
    page = {"slug": "tin-tuc", "title": SECRET, "action-publish": "1", "introduction": SECRET}
    page |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    fields = ("kind", "name", "head_name", "head_phone", "position")
    whole = {name: str(getattr(place, name)) for name in fields}
    commune = CommuneSettings.load()
    named = {"name": SECRET, "email": "", "phone": ""}
    root = str(ground.section.pk)
    tasks = {"name": SECRET, "groups": "", "active": "on"}
    return {
        "section": (
            _page("edit", ground.section.pk),
            page,
            lambda: SectionPage.objects.get(pk=ground.section.pk).title == SECRET,
        ),
        "home": (
            _page("edit", ground.home.pk),
            {**page, "slug": "home", "tagline": SECRET},
            lambda: Page.objects.get(pk=ground.home.pk).title == SECRET,
        ),
        "site": (
            reverse("wagtailsites:edit", args=[site.pk]),
            {
                "hostname": "localhost",
                "port": "80",
                "site_name": SECRET,
                "root_page": root,
                "is_default_site": "on",
            },
            lambda: Site.objects.get().site_name == SECRET,
        ),
        "task": (
            reverse("wagtailadmin_workflows:disable_task", args=[step.pk]),
            tasks,
            lambda: not ReviewStep.objects.get().active,
        ),
        "workflow": (
            reverse("wagtailadmin_workflows:disable", args=[Workflow.objects.get().pk]),
            {},
            lambda: not Workflow.objects.get().active,
        ),
        "settings": (
            reverse("wagtailsettings:edit", args=["newsroom", "communesettings", commune.pk]),
            {**named, "colour": commune.colour},
            lambda: CommuneSettings.objects.get().name == SECRET,
        ),
        "place": (
            reverse("wagtailsnippets_newsroom_place:edit", args=[place.pk]),
            {**whole, "name": SECRET},
            lambda: Place.objects.get(pk=place.pk).name == SECRET,
        ),
    }


@pytest.mark.parametrize("code", PEOPLE)
def test_structure_is_changed_by_those_whom_the_record_names_and_it_is_logged(
    client: Client, ground: Commune, code: str
) -> None:
    client.force_login(somebody(code))
    changed = set()
    for name, (address, data, is_changed) in _structure(ground).items():
        with undone():
            before = PageLogEntry.objects.count() + ModelLogEntry.objects.count()
            client.post(address, data)
            if is_changed():
                changed.add(name)
                logged = PageLogEntry.objects.count() + ModelLogEntry.objects.count() > before
                assert logged or name in {"task", "workflow"}, f"{name} was changed and nothing was logged"

    assert changed == {name for name, may in CHANGERS.items() if code in may}


# ------------------------------------------------------- workflows of their own


def test_a_workflow_that_somebody_bends_still_publishes_nothing(
    client: Client, ground: Commune, editor: User, superuser: User
) -> None:
    """A superuser gives the leader's step to editors: the text of an editor needs a leader all the same."""
    colleague = factories.make_person("ba-thu", roles.EDITOR)
    ReviewStep.objects.get().groups.set(colleague.groups.all())
    submission = factories.make_submission(ground, owner=editor, **SECRET_FORMS)
    client.force_login(colleague)

    client.post(reverse("newsroom:approve", args=[submission.pk]))

    assert reads() == []
    assert not hasattr(Submission.objects.get(), "approval")


def test_a_workflow_without_steps_publishes_nothing(ground: Commune, editor: User) -> None:
    Task.objects.update(active=False)
    story = factories.make_story(ground, owner=editor, **SECRET_FORMS)

    with pytest.raises(workflow.Refused):
        workflow.submit(story, editor)

    assert reads() == []


def test_previews_are_for_people_who_signed_in(client: Client, scene: Scene) -> None:
    revision = scene.draft.latest_revision_id
    state = workflow.waiting_step(scene.waiting)
    addresses: list[Any] = [
        _page("view_draft", scene.draft.pk),
        _page("preview_on_edit", scene.draft.pk),
        _page("revisions_view", scene.draft.pk, revision),
        _page("workflow_preview", scene.waiting.story_id, state.task_id),
        reverse("newsroom:site_preview", args=[scene.waiting.pk]),
        reverse("newsroom:approval", args=[scene.waiting.pk]),
        reverse("wagtailadmin_api:pages:listing"),
        reverse("wagtailadmin_api:pages:detail", args=[scene.draft.pk]),
        reverse("wagtailadmin_block_preview"),
    ]

    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (302, 401, 403), address
        assert SECRET not in answer.content.decode()


def test_a_page_behind_a_restriction_is_not_public_either(scene: Scene) -> None:
    PageViewRestriction.objects.create(page=scene.ground.section, restriction_type="login")

    assert not Story.objects.public().exists()

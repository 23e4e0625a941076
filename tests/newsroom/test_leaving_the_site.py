"""A newer version that is not for the site takes the older one off it, at its approval."""

from wagtail.models import PageViewRestriction

from newsroom import workflow
from newsroom.models import ArticlePage, Story, User
from tests import factories
from tests.factories import Commune


def test_a_newer_version_that_is_not_for_the_site_takes_the_older_one_off(
    ground: Commune, editor: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    assert ArticlePage.objects.get(pk=story.pk).is_public()
    draft = ArticlePage.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.on_site, draft.on_air = False, True
    draft.save_revision(user=editor)

    workflow.approve(workflow.submit(ArticlePage.objects.get(pk=story.pk), editor), leader)

    assert not ArticlePage.objects.get(pk=story.pk).is_public()
    assert not ArticlePage.objects.get(pk=story.pk).live


def test_a_restriction_hides_its_page_and_not_the_one_beside_it(
    ground: Commune, editor: User, leader: User
) -> None:
    hidden, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    beside, _approval = factories.make_approved_story(ground, owner=editor, leader=leader)
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")

    assert list(Story.objects.public().values_list("pk", flat=True)) == [beside.pk]

    PageViewRestriction.objects.create(page=ground.home, restriction_type="login")

    assert not Story.objects.public().exists()

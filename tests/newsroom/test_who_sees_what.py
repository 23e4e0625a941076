"""Menu, dashboard, explorer and files: each person gets what their roles need."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from newsroom import workflow
from newsroom.drafting import keep_original
from newsroom.models import Picture, SourceDocument, User
from newsroom.models.files import digest_of
from tests import factories
from tests.factories import Commune

# Wagtail leaves the temporary file of a fresh rendition to the garbage collector.
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def home(client: Client, person: User) -> str:
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_contributors_see_only_their_own_stories_in_the_explorer(
    client: Client, ground: Commune, author: User, editor: User
) -> None:
    factories.make_story(ground, owner=author, title="Bài của cộng tác viên")
    factories.make_story(ground, owner=editor, title="Bài của biên tập viên")
    client.force_login(author)

    page = client.get(reverse("wagtailadmin_explore", args=[ground.section.pk])).content.decode()

    assert "Bài của cộng tác viên" in page
    assert "Bài của biên tập viên" not in page


def test_contributors_do_not_find_other_peoples_stories(
    client: Client, ground: Commune, author: User, editor: User
) -> None:
    factories.make_story(ground, owner=editor, title="Kín chưa công bố")
    client.force_login(author)

    page = client.get(reverse("wagtailadmin_pages:search"), {"q": "Kín"}).content.decode()

    assert "Kín chưa công bố" not in page


@pytest.mark.parametrize("name", ["edit", "view_draft", "history", "usage"])
def test_contributors_do_not_open_other_peoples_stories(
    client: Client, ground: Commune, author: User, editor: User, name: str
) -> None:
    story = factories.make_story(ground, owner=editor, title="Kín chưa công bố")
    client.force_login(author)

    response = client.get(reverse(f"wagtailadmin_pages:{name}", args=[story.pk]), follow=True)

    assert "Kín chưa công bố" not in response.content.decode()


def test_the_leaders_dashboard_lists_what_waits(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)

    page = home(client, leader)

    assert reverse("newsroom:approval", args=[submission.pk]) in page
    assert reverse("newsroom:write") not in page


def test_the_editors_dashboard_tells_why_a_story_came_back(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    submission = factories.make_submission(ground, owner=editor)
    workflow.send_back(submission, leader, reason="Thiếu giờ bắt đầu.")

    page = home(client, editor)

    assert "Thiếu giờ bắt đầu." in page
    assert reverse("newsroom:import") in page


def test_the_operators_dashboard_leads_to_the_desk(client: Client, operator: User) -> None:
    page = home(client, operator)

    assert "/quan-tri/phat-thanh/" in page
    assert reverse("newsroom:write") not in page


def test_somebody_without_a_role_does_not_get_in(client: Client, stranger: User) -> None:
    client.force_login(stranger)

    assert client.get(reverse("wagtailadmin_home")).status_code == 302


@pytest.mark.parametrize("name", ["waiting", "approved", "import", "write"])
def test_operators_have_no_business_in_the_newsroom(client: Client, operator: User, name: str) -> None:
    client.force_login(operator)

    assert client.get(reverse(f"newsroom:{name}")).status_code in (302, 403)


@pytest.mark.parametrize("name", ["waiting", "approved", "import", "write"])
def test_nobody_gets_there_without_signing_in(client: Client, ground: Commune, name: str) -> None:
    response = client.get(reverse(f"newsroom:{name}"))

    assert response.status_code == 302
    assert "login" in response.headers["Location"]


def test_the_sign_in_page_has_labels_people_read(client: Client, ground: Commune) -> None:
    page = client.get(reverse("wagtailadmin_login")).content.decode()

    assert '<label class="lx-label" for="id_password">' in page
    assert "<title>" in page and "Wagtail</title>" not in page


def original(editor: User) -> SourceDocument:
    return keep_original("van-ban.txt", "Số 12/TB-UBND".encode(), person=editor)


def test_the_public_gets_no_document_of_a_draft(client: Client, ground: Commune, editor: User) -> None:
    document = original(editor)
    factories.make_story(ground, owner=editor, source_document=document)

    assert client.get(document.url).status_code == 404


def test_the_public_gets_the_document_of_a_released_story(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    document = original(editor)
    factories.make_approved_story(ground, owner=editor, leader=leader, source_document=document)

    response = client.get(document.url)

    assert response.status_code == 200
    assert b"".join(response.streaming_content) == "Số 12/TB-UBND".encode()  # type: ignore[attr-defined]


def test_after_a_recall_the_document_is_gone_too(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    document = original(editor)
    _story, approval = factories.make_approved_story(
        ground, owner=editor, leader=leader, source_document=document
    )

    workflow.recall(approval, leader, reason="Sai văn bản")

    assert client.get(document.url).status_code == 404


def replace_file(client: Client, person: User, picture: Picture, file: ContentFile[bytes]) -> str:
    client.force_login(person)
    response = client.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {
            "title": "Đổi tên",
            "description": "Cổng làng",
            "credit": "",
            "tags": "",
            "file": file,
            "collection": picture.collection_id,
        },
        follow=True,
    )
    assert response.status_code == 200
    return response.content.decode()


@UNCLOSED
def test_the_file_of_a_submitted_picture_cannot_be_replaced(
    client: Client, ground: Commune, editor: User
) -> None:
    picture = factories.make_picture()
    factories.make_submission(ground, owner=editor, picture=picture)
    before = digest_of(picture.file)

    page = replace_file(client, editor, picture, factories.picture_file("red"))

    assert "error-message" in page
    assert digest_of(Picture.objects.get(pk=picture.pk).file) == before


@UNCLOSED
def test_words_of_a_picture_stay_while_its_story_waits_and_change_after_it_was_returned(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    picture = factories.make_picture()
    submission = factories.make_submission(ground, owner=editor, picture=picture)

    waiting = replace_file(client, editor, picture, factories.picture_file("green"))
    assert "error-message" in waiting
    assert Picture.objects.get(pk=picture.pk).title == "Cổng làng"

    workflow.send_back(submission, leader, reason="Ảnh này gọi sai tên.")
    replace_file(client, editor, picture, factories.picture_file("green"))
    assert Picture.objects.get(pk=picture.pk).title == "Đổi tên"


@UNCLOSED
def test_a_picture_nobody_submitted_may_be_replaced(client: Client, ground: Commune, editor: User) -> None:
    picture = factories.make_picture()

    replace_file(client, editor, picture, factories.picture_file("red"))

    assert Picture.objects.get(pk=picture.pk).title == "Đổi tên"

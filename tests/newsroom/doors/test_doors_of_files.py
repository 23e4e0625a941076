"""Doors of pictures and documents: approved bytes and words only, and only while a public story shows them."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from newsroom import roles, workflow
from newsroom.models import Approval, ArticlePage, Picture, SourceDocument, User
from newsroom.models.files import Frozen, PictureRendition, digest_of
from tests import factories
from tests.factories import Commune
from tests.newsroom.doors.outside import SECRET

pytestmark = [
    pytest.mark.database,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SPEC = "fill-240x150|format-webp"
ELSE = b"%PDF-1.4 another"


@pytest.fixture
def letter(editor: User) -> SourceDocument:
    """Return a document that an editor brought in."""
    file = ContentFile(b"%PDF-1.4 letter", name="cong-van.pdf")
    made: SourceDocument = SourceDocument.objects.create(title="Công văn", file=file, uploaded_by_user=editor)
    return made


@pytest.fixture
def shown(
    ground: Commune, editor: User, leader: User, letter: SourceDocument
) -> tuple[ArticlePage, Approval]:
    """Return a public story with a picture and a document."""
    picture = factories.make_picture(uploaded_by_user=editor)
    return factories.make_approved_story(
        ground, owner=editor, leader=leader, picture=picture, source_document=letter
    )


def status(address: str) -> int:
    answer = Client().get(address, follow=True)
    answer.close()
    return answer.status_code


def test_a_size_of_a_picture_is_public_only_with_its_story(
    ground: Commune, editor: User, leader: User, shown: tuple[ArticlePage, Approval]
) -> None:
    story, approval = shown
    picture = story.picture
    assert picture is not None
    approved = picture.get_rendition(SPEC).url
    drafted = factories.make_picture("Nháp", colour="red").get_rendition(SPEC).url

    assert (status(approved), status(drafted)) == (200, 404)
    workflow.recall(approval, leader, reason="Sai ảnh")
    assert status(approved) == 404


def test_original_files_and_frozen_copies_have_no_public_address(shown: tuple[ArticlePage, Approval]) -> None:
    picture = shown[0].picture
    assert picture is not None

    for address in (picture.file.url, f"/media/frozen/{picture.frozen_sha256[:2]}/{picture.frozen_sha256}"):
        assert status(address) == 404


def test_a_picture_replaced_behind_the_models_back_is_never_drawn(
    shown: tuple[ArticlePage, Approval],
) -> None:
    story, _approval = shown
    other = factories.make_picture("Khác", colour="red")
    Picture.objects.filter(pk=story.picture_id).update(file=other.file.name)
    PictureRendition.objects.all().delete()

    Client().get(story.url).close()

    assert not PictureRendition.objects.filter(image_id=story.picture_id).exists()


def test_a_file_overwritten_in_the_storage_is_not_handed_out(
    shown: tuple[ArticlePage, Approval], letter: SourceDocument
) -> None:
    assert status(letter.url) == 200

    Path(letter.file.path).write_bytes(ELSE)

    assert status(letter.url) == 404


def test_a_document_exchanged_in_its_row_is_not_handed_out(
    shown: tuple[ArticlePage, Approval], letter: SourceDocument
) -> None:
    other = SourceDocument.objects.create(title="Khác", file=ContentFile(ELSE, name="khac.pdf"))
    SourceDocument.objects.filter(pk=letter.pk).update(file=other.file.name)

    assert status(letter.url) == 404
    assert status(other.url) == 404


def test_sizes_made_from_an_earlier_file_are_forgotten_when_the_picture_is_submitted(
    ground: Commune, editor: User
) -> None:
    picture = factories.make_picture(colour="red")
    picture.get_rendition(SPEC)
    picture.file = factories.picture_file("blue")
    picture.save()

    factories.make_submission(ground, owner=editor, picture=picture)

    assert not PictureRendition.objects.filter(image=picture).exists()


@pytest.mark.parametrize("code", ["root", *roles.BY_CODE])
def test_no_role_replaces_rewords_or_deletes_what_was_approved(
    client: Client, shown: tuple[ArticlePage, Approval], letter: SourceDocument, code: str
) -> None:
    story, _approval = shown
    picture = story.picture
    assert picture is not None
    before = (digest_of(picture.file), picture.title, picture.description, digest_of(letter.file))
    root = code == "root"
    client.force_login(factories.make_person("ai", *([] if root else [code]), is_superuser=root))
    words = {
        "title": SECRET,
        "description": SECRET,
        "credit": "",
        "tags": "",
        "collection": picture.collection_id,
    }
    numbered = {f"image-{picture.pk}-{name}": value for name, value in words.items()}
    image = ["wagtailimages", "picture"]
    pdf = ContentFile(ELSE, name="a.pdf")

    client.post(
        reverse("wagtailimages:edit", args=[picture.pk]), {**words, "file": factories.picture_file("red")}
    )
    client.post(reverse("wagtailimages:edit", args=[picture.pk]), {**words, "focal_point_x": 3})
    client.post(reverse("wagtailimages:edit_multiple", args=[picture.pk]), numbered)
    client.post(reverse("wagtailimages:delete", args=[picture.pk]))
    client.post(reverse("wagtailimages:delete_multiple", args=[picture.pk]))
    client.post(reverse("wagtaildocs:edit", args=[letter.pk]), {**words, "file": pdf})
    client.post(reverse("wagtaildocs:delete", args=[letter.pk]))
    client.post(reverse("wagtaildocs:delete_multiple", args=[letter.pk]))
    for app, model, pk in ((*image, picture.pk), ("newsroom", "sourcedocument", letter.pk)):
        app = "newsroom"
        client.post(
            reverse("wagtail_bulk_action", args=[app, model, "delete"]) + f"?id={pk}", {"confirm": "on"}
        )

    picture, letter = Picture.objects.get(pk=picture.pk), SourceDocument.objects.get(pk=letter.pk)
    assert (digest_of(picture.file), picture.title, picture.description, digest_of(letter.file)) == before
    assert story.title in Client().get(story.url).content.decode()


def test_models_refuse_too(shown: tuple[ArticlePage, Approval], letter: SourceDocument) -> None:
    picture = shown[0].picture
    assert picture is not None
    for file in (picture, letter):
        with pytest.raises(Frozen):
            file.delete()
        file.title = SECRET
        with pytest.raises(ValidationError):
            file.save()


def test_a_description_changed_in_the_row_takes_the_page_down(shown: tuple[ArticlePage, Approval]) -> None:
    story, _approval = shown

    Picture.objects.filter(pk=story.picture_id).update(description=SECRET)

    assert status(story.url) == 404


def test_moving_a_file_to_another_collection_opens_and_hides_nothing(
    ground: Commune, shown: tuple[ArticlePage, Approval], letter: SourceDocument
) -> None:
    draft = SourceDocument.objects.create(title="Nháp", file=ContentFile(ELSE, name="nhap.pdf"))
    closed = Collection.get_first_root_node().add_child(name="Nội bộ")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")

    SourceDocument.objects.filter(pk=draft.pk).update(collection=Collection.get_first_root_node())

    assert (status(draft.url), status(letter.url)) == (404, 200)
    letter.collection = closed
    letter.save()
    page = Client().get(letter.url)
    assert page.status_code == 302, "a closed collection asks who is there"


def test_an_upload_is_not_public(client: Client, ground: Commune, editor: User) -> None:
    client.force_login(editor)
    root = Collection.get_first_root_node().pk
    client.post(
        reverse("wagtaildocs_chooser:create"),
        {
            "document-chooser-upload-title": "Tải lên",
            "document-chooser-upload-file": ContentFile(ELSE, name="tai-len.pdf"),
            "document-chooser-upload-collection": root,
        },
    )
    client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Tải lên",
            "image-chooser-upload-file": factories.picture_file("red"),
            "image-chooser-upload-collection": root,
        },
    )

    for document in SourceDocument.objects.all():
        assert status(document.url) == 404
    for picture in Picture.objects.all():
        assert status(picture.get_rendition(SPEC).url) == 404
    assert SourceDocument.objects.exists()
    assert Picture.objects.exists()

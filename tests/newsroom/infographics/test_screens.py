"""The form: the picture beside it, errors at the fields, the draft it becomes; approved and frozen like any picture."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from PIL import Image

from newsroom import drawing, workflow
from newsroom.infographics.templates import BY_CODE
from newsroom.models import CommuneSettings, InfographicPage, Picture, User
from tests import factories
from tests.factories import Commune

FRAUD = BY_CODE["lua-dao"]


def posted(**changes: str) -> dict[str, str]:
    data: dict[str, str] = {}
    for name, value in FRAUD.example.items():
        if isinstance(value, str):
            data[name] = value
        else:
            data |= {f"{name}.{at}.{key}": cell for at, row in enumerate(value) for key, cell in row.items()}
    return {**data, **changes}


@pytest.fixture
def page(client: Client, ground: Commune, editor: User) -> InfographicPage:
    """Return the draft that the form became."""
    client.force_login(editor)
    address = reverse("newsroom:write_infographic", args=[ground.section.pk, "lua-dao"])
    client.post(address, posted())
    return InfographicPage.objects.get()


def draft_of(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def redraw(client: Client, page: InfographicPage, **changes: str) -> Any:
    return client.post(reverse("newsroom:draw_infographic", args=[page.pk, "lua-dao"]), posted(**changes))


def test_the_form_becomes_a_draft_with_picture_words_and_script(page: InfographicPage, editor: User) -> None:
    picture = page.infographic

    assert page.title == "Cảnh báo lừa đảo" and page.owner == editor and not page.live
    assert picture is not None and (picture.width, picture.height) == (1080, 1350)
    assert picture.description.startswith("Đồ hoạ thông tin: Cảnh báo lừa đảo.")
    assert "Không đọc mã OTP, cho bất cứ ai" in page.text_alternative
    assert "Không bấm liên kết lạ, dù người gửi" in page.spoken_script()
    assert page.board_picture is not None and page.board_picture.width == 1920


def test_the_templates_are_offered_for_a_new_infographic(
    client: Client, ground: Commune, editor: User
) -> None:
    client.force_login(editor)

    answer = client.get(
        reverse("newsroom:write"), {"section": ground.section.pk, "kind": "do-hoa"}, follow=True
    )

    assert all(template.name in answer.content.decode() for template in BY_CODE.values())


def test_errors_stand_at_their_fields_and_nothing_typed_is_lost(
    client: Client, ground: Commune, editor: User
) -> None:
    client.force_login(editor)
    address = reverse("newsroom:write_infographic", args=[ground.section.pk, "lua-dao"])

    answer = client.post(address, posted(title="", **{"rules.1.title": "Không tin <người lạ>"}))

    page = answer.content.decode()
    assert answer.status_code == 422 and not InfographicPage.objects.exists()
    assert "Không tin &lt;người lạ&gt;" in page and page.count('aria-invalid="true"') == 1
    assert "Vui lòng điền mục này." in page


def test_the_preview_is_drawn_from_what_is_typed_so_far(
    client: Client, ground: Commune, editor: User
) -> None:
    client.force_login(editor)
    address = reverse("newsroom:preview_infographic", args=["lua-dao"])

    answer = client.post(address, posted(title="Cẩn thận", source="", format="1920x1080")).json()

    assert answer["borrowed"] and set(answer["errors"]) == {"source"}
    assert answer["picture"].startswith("data:image/png;base64,iVBOR")
    assert "Cẩn thận" in answer["alt"] and "Không đọc mã OTP" in answer["words"]


def test_who_may_not_write_gets_no_form_and_no_preview(
    client: Client, ground: Commune, operator: User
) -> None:
    client.force_login(operator)

    write = client.get(reverse("newsroom:write_infographic", args=[ground.section.pk, "lua-dao"]))
    preview = client.post(reverse("newsroom:preview_infographic", args=["lua-dao"]), posted())

    assert write.status_code in (302, 403) and preview.status_code in (302, 403)


def test_its_data_is_changed_later_and_the_script_follows(client: Client, page: InfographicPage) -> None:
    before = page.infographic_id
    shown = client.get(reverse("newsroom:draw_infographic", args=[page.pk, "lua-dao"])).content.decode()

    redraw(client, page, notice="Gọi ngay Công an xã")

    assert "dù người gửi tự xưng là công an" in shown
    draft = draft_of(page)
    assert draft.infographic_id != before and Picture.objects.filter(pk=before).exists()
    assert "Gọi ngay Công an xã" in draft.text_alternative and "Gọi ngay Công an xã" in draft.spoken_script()


def test_a_script_written_by_hand_stays(client: Client, page: InfographicPage) -> None:
    draft = draft_of(page)
    draft.script, draft.script_basis = "Kính thưa bà con! Cảnh giác.", draft.text_basis()
    draft.save_revision()

    redraw(client, page, notice="Gọi ngay Công an xã")

    assert draft_of(page).script == "Kính thưa bà con! Cảnh giác."


def test_an_article_takes_one_into_its_text_and_changes_it_there(
    client: Client, ground: Commune, editor: User
) -> None:
    story = factories.make_story(ground, owner=editor)
    client.force_login(editor)
    address = reverse("newsroom:draw_infographic", args=[story.pk, "lua-dao"])

    client.post(f"{address}?block=", posted())
    block = draft_of(story).body[-1]
    client.post(f"{address}?block={block.id}", posted(notice="Gọi ngay Công an xã"))

    body = draft_of(story).body
    assert [child.block_type for child in body].count("infographic") == 1
    assert body[-1].id == block.id and "Gọi ngay Công an xã" in body[-1].value["words"]
    assert ("text", "Gọi ngay Công an xã.") in draft_of(story).plain_lines()
    chosen = client.get(reverse("newsroom:infographic", args=[story.pk])).content.decode()
    assert f"?block={block.id}" in chosen


def test_what_waits_for_approval_is_not_changed(client: Client, page: InfographicPage, editor: User) -> None:
    page.on_site = True
    workflow.submit(page, editor)

    answer = redraw(client, page, notice="Gọi ngay Công an xã")

    assert answer.status_code == 409
    assert "Gọi ngay Công an xã" not in draft_of(page).text_alternative


def test_picture_and_data_are_frozen_with_the_story(page: InfographicPage, editor: User) -> None:
    workflow.submit(page, editor)

    picture = Picture.objects.get(pk=page.infographic_id)
    assert picture.frozen_sha256 and "made_from" in picture.facts()
    picture.made_from = {**picture.made_from, "values": {}}
    with pytest.raises(ValidationError):
        picture.save()


def test_an_approved_infographic_is_given_in_every_size(
    client: Client, page: InfographicPage, editor: User, leader: User
) -> None:
    address = reverse("newsroom:infographic_file", args=[page.pk, "1200x630"])
    client.force_login(editor)
    assert client.get(address).status_code == 404
    workflow.approve(workflow.submit(page, editor), leader)

    card = client.get(address)
    paper = client.get(reverse("newsroom:infographic_file", args=[page.pk, "a4"]))

    assert Image.open(io.BytesIO(card.content)).size == (1200, 630)
    assert paper.content.startswith(b"%PDF") and "do-hoa" not in paper["Content-Disposition"]
    assert client.get(reverse("newsroom:infographic_files", args=[page.pk])).status_code == 200


def test_data_that_do_not_give_the_approved_picture_give_no_other_size(
    client: Client, page: InfographicPage, editor: User, leader: User
) -> None:
    workflow.approve(workflow.submit(page, editor), leader)
    picture = Picture.objects.get(pk=page.infographic_id)
    other = {**picture.made_from, "values": {**picture.made_from["values"], "title": "Bị thay"}}
    Picture.objects.filter(pk=picture.pk).update(made_from=other)
    client.force_login(editor)

    refused = client.get(reverse("newsroom:infographic_file", args=[page.pk, "a4"]))
    approved = client.get(reverse("newsroom:infographic_file", args=[page.pk, "da-duyet"]))

    assert refused.status_code == 409
    assert approved.status_code == 404 or approved.content.startswith(b"\x89PNG")


def test_the_public_page_shows_picture_and_words(
    client: Client, ground: Commune, editor: User, leader: User
) -> None:
    story = factories.make_story(ground, owner=editor)
    drawing.put_into(story, FRAUD, FRAUD.example, person=editor, block="")
    story.save_revision(user=editor)
    workflow.approve(workflow.submit(story, editor), leader)
    client.logout()

    page = client.get(story.get_url()).content.decode()

    assert "Đồ hoạ thông tin: Cảnh báo lừa đảo." in page and "Không đọc mã OTP, cho bất cứ ai" in page


def test_the_crest_and_the_colour_of_the_commune_are_used(ground: Commune, media: object) -> None:
    crest = factories.make_picture("Biểu trưng")
    settings = CommuneSettings.load()
    settings.colour, settings.crest = "#274C7A", crest
    settings.save()

    look = drawing.look()

    assert look.colour == "#274C7A" and look.commune == "xã Lạc Phượng"
    assert look.crest.startswith(b"\x89PNG")

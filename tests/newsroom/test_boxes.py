"""Boxes in a story's text: what the page shows, what is said aloud, what is frozen, what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client

from newsroom import forms_of_story
from newsroom.blocks import BodyBlock
from newsroom.box_blocks import map_address
from newsroom.models import SourceDocument, Story, User
from newsroom.models.story_query import Unapproved
from tests import factories
from tests.factories import Commune

TIMELINE = {
    "title": "Chương trình ngày hội",
    "events": [{"when": "7h30", "what": "Khai mạc."}, {"when": "9h00", "what": "Kéo co"}],
}
CHART: dict[str, Any] = {
    "title": "Sản lượng lúa",
    "kind": "bar",
    "unit": "tấn",
    "figures": [{"label": "Thôn Đông", "value": "1.250,5"}, {"label": "Thôn Đoài", "value": "980"}],
    "source": "UBND xã",
}
PLACE = {"name": "Nhà văn hoá thôn Đông", "address": "Cạnh đình làng", "coordinates": "20.8701, 106.4032"}
CONTACT = {
    "office": "Trạm Y tế xã",
    "person": "",
    "phone": "0220 3752 123",
    "email": "",
    "address": "",
    "hours": "7h30 đến 17h00",
}
BODY = [("timeline", TIMELINE), ("chart", CHART), ("place", PLACE), ("contact", CONTACT)]


def film(name: str = "hoi-lang.mp4", data: bytes = b"\0\0\0\x10ftypisom....") -> SourceDocument:
    """Return a stored file, as it lies after its upload was checked."""
    made: SourceDocument = SourceDocument.objects.create(title=name, file=ContentFile(data, name=name))
    return made


def video(**changes: Any) -> dict[str, Any]:
    empty = {"file": None, "poster": None, "captions": None, "link": ""}
    return {"title": "Hội làng", "words": "Bà con kéo co.", **empty, **changes}


def cleaned(kind: str, value: dict[str, Any]) -> Any:
    """Clean one block of a story's text as its form does."""
    block = BodyBlock()
    field: Any = Story._meta.get_field("body")
    stream = field.stream_block.to_python([])
    stream.append((kind, value))
    return block.clean(stream)


def test_boxes_stand_on_the_page_and_follow_from_their_data(
    ground: Commune, editor: User, leader: User
) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader, body=BODY)

    page = Client().get(story.url).content.decode()

    assert "Chương trình ngày hội" in page and "Kéo co" in page
    assert 'src="data:image/png;base64,' in page
    assert "1.250,5" in page and "UBND xã" in page
    assert "https://www.google.com/maps/search/?api=1&amp;query=20.8701,106.4032" in page
    assert 'href="tel:02203752123"' in page
    assert "<iframe" not in page and '<script src="http' not in page


def test_boxes_are_said_aloud(ground: Commune, editor: User) -> None:
    script = factories.make_story(ground, owner=editor, body=BODY).spoken_script()

    for said in (
        "7h30: Khai mạc.",
        "Sản lượng lúa:",
        "Thôn Đông: 1.250,5 tấn.",
        "Địa điểm: Nhà văn hoá thôn Đông, Cạnh đình làng.",
        "Mọi chi tiết xin liên hệ: Trạm Y tế xã, điện thoại 0220 3752 123",
    ):
        assert said in script
    assert "106.4032" not in script


def test_a_video_is_approved_with_its_file_captions_and_picture(
    ground: Commune, editor: User, leader: User
) -> None:
    parts = {"file": film(), "captions": film("loi.vtt", b"WEBVTT\n"), "poster": factories.make_picture()}
    submission = factories.make_submission(ground, owner=editor, body=[("video", video(**parts))])

    frozen = {file["id"] for file in submission.forms["site"]["files"]}

    assert {part.pk for part in parts.values()} <= frozen
    assert all(forms_of_story.frozen_path(sha).exists() for sha in forms_of_story.files_of(submission.forms))
    assert "Mời bà con xem video “Hội làng”" in submission.forms["script"]


def test_a_changed_box_needs_a_new_approval(ground: Commune, editor: User, leader: User) -> None:
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader, body=BODY)
    changed = {
        **CHART,
        "figures": [{"label": "Thôn Đông", "value": "99"}, {"label": "Thôn Đoài", "value": "1"}],
    }
    story.body = [("chart", changed)]

    with pytest.raises(Unapproved):
        story.save()


def test_a_linked_video_is_a_plain_link(ground: Commune, editor: User, leader: User) -> None:
    body = [("video", video(link="https://www.youtube.com/watch?v=x"))]
    story, _approval = factories.make_approved_story(ground, owner=editor, leader=leader, body=body)

    page = Client().get(story.url).content.decode()

    assert 'href="https://www.youtube.com/watch?v=x"' in page and "youtube.com" in page
    assert "<video" not in page and "<iframe" not in page


def pie(*values: str) -> dict[str, Any]:
    return {
        **CHART,
        "kind": "pie",
        "figures": [{"label": f"Phần {at}", "value": each} for at, each in enumerate(values)],
    }


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("chart", pie("1", "0")),
    ("chart", pie(*"1234567")),
    ("chart", {**CHART, "figures": [{"label": "Một", "value": "nhiều"}, {"label": "Hai", "value": "2"}]}),
    ("chart", {**CHART, "figures": [{"label": "Một", "value": "1"}]}),
    ("place", {**PLACE, "coordinates": "48.85, 2.35"}),
    ("place", {**PLACE, "coordinates": "sau đình"}),
    ("contact", {**CONTACT, "phone": ""}),
    ("video", video()),
    ("video", video(words="", link="https://a.vn/")),
]


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_what_cannot_be_shown_is_refused(db: None, kind: str, value: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        cleaned(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *BODY,
        ("video", video(link="https://a.vn/")),
        ("chart", {**CHART, "kind": "line"}),
        ("chart", pie("1", "2")),
    ],
)
def test_what_can_be_shown_is_taken(db: None, kind: str, value: dict[str, Any]) -> None:
    assert cleaned(kind, value)


def test_a_letter_is_no_video(ground: Commune) -> None:
    picture = factories.make_picture()

    for parts in (
        {"file": film("cong-van.pdf"), "poster": picture},
        {"file": film(), "poster": picture, "captions": film("a.pdf")},
        {"file": film()},
    ):
        with pytest.raises(ValidationError):
            cleaned("video", video(**parts))
    assert cleaned("video", video(file=film(), poster=picture))


@pytest.mark.parametrize("typed", ["20.8701, 106.4032", "(20,8701; 106,4032)", "20.8701 106.4032"])
def test_coordinates_are_read_as_people_copy_them(typed: str) -> None:
    assert map_address(typed).endswith("query=20.8701,106.4032")


def test_a_half_typed_chart_does_not_break_the_preview(ground: Commune, editor: User) -> None:
    half = {**CHART, "figures": [{"label": "", "value": "chưa"}]}
    story = factories.make_story(ground, owner=editor, body=[("chart", half)])

    assert story.make_preview_request().status_code == 200

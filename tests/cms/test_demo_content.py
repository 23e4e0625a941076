"""The demo commune: everything refers to something, and the numbers agree with each other."""

import datetime as dt
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

import cms.demo
from cms.demo.content import demo
from cms.demo.notices import CHILDREN
from cms.demo.pictures import PICTURES, draw
from cms.demo.shapes import Demo, Kind, Outlet, State
from cms.founding.sections import SECTIONS
from newsroom.documents import read_document
from newsroom.infographics.design import Look
from newsroom.infographics.templates import BY_CODE

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def content() -> Demo:
    return demo(TODAY)


def test_there_are_eleven_stories_and_every_state_is_shown(content: Demo) -> None:
    assert len(content.stories) == 11
    assert {story.state for story in content.stories} == set(State)
    assert {story.kind for story in content.stories} == set(Kind) - {Kind.INFOGRAPHIC}
    assert len({story.slug for story in content.stories + content.infographics}) == 13


def test_every_reference_finds_its_thing(content: Demo) -> None:
    sections = {section.slug for section in SECTIONS}
    people = {person.username for person in content.people}
    hamlets = {hamlet.slug for hamlet in content.hamlets}
    for story in content.stories + content.infographics:
        assert story.section in sections
        assert story.author in people
        assert set(story.zones) <= hamlets
    assert all(set(device.zones) <= hamlets for device in content.devices)
    assert set(content.bulletin.stories) <= {story.slug for story in content.stories}


def test_every_role_has_a_person_and_two_lead(content: Demo) -> None:
    roles = [person.role for person in content.people]

    assert set(roles) == {"contributor", "editor", "reviewer", "leader", "operator", "administrator"}
    assert roles.count("leader") == 2


def test_texts_have_the_length_of_a_story(content: Demo) -> None:
    for story in content.stories + content.english:
        assert 120 <= len(" ".join(story.body).split()) <= 350, story.slug


def test_board_lines_can_be_read_in_passing(content: Demo) -> None:
    for story in content.stories + content.infographics:
        for line in story.board:
            assert 6 <= len(line.split()) <= 9, line


def test_returned_and_recalled_stories_say_why(content: Demo) -> None:
    for story in content.stories:
        assert bool(story.reason) == (story.state in (State.RETURNED, State.RECALLED)), story.slug


def test_the_bulletin_is_due_within_two_minutes_and_ready(content: Demo) -> None:
    ready = {story.slug for story in content.stories if story.state is State.RECORDED}

    assert dt.timedelta(0) < content.bulletin.lead <= dt.timedelta(minutes=2)
    assert set(content.bulletin.stories) <= ready
    assert all(Outlet.AIR in story.outlets for story in content.stories if story.slug in ready)


def test_numbers_agree_with_each_other(content: Demo) -> None:
    texts = {story.slug: " ".join(story.body) for story in content.stories}
    economy = texts["ket-qua-kinh-te-xa-hoi-quy"]
    cut = [hamlet.households for hamlet in content.hamlets if hamlet.slug in ("dong-ho", "an-lac")]

    assert sum(hamlet.households for hamlet in content.hamlets) == 5_000 and "5.000 hộ" in economy
    assert round(84.2 + 68.9 + 62.3, 1) == 215.4 and "215,4 tỷ đồng" in economy
    assert round(42.6 / 54.6, 2) == 0.78 and "78%" in economy
    assert round(640 * 58.5 / 10) == 3_744 and "3.744 tấn" in economy
    assert sum(cut) == 2_100 and "2.100 hộ" in texts["lich-cat-dien-dong-ho-an-lac"]
    assert sum(CHILDREN.values()) == 186 and "186 trẻ" in texts["lich-tiem-chung-cho-tre"]


@pytest.mark.parametrize("today", [dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2028, 2, 29)])
def test_dates_follow_today(today: dt.date) -> None:
    content = demo(today)

    for story in content.stories:
        assert story.at.date() < today
        assert story.until is None or story.until > today
        for day, month, year in re.findall(r"(\d{2})/(\d{2})/(\d{4})", " ".join(story.body)):
            assert abs((dt.date(int(year), int(month), int(day)) - today).days) < 40, story.slug


def test_the_same_day_gives_the_same_content() -> None:
    assert demo(TODAY) == demo(TODAY)
    assert demo(TODAY) != demo(TODAY + dt.timedelta(days=1))


def test_every_picture_exists_and_is_described(content: Demo) -> None:
    pictures = [story.picture for story in content.stories if story.picture]

    assert {picture.name for picture in pictures} == set(PICTURES)
    assert all(len(picture.alt) > 40 for picture in pictures)


def test_a_picture_is_drawn_the_same_every_time() -> None:
    first = draw("plots")

    assert first == draw("plots")
    assert Image.open(BytesIO(first)).size == (1600, 900)


@pytest.mark.parametrize("today", [dt.date(2026, 12, 20), dt.date(2026, 4, 1)])
def test_the_infographics_have_no_faults_whatever_the_day(today: dt.date) -> None:
    for story in demo(today).infographics:
        assert story.infographic is not None
        template = BY_CODE[story.infographic.template]
        assert template.errors(story.infographic.values, Look(commune="xã Lạc Phượng")) == {}


def test_the_documents_beside_the_content_import(content: Demo) -> None:
    folder = Path(cms.demo.__file__).parent
    for document in content.documents:
        path = folder / document.path
        assert read_document(path.read_bytes(), filename=path.name).title


def test_english_stories_tell_a_vietnamese_one_and_are_not_for_the_loudspeakers(content: Demo) -> None:
    told = {story.slug: story for story in content.stories}

    assert content.english
    for story in content.english:
        assert told[story.tells].section
        assert story.language == "en"
        assert story.outlets == (Outlet.SITE,)

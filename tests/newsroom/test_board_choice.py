"""What an editor chooses for the boards: frozen with the story, and asked for while it is drafted."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom import forms_of_story
from newsroom.models import SourceDocument, Story, Submission, User
from newsroom.models.files import Frozen
from newsroom.models.story_board_checks import faults
from tests import factories
from tests.broadcast.board_papers import kept, pdf, video_block
from tests.factories import Commune
from tests.newsroom.test_editor import create

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(ground: Commune, editor: User) -> Story:
    return factories.make_story(ground, owner=editor, on_boards=True)


def document(name: str) -> SourceDocument:
    return kept(name, pdf(1))


def test_words_alone_freeze_what_they_always_froze(story: Story) -> None:
    assert forms_of_story.forms_of(story)["board"] == {"lines": story.board_lines(), "picture": None}


def test_the_first_pdf_of_the_text_is_frozen_with_its_bytes(story: Story) -> None:
    story.board_shows = "document"
    word, first, other = kept("thu.docx", b"PK"), document("lich.PDF"), document("khac.pdf")
    story.source_document = other
    story.body = [("document", word), ("document", first)]

    form = forms_of_story.freeze(story)["board"]

    assert form["document"]["sha256"] == first.facts()["sha256"]
    assert forms_of_story.frozen_path(form["document"]["sha256"]).read_bytes() == pdf(1)
    first.refresh_from_db()
    assert first.frozen_sha256


def test_a_video_is_frozen_with_captions_and_still(story: Story) -> None:
    story.board_shows = "film"
    story.body = [video_block(b"\0\0\0\x10ftypisom....")]

    form = forms_of_story.freeze(story)["board"]

    assert {form[kind]["title"] for kind in ("picture", "film", "captions")} == {
        "Cổng làng", "hoi-thi.mp4", "loi.vtt",
    }  # fmt: skip
    for file in forms_of_story.files_in("board", form):
        assert forms_of_story.frozen_path(file["sha256"]).exists()


def test_a_moment_is_frozen_in_utc(story: Story) -> None:
    story.board_shows = "countdown"
    story.countdown_to = datetime.fromisoformat("2026-11-25T08:00:00+07:00")

    assert forms_of_story.forms_of(story)["board"]["counts_to"] == "2026-11-25T01:00:00+00:00"


def chosen(shows: str, **changes: Any) -> dict[str, Any]:
    return {"board_shows": shows, "body": [], "source_document": None, "countdown_to": None} | changes


def test_what_is_missing_is_asked_for_beside_its_field() -> None:
    now = timezone.now()
    locked = kept("khoa.pdf", pdf(1, password="bi-mat"))
    soon, past = now + timedelta(hours=1), now - timedelta(hours=1)

    def told(**cleaned: Any) -> list[str]:
        return [name for name, _words in faults(cleaned, now=now)]

    assert told(**chosen("words")) == []
    assert told(**chosen("document")) == ["board_shows"]
    assert told(**chosen("document", source_document=document("lich.pdf"))) == []
    assert told(**chosen("document", source_document=locked)) == ["board_shows"]
    assert told(**chosen("film")) == ["board_shows"]
    assert told(**chosen("countdown")) == ["countdown_to"]
    assert told(**chosen("countdown", countdown_to=past)) == ["countdown_to"]
    assert told(**chosen("countdown", countdown_to=soon)) == []


def test_a_story_without_its_pdf_is_a_draft_and_cannot_be_submitted(
    client: Client, ground: Commune, editor: User
) -> None:
    wanted = {"on_boards": "on", "board_shows": "document", "countdown_to": ""}

    answer = create(client, ground, editor, **wanted, **{"action-submit": "1"})

    assert "PDF" in answer.content.decode()
    assert not Submission.objects.exists()
    create(client, ground, editor, **wanted)
    assert Story.objects.get().board_shows == "document"


def test_a_pdf_for_the_boards_stays_as_it_was_submitted(story: Story) -> None:
    story.board_shows = "document"
    paper = document("lich.pdf")
    story.source_document = paper
    forms_of_story.freeze(story)

    paper.file = ContentFile(pdf(2), name="lich.pdf")
    with pytest.raises(Frozen):
        paper.save()


def test_the_editor_says_what_cannot_be_read_in_passing(
    client: Client, ground: Commune, editor: User
) -> None:
    story = factories.make_story(ground, owner=editor, on_boards=True, board_text="Bà con chú ý " * 12)
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    assert "Rút còn 7 đến 9 từ" in page
    assert "người đi đường không kịp" in page

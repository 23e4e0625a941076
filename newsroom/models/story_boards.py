"""What boards show of a story beside its words: a picture, a document of its own, its video, the time to a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from newsroom.models.files import SourceDocument
    from newsroom.models.story import Story

PDF = ".pdf"


class BoardShows(models.TextChoices):
    """What stands on a board."""

    WORDS = "words", _("The words, and the board picture if there is one")
    DOCUMENT = "document", _("The story's PDF, page by page")
    FILM = "film", _("The story's video, without sound")
    COUNTDOWN = "countdown", _("Days, hours and minutes to a moment")


def pdf_in(body: Iterable[Any], original: SourceDocument | None) -> SourceDocument | None:
    """Return the first PDF of a story: among the documents of its text, else the one it comes from."""
    documents = [block.value for block in body if block.block_type == "document"]
    named = [each for each in (*documents, original) if each is not None]
    return next((each for each in named if each.file.name.lower().endswith(PDF)), None)


def film_in(body: Iterable[Any]) -> Any:
    """Return the first video of the text that is a file of ours, as its block holds it; None when there is none."""
    videos = (block.value for block in body if block.block_type == "video")
    return next((each for each in videos if each["file"] is not None), None)


def board_form(story: Story) -> dict[str, Any]:
    """Return what boards show, as plain data; only what is shown is named."""
    form: dict[str, Any] = {"lines": story.board_lines(), "picture": _facts(story.board_picture)}
    if story.board_shows == BoardShows.DOCUMENT:
        form |= {"picture": None, "document": _facts(pdf_in(story.body, story.source_document))}
    elif story.board_shows == BoardShows.FILM:
        film = film_in(story.body) or {}
        form |= {"picture": _facts(film.get("poster")), "film": _facts(film.get("file"))}
        form["captions"] = _facts(film.get("captions"))
    elif story.board_shows == BoardShows.COUNTDOWN and story.countdown_to:
        form["counts_to"] = story.countdown_to.astimezone(UTC).isoformat(timespec="seconds")
    return form


def files_on_boards(story: Story) -> list[Any]:
    """Return the files of the form above; None where there is none."""
    film = film_in(story.body) or {}
    pdf = pdf_in(story.body, story.source_document)
    return [story.board_picture, pdf, *(film.get(name) for name in ("file", "captions", "poster"))]


def _facts(file: Any) -> dict[str, Any] | None:
    facts: dict[str, Any] | None = file.facts() if file else None
    return facts

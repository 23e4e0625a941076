"""What a story lacks of what its boards are to show: told while it is drafted, beside the field."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from newsroom import ready
from newsroom.models.story_boards import BoardShows, film_in, pdf_in


def faults(cleaned: Mapping[str, Any], *, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield (field, what to do) for what cannot be shown."""
    shows, body = cleaned.get("board_shows"), cleaned.get("body") or ()
    if shows == BoardShows.DOCUMENT:
        document = pdf_in(body, cleaned.get("source_document"))
        yield from _file_faults(
            shows, document, _("Add a PDF to the text of the story, or as its original document.")
        )
    elif shows == BoardShows.FILM:
        film = film_in(body)
        missing = _("Add a video file to the text of the story; boards cannot show a link.")
        yield from _file_faults(shows, film["file"] if film else None, missing)
    elif shows == BoardShows.COUNTDOWN:
        counts_to = cleaned.get("countdown_to")
        if counts_to is None:
            yield "countdown_to", _("Say to which moment is counted down.")
        elif counts_to <= now:
            yield "countdown_to", _("This moment is past. Choose a later one.")


def _file_faults(kind: str, file: Any, missing: str) -> Iterator[tuple[str, str]]:
    if file is None:
        yield "board_shows", missing
        return
    try:
        ready.preparations().check_board_file(kind, Path(file.file.path))
    except ready.Refused as refused:
        yield "board_shows", str(refused)
    except (NotImplementedError, OSError):
        return  # the file lies elsewhere: the workshop looks into the frozen copy, and tells the desk

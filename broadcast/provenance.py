"""From the file that is served back to the approval: every link is checked, and a broken one is named."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from broadcast import media, recipes, renditions
from broadcast.authority import NotReleasable, spoken_sha256
from broadcast.models import (
    Acceptance,
    BoardItem,
    Programme,
    Recording,
    Rendition,
    RepertoireItem,
    StandingClip,
)


class BrokenChain(NotReleasable):
    """A file or a row is not what was approved or accepted; the message says which."""


class NotYetMade(NotReleasable):
    """What is approved has still to be made in the background, or cannot be; ``board_files`` says why."""


def load_forms(rows: Iterable[Any]) -> None:
    """Read the frozen words of many programmes or board items at once, before they are asked about one by one."""
    submissions = [row.approval.submission for row in rows if row.approval is not None]
    if submissions:
        submissions[0].load_forms(submissions)


def sound_of(programme: Programme, recording: Recording, *, keep: str = "", music: str = "") -> Rendition:
    """Return the file to be heard, or raise ``BrokenChain``; ``keep`` is preferred when it is one of the good ones.

    File -> rendition -> master -> acceptance -> approval -> frozen script, each by what the signed chain says.
    ``music``: the master of what may lie under the words now; until that file is made, the plain one is heard.
    """
    _check_approval(programme.approval, form="script")
    _check_acceptance(programme, recording)
    return _sound(recording.master_sha256, keep=keep, music=music)


def clip_sound(clip: StandingClip) -> Rendition:
    """Return the file of an opening or sign-off, or raise ``BrokenChain``."""
    return _sound(clip.master_sha256)


def repertoire_sound(item: RepertoireItem) -> Rendition:
    """Return the file of a recorded programme or of music, or raise ``BrokenChain``."""
    return _sound(item.master_sha256)


def _sound(master_sha256: str, *, keep: str = "", music: str = "") -> Rendition:
    if not media.is_unchanged(master_sha256):
        raise BrokenChain(_("The recording's file is not the one that was accepted. Make a new recording."))
    rows = renditions.usable(master_sha256, recipes.SOUND)
    if not rows:
        raise BrokenChain(_("The file for the loudspeakers is missing or was changed. Make a new recording."))
    if music:
        rows = renditions.usable(master_sha256, recipes.SOUND, about=music) + rows
    return next((row for row in rows if row.output_sha256 == keep), rows[0])


def was_accepted(output_sha256: str, approval_id: int | None) -> bool:
    """Whether a file that sounds already comes from a master that somebody accepted under this approval."""
    sources = Rendition.objects.filter(output_sha256=output_sha256).values("source_sha256")
    return Acceptance.objects.filter(approval=approval_id, master_sha256__in=sources).exists()


def picture_of(item: BoardItem) -> str:
    """Return the picture to be shown, "" for none, or raise ``BrokenChain``: its words must be the approved ones."""
    forms = _check_approval(item.approval, form="board")
    if list(item.lines) != list(forms["board"]["lines"]):
        raise BrokenChain(_("The words for the boards are not the approved ones. Submit the story again."))
    if _moment(forms["board"].get("counts_to")) != item.counts_to:
        raise BrokenChain(
            _("The moment that is counted down to is not the approved one. Submit the story again.")
        )
    picture = forms["board"]["picture"]
    if picture is None:
        if item.picture_sha256:
            raise BrokenChain(
                _("The picture for the boards is not the approved one. Submit the story again.")
            )
        return ""
    rows = renditions.usable(picture["sha256"], recipes.BOARD_PICTURE)
    if not rows:
        raise BrokenChain(_("The picture for the boards is missing or was changed. Submit the story again."))
    return rows[0].output_sha256


def pages_of(item: BoardItem) -> list[Rendition]:
    """Return the pages of the approved document in their order, or raise ``NotYetMade`` or ``BrokenChain``."""
    _source(item, "document")
    pages = renditions.pages(item.source_sha256)
    if not pages:
        raise NotYetMade(_("The document's pages for the boards are being made."))
    return pages


def film_of(item: BoardItem) -> tuple[Rendition, str | None]:
    """Return the approved film as boards play it and the digest of its captions, or raise as ``pages_of``."""
    captions = _source(item, "film").get("captions")
    films = renditions.usable(item.source_sha256, recipes.BOARD_FILM)
    if not films:
        raise NotYetMade(_("The film for the boards is being made."))
    if captions is None:
        return films[0], None
    rows = renditions.usable(captions["sha256"], recipes.BOARD_CAPTIONS)
    if not rows:
        raise NotYetMade(_("The film for the boards is being made."))
    return films[0], rows[0].output_sha256


def _source(item: BoardItem, kind: str) -> dict[str, Any]:
    """Return the approved form for the boards when the item is made of the file that it names."""
    board: dict[str, Any] = _check_approval(item.approval, form="board")["board"]
    if (board.get(kind) or {}).get("sha256") != item.source_sha256:
        raise BrokenChain(_("The file for the boards is not the approved one. Submit the story again."))
    return board


def frame_of(lines: Sequence[str]) -> str:
    """Return the frame that people see of a board text, "" when there is none that may be shown."""
    rows = renditions.usable(renditions.lines_sha256(lines), recipes.BOARD_FRAME)
    return rows[0].output_sha256 if rows else ""


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _check_approval(approval: Any, *, form: str) -> dict[str, Any]:
    """Return the frozen forms, when approval and form are what the signed link of the chain says."""
    signed = approval.entry.facts.get("digests", {})
    forms: dict[str, Any] = approval.submission.forms
    digest = hashlib.sha256(rfc8785.dumps(forms[form])).hexdigest()
    if signed.get(form) != digest or approval.digests.get(form) != digest:
        raise BrokenChain(_("The stored words are not the approved ones. Submit the story again."))
    return forms


def _check_acceptance(programme: Programme, recording: Recording) -> None:
    acceptance = recording.acceptance
    facts = acceptance.entry.facts
    held = {
        "approval": programme.approval.sequence if programme.approval else None,
        "recording": recording.pk,
        "master": recording.master_sha256,
        "spoken": spoken_sha256(programme.spoken),
    }
    if {name: facts.get(name) for name in held} != held or acceptance.master_sha256 != held["master"]:
        raise BrokenChain(
            _("The recording is not the one that was accepted. Listen to it and accept it again.")
        )

"""Nhập văn bản: a file or pasted text becomes a draft; what is refused is kept, and the reason told."""

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from newsroom import import_notes
from newsroom.documents import DocumentRefused, Letter, read_document, read_pasted
from newsroom.drafting import draft_from_letter, keep_original
from newsroom.models import SectionPage, SourceDocument
from newsroom.requests import PersonRequest
from newsroom.views.drafts import draft_for
from newsroom.views.sections import section_of, sections_for

LARGEST_KEPT = 20_000_000
NEVER_KEPT = ("program", "macro", "bomb")


@dataclass(kw_only=True)
class Entry:
    """What the form holds; it is given back as it was when something is refused."""

    text: str = ""
    section: SectionPage | None = None
    file: UploadedFile[Any] | None = None
    problem: str = ""
    kept: SourceDocument | None = field(default=None)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("newsroom.import_document", raise_exception=True)
def import_document(request: PersonRequest) -> HttpResponse:
    """Show the form, or read what was sent."""
    entry = Entry()
    if request.method == "POST":
        entry = Entry(
            text=request.POST.get("text", ""),
            section=section_of(request, request.POST.get("section", "")),
            file=request.FILES.get("file"),
        )
        entry.problem = _what_is_missing(entry)
        if not entry.problem and (answer := _read(request, entry)) is not None:
            return answer
    context = {"entry": entry, "sections": sections_for(request.user)}
    return render(request, "newsroom/import.html", context, status=422 if entry.problem else 200)


def _what_is_missing(entry: Entry) -> str:
    if entry.file is None and not entry.text.strip():
        return _("Choose a file, or paste the text of the document.")
    if entry.section is None:
        return _("Choose the section in which the draft will lie.")
    return ""


def _read(request: PersonRequest, entry: Entry) -> HttpResponse | None:
    """Make the draft and go to its result page; None, with the problem noted, when the document is refused."""
    assert entry.section is not None
    name, data = _file_of(entry.file)
    too_large = len(data) < (entry.file.size or 0 if entry.file else 0)
    try:
        letter = _letter(entry, name, data)
    except DocumentRefused as refusal:
        entry.problem = refusal.message
        if data and not too_large and refusal.code not in NEVER_KEPT:
            entry.kept = keep_original(
                name, data, person=request.user, title=_("Refused: %(name)s") % {"name": name}
            )
        return None
    original = keep_original(name, data, person=request.user) if data else None
    story = draft_from_letter(letter, section=entry.section, person=request.user, original=original)
    return redirect("newsroom:imported", story.pk)


def _letter(entry: Entry, name: str, data: bytes) -> Letter:
    if entry.file is None:
        return read_pasted(entry.text)
    return read_document(data, filename=name)


def _file_of(file: UploadedFile[Any] | None) -> tuple[str, bytes]:
    """Return name and bytes; one byte more than is ever accepted is enough to have a file refused."""
    if file is None:
        return "", b""
    return PurePath(file.name or "van-ban").name, file.read(LARGEST_KEPT + 1)


@require_safe
def imported(request: PersonRequest, story_id: int) -> HttpResponse:
    """Show what was recognised and what to look at."""
    story = draft_for(request, story_id)
    paragraphs = [line for kind, line in story.plain_lines() if kind not in ("columns", "row")]
    context = {"story": story, "notes": import_notes.open_notes(story), "lines": paragraphs}
    return render(request, "newsroom/imported.html", context)

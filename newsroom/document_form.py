"""Uploading a document: what it is decides, not what it is called."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm

from newsroom import video_files
from newsroom.documents import DocumentRefused
from newsroom.documents.refusal import LARGEST_FILE
from newsroom.documents.sniff import kind_of

PDF = b"%PDF-"


class DocumentForm(BaseDocumentForm):
    """Takes PDF, Word (.docx), text, video and captions."""

    def clean_file(self) -> UploadedFile[Any] | None:
        """Refuse what is too large or is not what its name says."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if isinstance(file, UploadedFile) and video_files.is_video_or_captions(file.name or ""):
            video_files.check(file)
        elif isinstance(file, UploadedFile):
            try:
                check(file)
            except DocumentRefused as refusal:
                raise ValidationError(refusal.message, code=refusal.code) from refusal
            finally:
                file.seek(0)
        return file


def check(file: UploadedFile[Any]) -> None:
    """Raise ``DocumentRefused`` unless the file is a PDF, a Word file or a text, as its name says."""
    name = (file.name or "").lower()
    if (file.size or 0) > LARGEST_FILE:
        raise DocumentRefused("too_large")
    data = file.read()
    if not name.endswith(".pdf"):
        kind_of(data, filename=name)
    elif not data.startswith(PDF):
        raise DocumentRefused(
            "not_pdf", _("The file is called .pdf but is none. Save it as PDF again and upload that.")
        )

"""The register of official documents: each is a story of its own, approved like any other, and found by its number."""

import re
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.derivation import without_marks
from newsroom.models.story import Story
from newsroom.models.story_forms import StoryForm
from newsroom.models.story_panels import tabs


class DocumentForm(models.TextChoices):
    """The forms of official documents that a commune issues or hands on (Decree 30/2020, article 7).

    Each is kept by its Vietnamese name without marks, by which it is also looked up.
    """

    LAW = "luat", _("Law")
    DECREE = "nghi-dinh", _("Decree")
    CIRCULAR = "thong-tu", _("Circular")
    RESOLUTION = "nghi-quyet", _("Resolution")
    DECISION = "quyet-dinh", _("Decision")
    DIRECTIVE = "chi-thi", _("Directive")
    PLAN = "ke-hoach", _("Plan")
    PROGRAMME = "chuong-trinh", pgettext_lazy("official document", "Programme")
    NOTICE = "thong-bao", pgettext_lazy("official document", "Notice")
    GUIDANCE = "huong-dan", _("Guidance")
    REPORT = "bao-cao", pgettext_lazy("official document", "Report")
    LETTER = "cong-van", _("Official letter")
    TELEGRAM = "cong-dien", _("Official telegram")
    OTHER = "khac", pgettext_lazy("official document", "Other document")


class RegisterForm(StoryForm):
    """Asks for what a document is found by, before it is submitted."""

    def _check_complete(self, cleaned: dict[str, Any]) -> None:
        super()._check_complete(cleaned)
        missing = {
            "document_number": _("Give the number and symbol, such as 42/2022/NĐ-CP."),
            "document_date": _("Give the date that stands on the document."),
            "document_issuer": _("Say who issued the document."),
            "source_document": _("Choose the file of the document, so that readers can download it."),
        }
        for name, fault in missing.items():
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, fault)
        date, effective = cleaned.get("document_date"), cleaned.get("effective_on")
        if date and effective and effective < date:
            self.add_error("effective_on", _("A document takes effect on its own date at the earliest."))


class RegisteredDocument(Story):
    """One official document with its facts and its file; the summary is its abstract (trích yếu)."""

    document_form = models.CharField(
        _("form of the document"), max_length=16, choices=DocumentForm, default=DocumentForm.DECISION
    )
    effective_on = models.DateField(
        _("takes effect on"), null=True, blank=True, help_text=_("Empty: the document names no day.")
    )
    # What it is found by, in plain small letters; follows from the rest whenever the page is saved.
    looked_up = models.TextField(blank=True, editable=False)

    base_form_class = RegisterForm
    edit_handler = tabs("document_form", register=True)
    template = "public/registered_document.html"

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Write down what the document is found by."""
        self.looked_up = " ".join(["", *words_of(self)])
        super().full_clean(*args, **kwargs)

    def named(self) -> str:
        """Return how people speak of it: Nghị định số 42/2022/NĐ-CP."""
        form = self.get_document_form_display()
        if not self.document_number:
            return form
        return _("%(form)s number %(number)s") % {"form": form, "number": self.document_number}


def words_of(document: RegisteredDocument) -> list[str]:
    """Return the words a document is found by; a number is found whole, from each stroke on, and by its parts."""
    number = plain(document.document_number)
    parts = number.replace(" ", "").split("/")
    ends = ["/".join(parts[at:]) for at in range(len(parts))]
    day = document.document_date.strftime("%d/%m/%Y") if document.document_date else ""
    form = document.document_form.replace("-", " ")
    text = plain(" ".join([form, document.document_issuer, document.title, document.summary]))
    return [*ends, *re.split(r"[^\w]+", number), day, *text.split()]


def plain(text: str) -> str:
    """Return the text in small letters without marks, đ among them."""
    return without_marks(text).lower()

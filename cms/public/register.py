"""Tra cứu văn bản: the register of official documents, by number and words, form, issuer and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.public.paging import leaf
from newsroom.models import RegisteredDocument
from newsroom.models.register import DocumentForm, plain

DOCUMENTS_ON_A_PAGE = 20
LONGEST_QUERY, MOST_WORDS = 120, 12
# Words by which people introduce a number; the register itself does not hold them.
NOISE = frozenset({"so", "so:", "ky", "hieu"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for; what was not understood is left out."""

    words: str = ""
    form: str = ""
    issuer: str = ""
    year: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words was asked for."""
        return bool(self.form or self.issuer or self.year)


def asked(query: Mapping[str, str]) -> Asked:
    """Read the address."""
    form, year = query.get("loai", ""), query.get("nam", "")
    return Asked(
        words=query.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY],
        form=form if form in DocumentForm.values else "",
        issuer=query.get("co-quan", "").replace("\x00", "").strip()[:160],
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
    )


def found(look: Asked) -> QuerySet[RegisteredDocument]:
    """Return the public documents that hold all the words, the newest first; marks and capitals do not count."""
    rows: QuerySet[RegisteredDocument] = RegisteredDocument.objects.public()
    for word in plain(look.words).replace(",", " ").split()[:MOST_WORDS]:
        if word not in NOISE:
            # Words are found from their beginning: 42/2022 is not 142/2022.
            rows = rows.filter(looked_up__contains=f" {word}")
    if look.form:
        rows = rows.filter(document_form=look.form)
    if look.issuer:
        rows = rows.filter(document_issuer=look.issuer)
    if look.year:
        rows = rows.filter(document_date__year=look.year)
    return rows.order_by("-document_date", "-pk")


def choices() -> dict[str, list[Any]]:
    """Return the forms, issuers and years that there are documents of."""
    rows = RegisteredDocument.objects.public().order_by()
    held = set(rows.values_list("document_form", flat=True).distinct())
    issuers = rows.exclude(document_issuer="").values_list("document_issuer", flat=True).distinct()
    years = {day.year for day in rows.exclude(document_date=None).dates("document_date", "year")}
    return {
        "forms": [(value, label) for value, label in DocumentForm.choices if value in held],
        "issuers": sorted(issuers),
        "years": sorted(years, reverse=True),
    }


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show what was found, or the newest documents."""
    look = asked(request.GET)
    rows = found(look)
    page = leaf(lambda start, most: list(rows[start : start + most]), request, size=DOCUMENTS_ON_A_PAGE)
    return render(request, "public/register.html", {"look": look, "leaf": page, **choices()})

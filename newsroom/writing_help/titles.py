"""Stories of the last months whose title says the same: perhaps the news is out already."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import roles
from newsroom.models import Story, User
from newsroom.writing_help.advice import Advice

KIND = "title"
MONTHS, DAYS_OF_A_MONTH = 6, 30
ALIKE = 0.75
LEAST_WORDS, MOST_LOOKED_AT, MOST_TOLD = 3, 3000, 3
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, 0 to 1; those that differ only in dates and numbers are two of a series."""
    first, second = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    if min(len(first), len(second)) < LEAST_WORDS:
        return 0.0
    if first == second and _NUMBER.findall(one) != _NUMBER.findall(other):
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def similar_titles(title: str, *, story: int | None, person: User, now: datetime) -> list[Advice]:
    """Return the stories this person may see whose title is nearly the same, the most alike first."""
    found = [(likeness(title, row["draft_title"]), row) for row in _rows(story, person, now)]
    alike = sorted((each for each in found if each[0] >= ALIKE), key=lambda each: (-each[0], -each[1]["pk"]))
    return [_advice(row) for _likeness, row in alike[:MOST_TOLD]]


def _rows(story: int | None, person: User, now: datetime) -> Iterator[dict[str, Any]]:
    since = now - timedelta(days=MONTHS * DAYS_OF_A_MONTH)
    seen: QuerySet[Any] = Story.objects.filter(latest_revision_created_at__gte=since)
    if not (person.is_superuser or person.role_codes - {roles.CONTRIBUTOR}):
        seen = seen.filter(owner=person) | seen.filter(live=True)
    rows = seen.exclude(pk=story or 0).order_by("-latest_revision_created_at")
    yield from rows.values("pk", "draft_title", "live", "latest_revision_created_at")[:MOST_LOOKED_AT]


def _advice(row: dict[str, Any]) -> Advice:
    day = timezone.localtime(row["latest_revision_created_at"]).strftime("%d/%m/%Y")
    live = _("It is on the web site.") if row["live"] else _("It is a draft.")
    message = _(
        "A story of %(day)s has nearly the same title. %(standing)s Look whether the news is new; if it goes on, say "
        "in the title what has changed."
    )
    return Advice(
        kind=KIND,
        where=row["draft_title"],
        message=message % {"day": day, "standing": live},
        address=_address(row["pk"]),
        address_words=_("Open that story"),
    )


def _address(pk: int) -> str:
    """Return where to read it: on the site once it is there, else in the editor."""
    page = Story.objects.get(pk=pk)
    return (page.url if page.live else "") or reverse("wagtailadmin_pages:edit", args=[pk])

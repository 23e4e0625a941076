"""Search over the public stories."""

import re
import unicodedata

from django.db.models import Case, IntegerField, QuerySet, Value, When

from newsroom.models import ArticlePage, Story

CANDIDATES = 200
LONGEST_QUERY = 120
_WORD = re.compile(r"\w+")


def found(query: str) -> QuerySet[Story]:
    """Return the public stories that hold all of the words, the best first.

    The index does not know approvals: it proposes, the release question decides.
    """
    # Signs mean nothing in our texts, and SQLite's index takes a lone quotation mark for bad syntax.
    words = " ".join(_WORD.findall(unicodedata.normalize("NFC", query)[:LONGEST_QUERY]))
    if not words:
        return Story.objects.none()
    proposed = Story.objects.filter(live=True, on_site=True).search(words, operator="and")
    ranked = [story.pk for story in proposed[:CANDIDATES]]
    order = Case(
        *(When(pk=pk, then=Value(rank)) for rank, pk in enumerate(ranked)),
        default=Value(CANDIDATES),
        output_field=IntegerField(),
    )
    return Story.objects.public().filter(pk__in=ranked).order_by(order)


def notices() -> QuerySet[Story]:
    """Return all public notices, the newest first."""
    public = Story.objects.public().newest_first()
    return public.filter(articlepage__kind=ArticlePage.Kind.NOTICE)

"""Search over the public stories."""

import re
import unicodedata
from datetime import datetime

from cms.public import newest
from cms.public.paging import Read
from newsroom.models import ArticlePage, Story

CANDIDATES = 200
LONGEST_QUERY = 120
_WORD = re.compile(r"\w+")


def found(query: str) -> Read:
    """Return how to read the numbers of the stories that hold all of the words, the best first.

    The index does not know approvals: it proposes, the release question decides.
    """
    # Signs mean nothing in our texts, and SQLite's index takes a lone quotation mark for bad syntax.
    words = " ".join(_WORD.findall(unicodedata.normalize("NFC", query)[:LONGEST_QUERY]))
    proposed = Story.objects.filter(live=True, on_site=True).search(words, operator="and") if words else []
    ranked = [story.pk for story in proposed[:CANDIDATES]]
    return lambda start, most: ranked[start : start + most]


def notices(now: datetime) -> Read:
    """Return how to read the numbers of all notices, the newest first."""

    def read(start: int, most: int) -> list[int]:
        return newest.stories(newest.Wanted(kind=ArticlePage.Kind.NOTICE, start=start, most=most), now)

    return read

"""Search over the public stories: words, a section, a hamlet, days; and what is suggested while somebody types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dateparse import parse_date

from cms.public import newest
from cms.public import words as index
from cms.public.cards import public_in_order
from cms.public.navigation import Section
from cms.public.paging import Read
from newsroom.models import ArticlePage, Place

CANDIDATES = 200
LONGEST_QUERY = 120
SUGGESTIONS = 6
SHORTEST = 2


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody looks for; what was not understood is left out."""

    words: str
    section: Section | None
    place: Place | None
    since: date | None
    until: date | None
    notices: bool

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words was asked for."""
        return any((self.section, self.place, self.since, self.until))

    def filters(self) -> index.Filters:
        """Return the same as the index takes it."""
        return index.Filters(
            section=self.section.page.path if self.section else "",
            place=self.place.pk if self.place else None,
            since=_begin(self.since) if self.since else None,
            before=_begin(self.until + timedelta(days=1)) if self.until else None,
        )


def asked(query: Mapping[str, str], sections: Sequence[Section]) -> Asked:
    """Read the address."""
    typed = query.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    place, wanted = query.get("thon", ""), query.get("muc", "")
    is_number = place.isascii() and place.isdecimal() and len(place) < 10
    return Asked(
        words=typed,
        section=next((each for each in sections if each.page.slug == wanted), None),
        place=Place.objects.filter(pk=place).first() if is_number else None,
        since=_day(query.get("tu", "")),
        until=_day(query.get("den", "")),
        notices=query.get("loai") == "thong-bao",
    )


def _day(written: str) -> date | None:
    try:
        found = parse_date(written)
    except ValueError:
        return None
    return found if found and 1990 < found.year < 2200 else None


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def found(look: Asked) -> Read:
    """Return how to read the numbers of the stories that hold all of the words; without words, the newest.

    The index does not know approvals: it proposes, the release question decides.
    """
    if look.words:
        index.keep_up()
        ranked = index.found(look.words, most=CANDIDATES, filters=look.filters())
        return lambda start, most: ranked[start : start + most]
    if look.is_narrowed or look.notices:
        return _newest(look)
    return lambda _start, _most: []


def _newest(look: Asked) -> Read:
    filters, now = look.filters(), timezone.now()

    def read(start: int, most: int) -> list[int]:
        wanted = newest.Wanted(
            kind=ArticlePage.Kind.NOTICE if look.notices else "",
            section=filters.section,
            place=filters.place,
            since=filters.since,
            before=filters.before,
            start=start,
            most=most,
        )
        return newest.stories(wanted, now)

    return read


def suggestions(typed: str) -> list[str]:
    """Return titles of public stories that go on as somebody has begun to type."""
    if len(typed.strip()) < SHORTEST:
        return []
    index.keep_up()
    numbers = index.found(typed[:LONGEST_QUERY], most=SUGGESTIONS, begins=True)
    return [story.title for story in public_in_order(numbers)]

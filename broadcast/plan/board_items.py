"""What boards show, in the manifest: words, a picture, a document's pages, a film, the time to a moment.

Standard library only, like ``manifest``. Pages, film and countdown came later: a board that does not know them shows
words and picture, so ``picture`` then holds the first page or the film's still.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadcast.plan.fields import Fields
from broadcast.plan.streams import authority_of
from broadcast.plan.terms import Authority, Priority

MOST_LINES = 20
MOST_PAGES = 60


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a document as a picture, and for how long it is read."""

    media: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Film:
    """A film without sound, and its captions (WebVTT) or None."""

    media: str
    captions: str | None = None


@dataclass(frozen=True, kw_only=True)
class BoardItem:
    """One item on the boards, in turn with the others, ``seconds`` at a time."""

    item: str
    lines: tuple[str, ...]
    picture: str | None
    alt: str
    shown_from: datetime
    shown_until: datetime
    priority: Priority
    seconds: int
    authority: Authority
    link: str = ""  # where the whole story can be read
    pages: tuple[Page, ...] = ()
    film: Film | None = None
    counts_to: datetime | None = None  # days, hours and minutes are counted down to this moment

    def media(self) -> Iterator[str]:
        """Yield the files that it needs, in the order in which they are wanted: the film, which is large, last."""
        named = [self.picture, *(page.media for page in self.pages)]
        if self.film:
            named += [self.film.captions, self.film.media]
        yield from dict.fromkeys(each for each in named if each)


def board_item_of(fields: Fields) -> BoardItem:
    """Read one item; raises ``Malformed``."""
    return BoardItem(
        item=fields.uuid("item"),
        lines=fields.texts("lines", at_most=MOST_LINES),
        picture=None if fields.is_empty("picture") else fields.digest("picture"),
        alt="" if fields.is_empty("alt") else fields.text("alt", at_most=5_000),
        shown_from=fields.moment("from"),
        shown_until=fields.moment("until"),
        priority=fields.choice("priority", Priority),
        seconds=fields.integer("seconds", least=1, most=3_600),
        authority=authority_of(fields.record("authority")),
        link=_link(fields),
        pages=_pages(fields),
        film=_film(fields),
        counts_to=None if fields.is_empty("counts_to") else fields.moment("counts_to"),
    )


def _link(fields: Fields) -> str:
    """Read where the whole story stands; without the field, nowhere."""
    if fields.is_empty("link"):
        return ""
    link = fields.text("link")
    if not link.startswith(("https://", "http://")):
        raise fields.fault("link", "not an address of the web")
    return link


def _pages(fields: Fields) -> tuple[Page, ...]:
    if fields.is_empty("pages"):
        return ()
    return tuple(
        Page(media=each.digest("media"), seconds=each.integer("seconds", least=1, most=600))
        for each in fields.records("pages", at_most=MOST_PAGES)
    )


def _film(fields: Fields) -> Film | None:
    if fields.is_empty("film"):
        return None
    film = fields.record("film")
    return Film(
        media=film.digest("media"),
        captions=None if film.is_empty("captions") else film.digest("captions"),
    )

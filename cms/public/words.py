"""The search index: the words of stories on the site, folded, in what each database has for full text.

It proposes and decides nothing: whoever shows a story asks ``Story.objects.public()``.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Sum

from cms.audit.folding import fold
from cms.models import SearchText, SiteChange
from cms.public.newest import BEFORE, OF_PLACE, OF_SECTION, SINCE
from newsroom.models import Story

TABLE = SearchText._meta.db_table
AT_ONCE = 50
WORD = re.compile(r"\w+")

IN_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS "cms_searchtext_words" USING fts5(title, body, marked,
        content='cms_searchtext', content_rowid='story_id', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER IF NOT EXISTS "cms_searchtext_in" AFTER INSERT ON "cms_searchtext" BEGIN
        INSERT INTO "cms_searchtext_words" (rowid, title, body, marked)
        VALUES (NEW.story_id, NEW.title, NEW.body, NEW.marked); END""",
    """CREATE TRIGGER IF NOT EXISTS "cms_searchtext_out" AFTER DELETE ON "cms_searchtext" BEGIN
        INSERT INTO "cms_searchtext_words" ("cms_searchtext_words", rowid, title, body, marked)
        VALUES ('delete', OLD.story_id, OLD.title, OLD.body, OLD.marked); END""",
)
IN_POSTGRESQL = tuple(
    f'CREATE INDEX IF NOT EXISTS "cms_searchtext_{name}" ON "cms_searchtext"'
    f" USING gin (to_tsvector('simple', \"{name}\"))"
    for name in ("title", "body", "marked")
)
MISSING = """
    SELECT p."id" FROM "wagtailcore_page" p JOIN "newsroom_story" s ON s."page_ptr_id" = p."id"
    WHERE p."live" AND s."on_site" AND NOT EXISTS (
        SELECT 1 FROM "cms_searchtext" t WHERE t."story_id" = p."id" AND t."revision_id" = p."live_revision_id")
    ORDER BY p."id" DESC LIMIT %s
"""
GONE = """
    SELECT t."story_id" FROM "cms_searchtext" t JOIN "wagtailcore_page" p ON p."id" = t."story_id"
    WHERE NOT p."live" LIMIT %s
"""
FROM_SQLITE = 'SELECT p."id" FROM "cms_searchtext_words" t JOIN "wagtailcore_page" p ON p."id" = t.rowid'
FROM_POSTGRESQL = 'SELECT p."id" FROM "cms_searchtext" t JOIN "wagtailcore_page" p ON p."id" = t."story_id"'
ON_SITE = ' JOIN "newsroom_story" s ON s."page_ptr_id" = p."id" WHERE p."live" AND s."on_site"'
MATCH_SQLITE = ' AND "cms_searchtext_words" MATCH %s'
MATCH_POSTGRESQL = " AND to_tsvector('simple', t.\"{column}\") @@ to_tsquery('simple', %s)"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What narrows a search: a section by its tree path, a hamlet, a stretch of time."""

    section: str = ""
    place: int | None = None
    since: datetime | None = None
    before: datetime | None = None


NO_FILTERS = Filters()


def found(typed: str, *, most: int, filters: Filters = NO_FILTERS, begins: bool = False) -> list[int]:
    """Return the stories that hold all of the words: as typed with marks, then in the title, then anywhere.

    Within each the newest come first; with ``begins`` only titles are looked at, and the last word may go on.
    """
    plain = WORD.findall(fold(typed))
    marked = WORD.findall(unicodedata.normalize("NFC", typed).lower())
    looks = [("title", plain)] if begins else [("title", plain), ("body", plain)]
    if marked != plain and not begins:
        looks.insert(0, ("marked", marked))
    numbers: dict[int, None] = {}
    for column, words in looks if plain else []:
        if len(numbers) < most:
            numbers |= dict.fromkeys(_look(column, words, most=most, filters=filters, begins=begins))
    return list(numbers)[:most]


def _look(column: str, words: Sequence[str], *, most: int, filters: Filters, begins: bool) -> list[int]:
    more, values = _narrowed(filters)
    if connection.vendor == "sqlite":
        terms = " AND ".join(f'"{word}"' for word in words)
        query = f"{column} : ({terms}{'*' if begins else ''})"
        sql = f"{FROM_SQLITE}{ON_SITE}{MATCH_SQLITE}{more} ORDER BY t.rowid DESC LIMIT %s"
    else:
        query = " & ".join(f"'{word}'" for word in words) + (":*" if begins else "")
        match = MATCH_POSTGRESQL.format(column=column)
        sql = f'{FROM_POSTGRESQL}{ON_SITE}{match}{more} ORDER BY t."story_id" DESC LIMIT %s'
    with connection.cursor() as cursor:
        cursor.execute(sql, [query, *values, most])
        return [row[0] for row in cursor.fetchall()]


def _narrowed(filters: Filters) -> tuple[str, list[Any]]:
    adapt = connection.ops.adapt_datetimefield_value
    parts: list[tuple[str, Any]] = []
    if filters.section:
        parts.append((OF_SECTION, filters.section))
    if filters.place is not None:
        parts.append((OF_PLACE, filters.place))
    if filters.since:
        parts.append((SINCE, adapt(filters.since)))
    if filters.before:
        parts.append((BEFORE, adapt(filters.before)))
    return "".join(sql for sql, _value in parts), [value for _sql, value in parts]


# ------------------------------------------------------------------ keeping up


@dataclass(kw_only=True)
class Progress:
    """Up to which count of changes this process has looked."""

    count: int | None = None


progress = Progress()


def keep_up() -> None:
    """Let go what left the site, and take in the newest of what was published since.

    A reader waits for this: what is more than a batch is left to the next search and to the night (``catch_up``). A
    busy database is asked again next time.
    """
    count = SiteChange.objects.aggregate(count=Sum("number"))["count"]
    if count is not None and count == progress.count:
        return
    try:
        is_done = _one_batch()
    except DatabaseError:
        return
    progress.count = count if is_done else None


def catch_up() -> None:
    """Take in everything, batch by batch."""
    while not _one_batch():
        continue


@transaction.atomic
def _one_batch() -> bool:
    """Return whether nothing is left to do."""
    gone, missing = _numbers(GONE), _numbers(MISSING)
    SearchText.objects.filter(pk__in=gone).delete()
    _take_in(missing)
    return len(gone) < AT_ONCE and len(missing) < AT_ONCE


def _numbers(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [AT_ONCE])
        return [row[0] for row in cursor.fetchall()]


def _take_in(numbers: Sequence[int]) -> None:
    SearchText.objects.filter(pk__in=numbers).delete()
    SearchText.objects.bulk_create(
        _text_of(story) for story in Story.objects.filter(pk__in=numbers).specific()
    )


def _text_of(story: Story) -> SearchText:
    document = (story.document_number, story.document_issuer, story.source, story.author)
    body = "\n".join([story.title, story.summary, *(line for _kind, line in story.plain_lines()), *document])
    return SearchText(
        story_id=story.pk,
        revision_id=story.live_revision_id or 0,
        title=_words(fold(story.title)),
        body=_words(fold(body)),
        marked=_words(unicodedata.normalize("NFC", body).lower()),
    )


def _words(text: str) -> str:
    """Return the bare words: PostgreSQL would take 47/NQ-CP for the name of a file."""
    return " ".join(WORD.findall(text))


# ------------------------------------------------------------------ set-up


def make_index(database: BaseDatabaseWrapper) -> None:
    """Make the full-text index where its table is there."""
    with database.cursor() as cursor:
        if TABLE in database.introspection.table_names(cursor):
            for statement in IN_SQLITE if database.vendor == "sqlite" else IN_POSTGRESQL:
                cursor.execute(statement)


def after_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Make it whenever the tables are up to date."""
    make_index(connections[using])

"""The newest of many, without looking at all of them: which rows to ask the release question about.

Written by hand, because the order must come out of an index: what is found here only proposes, and whoever shows it
asks ``Story.objects.public()`` or ``listening.released``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from newsroom.models import ArticlePage

SECTION_PATH = 12  # root, front page, section: four letters each
INDEXES = {
    "newest_of_a_section": f'"wagtailcore_page" (SUBSTR("path", 1, {SECTION_PATH}), "first_published_at", "id")',
    "newest_of_all": '"wagtailcore_page" ("first_published_at", "id")',
    "stories_not_yet_valid": '"newsroom_story" ("valid_from")',
    "stories_still_valid": '"newsroom_story" ("valid_until")',
    "stories_of_a_language": '"newsroom_articlepage" ("language")',
    "programmes_still_valid": '"broadcast_programme" ("valid_until")',
    "newest_plays": '"broadcast_airing" ("status", "starts_at")',
}
STORIES = """
    SELECT p."id" FROM "wagtailcore_page" p
    JOIN "newsroom_story" s ON s."page_ptr_id" = p."id"
    LEFT JOIN "newsroom_articlepage" a ON a."story_ptr_id" = p."id"
    WHERE p."live" AND s."on_site" AND (s."valid_from" IS NULL OR s."valid_from" <= %s){more}
    ORDER BY p."first_published_at" DESC, p."id" DESC LIMIT %s OFFSET %s
"""
OF_PLACE = """ AND (NOT EXISTS (SELECT 1 FROM "newsroom_story_zones" z WHERE z."story_id" = s."page_ptr_id")
    OR EXISTS (SELECT 1 FROM "newsroom_story_zones" z WHERE z."story_id" = s."page_ptr_id" AND z."place_id" = %s))"""
SINCE, BEFORE = ' AND p."first_published_at" >= %s', ' AND p."first_published_at" < %s'
OF_SECTION = f' AND SUBSTR(p."path", 1, {SECTION_PATH}) = %s'
# COALESCE keeps SQLite from beginning with the kinds, which would mean looking at all of them.
OF_KIND = " AND COALESCE(a.\"kind\", '') = %s"
OF_INFOGRAPHICS = (
    ' AND EXISTS (SELECT 1 FROM "newsroom_infographicpage" i WHERE i."story_ptr_id" = p."id") = %s'
)
# Of the few in another language the database begins with their index.
OF_LANGUAGE = ' AND a."language" = %s'
# Word for word the condition of the index of those stories: it holds nothing but them.
HAS_VIDEO = {
    "sqlite": """INSTR("body", '"type": "video"') > 0""",
    "postgresql": """"body" @> '[{"type": "video"}]'::jsonb""",
}
OF_VIDEOS = {
    vendor: f' AND p."id" IN (SELECT "page_ptr_id" FROM "newsroom_story" WHERE {has})'  # noqa: S608
    for vendor, has in HAS_VIDEO.items()
}
NOT_OF_KIND = " AND COALESCE(a.\"kind\", '') <> %s"
PLAYS = """
    SELECT "programme_id" FROM (
        SELECT b."programme_id", a."starts_at" FROM "broadcast_airing" a
        JOIN "broadcast_booking" b ON b."id" = a."booking_id"
        WHERE a."status" = 'played' AND a."starts_at" <= %s ORDER BY a."starts_at" DESC LIMIT %s
    ) AS "latest" GROUP BY "programme_id" ORDER BY MAX("starts_at") DESC LIMIT %s
"""
ALERTS = """
    SELECT p."id" FROM "newsroom_story" s JOIN "wagtailcore_page" p ON p."id" = s."page_ptr_id"
    WHERE s."valid_until" > %s AND p."live" AND (s."drill" OR EXISTS (
        SELECT 1 FROM "newsroom_approval" a WHERE a."revision_id" = p."live_revision_id" AND a."waiver_id" IS NOT NULL))
"""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One list: of a section (its tree path), a hamlet, a stretch of time, or of all; of a kind or not of one."""

    most: int
    start: int = 0
    section: str = ""
    kind: str = ""
    no_notices: bool = False
    infographics: bool = False
    language: str = ""
    videos: bool = False
    place: int | None = None
    since: datetime | None = None
    before: datetime | None = None


def stories(wanted: Wanted, now: datetime) -> list[int]:
    """Return the numbers of the newest stories."""
    return lists([wanted], now)[0]


def lists(wanted: Sequence[Wanted], now: datetime) -> list[list[int]]:
    """Return several lists at once, in one query."""
    parts, values = [], []
    for number, each in enumerate(wanted):
        sql, own = _part(each, now)
        parts.append(f'SELECT {number} AS "list", "id" FROM ({sql}) AS "part{number}"')  # noqa: S608
        values += own
    found: list[list[int]] = [[] for _ in wanted]
    for number, pk in _rows(" UNION ALL ".join(parts), values):
        found[number].append(pk)
    return found


def _part(wanted: Wanted, now: datetime) -> tuple[str, list[Any]]:
    chosen: list[tuple[str, Any]] = [
        (OF_SECTION, wanted.section or None),
        (OF_KIND, wanted.kind or None),
        (NOT_OF_KIND, ArticlePage.Kind.NOTICE.value if wanted.no_notices else None),
        (OF_INFOGRAPHICS, wanted.infographics or None),
        (OF_LANGUAGE, wanted.language or None),
        (OF_PLACE, wanted.place),
        (SINCE, wanted.since and _moment(wanted.since)),
        (BEFORE, wanted.before and _moment(wanted.before)),
    ]
    narrowed = [(sql, value) for sql, value in chosen if value is not None]
    more = "".join(sql for sql, _value in narrowed) + (OF_VIDEOS[connection.vendor] if wanted.videos else "")
    values = [_moment(now), *(value for _sql, value in narrowed), wanted.most, wanted.start]
    return STORIES.format(more=more), values


def alerts(now: datetime) -> list[int]:
    """Return the numbers of what may stand on top of every page: mostly nothing, and then nobody needs to ask more."""
    return [pk for (pk,) in _rows(ALERTS, [_moment(now)])]


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def played(now: datetime, *, most: int, at_first: int = 300) -> list[int]:
    """Return the numbers of the programmes that were played last, the latest first."""
    looked_at = at_first
    moment = _moment(now)
    while True:
        found = [pk for (pk,) in _rows(PLAYS, [moment, looked_at, most])]
        # One programme is played in many zones, again and again: look further back until there are enough.
        if len(found) >= most or not _has_more_plays(moment, looked_at):
            return found
        looked_at *= 4


def _has_more_plays(moment: Any, looked_at: int) -> bool:
    sql = """SELECT 1 FROM "broadcast_airing" WHERE "status" = 'played' AND "starts_at" <= %s
             ORDER BY "starts_at" DESC LIMIT 1 OFFSET %s"""
    return bool(_rows(sql, [moment, looked_at]))


def _rows(sql: str, values: Iterable[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return list(cursor.fetchall())


def make_indexes(database: BaseDatabaseWrapper) -> None:
    """Make the indexes out of which the order comes, where their tables are; Wagtail's tables are not ours to model."""
    with database.cursor() as cursor:
        tables = set(database.introspection.table_names(cursor))
        video = f'"newsroom_story" ("page_ptr_id") WHERE {HAS_VIDEO[database.vendor]}'
        for name, on in {**INDEXES, "stories_with_video": video}.items():
            if on.split('"')[1] in tables:
                cursor.execute(f'CREATE INDEX IF NOT EXISTS "{name}" ON {on}')


def after_migrations(sender: Any, using: str, **kwargs: Any) -> None:
    """Make them whenever the tables are up to date: SQLite loses them with each table it remakes."""
    make_indexes(connections[using])

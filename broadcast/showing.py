"""What the boards of each zone may show, and nothing else: for the signed plans and for the pictures of LED panels."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from broadcast import provenance, story_links, versions
from broadcast.authority import NotReleasable, Output, released
from broadcast.boards.frames import LEAST_SECONDS, reading_seconds
from broadcast.models import BoardItem, Zone
from broadcast.plan import manifest as wire
from broadcast.plan.terms import Priority


def panel_now(zone: Zone, *, now: datetime) -> Sequence[wire.BoardItem]:
    """Return what a panel of ``zone`` shows in turn at ``now``; while anything urgent stands, only that."""
    shown = [
        item
        for zones, item in board_items(now)
        if zone.pk in zones and item.shown_from <= now and (item.picture or any(map(str.strip, item.lines)))
    ]
    urgent = [item for item in shown if item.priority is Priority.URGENT]
    return urgent or sorted(shown, key=lambda item: item.priority.rank)


def board_items(now: datetime) -> list[tuple[frozenset[int], wire.BoardItem]]:
    """Return what boards show, each with its zones, in the order in which it is shown."""
    rows = (
        BoardItem.objects.showable(now)
        .exclude(counts_to__lte=now)
        .exclude(counts_to__lte=F("shows_from"))
        # A device refuses a manifest in which anything ends before it begins: one notice must not cost all others.
        .exclude(shows_from__gte=F("shows_until"))
        .exclude(versions.newer_recalled(story="story_id", submission="submission_id"))
        .select_related("approval__recall", "approval__entry", "approval__submission")
        .order_by("-priority", "-approval__entry_id")
        .prefetch_related("zones")
    )
    provenance.load_forms(rows)
    whole = story_links.of({row.story_id for row in rows})
    found = []
    for row, authority in released(rows, output=Output.BOARDS, now=now):
        try:
            shown = beside_words(row)
        except NotReleasable:
            continue
        item = wire.BoardItem(
            item=str(row.uuid),
            lines=tuple(row.lines),
            alt=row.picture_alt,
            shown_from=row.shows_from or now,
            shown_until=_until(row, now),
            priority=Priority(row.priority),
            authority=authority,
            link=whole.get(row.story_id, ""),
            **shown,
        )
        found.append((frozenset(zone.pk for zone in row.zones.all()), item))
    return found


def beside_words(row: BoardItem) -> dict[str, Any]:
    """Return what stands beside the words and for how long; raises NotReleasable where a file is not the approved one.

    A board that knows neither pages nor films shows the first page, or the film's still, as a picture.
    """
    picture = provenance.picture_of(row)
    shown: dict[str, Any] = {"picture": picture or None, "seconds": reading_seconds(row.lines)}
    if row.shows == BoardItem.Shows.DOCUMENT:
        pages = tuple(
            wire.Page(media=page.output_sha256, seconds=round(page.duration_s or LEAST_SECONDS))
            for page in provenance.pages_of(row)
        )
        return {"picture": pages[0].media, "pages": pages, "seconds": sum(page.seconds for page in pages)}
    if row.shows == BoardItem.Shows.FILM:
        film, captions = provenance.film_of(row)
        shown["film"] = wire.Film(media=film.output_sha256, captions=captions)
        shown["seconds"] = max(shown["seconds"], math.ceil(film.duration_s or 0))
    if row.shows == BoardItem.Shows.COUNTDOWN:
        shown["counts_to"] = row.counts_to
    return shown


def _until(row: BoardItem, now: datetime) -> datetime:
    """Return when the item leaves: a countdown at the moment it counts to, however long its story holds."""
    until = row.shows_until or now
    return min(until, row.counts_to) if row.counts_to else until

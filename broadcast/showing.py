"""What the boards of each zone may show, and nothing else: for the signed plans and for the pictures of LED panels."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F

from broadcast import provenance, story_links, versions
from broadcast.authority import NotReleasable, Output, released
from broadcast.boards.frames import reading_seconds
from broadcast.models import BoardItem, Zone
from broadcast.plan import manifest as wire
from broadcast.plan.terms import Priority


def lines_now(zone: Zone, *, now: datetime) -> Sequence[tuple[str, ...]]:
    """Return the texts that a panel of ``zone`` shows in turn at ``now``; while anything urgent stands, only that."""
    shown = [
        item
        for zones, item in board_items(now)
        if zone.pk in zones and item.shown_from <= now and any(line.strip() for line in item.lines)
    ]
    urgent = [item for item in shown if item.priority is Priority.URGENT]
    return [item.lines for item in urgent or sorted(shown, key=lambda item: item.priority.rank)]


def board_items(now: datetime) -> list[tuple[frozenset[int], wire.BoardItem]]:
    """Return what boards show, each with its zones, in the order in which it is shown."""
    rows = (
        BoardItem.objects.showable(now)
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
            picture = provenance.picture_of(row)
        except NotReleasable:
            continue
        item = wire.BoardItem(
            item=str(row.uuid),
            lines=tuple(row.lines),
            picture=picture or None,
            alt=row.picture_alt,
            shown_from=row.shows_from or now,
            shown_until=row.shows_until or now,
            priority=Priority(row.priority),
            seconds=reading_seconds(row.lines),
            authority=authority,
            link=whole.get(row.story_id, ""),
        )
        found.append((frozenset(zone.pk for zone in row.zones.all()), item))
    return found

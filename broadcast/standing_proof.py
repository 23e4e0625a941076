"""Compares what was approved once (clips, live broadcasts, sources and items of upper levels) with its links."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from broadcast import evidence, standing
from broadcast.evidence import Fault, Kind, Run
from broadcast.models import (
    LiveAuthority,
    LiveTalk,
    RepertoireItem,
    StandingClip,
    UpstreamItem,
    UpstreamSource,
)
from broadcast.repertoire import named

KINDS = (Kind.STANDING, Kind.STANDING_END, Kind.LIVE, Kind.LIVE_END, Kind.UPSTREAM)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a row says of one of its links: the link's number and kind, its facts, and when it was decided."""

    entry: int
    kind: str
    facts: Mapping[str, Any]
    at: datetime | None


def faults(run: Run) -> Iterator[Fault]:
    """Yield rows that say something else than their links, and links whose rows are gone."""
    links = {link.pk: link for link in evidence.links_of(KINDS)}
    told: set[int] = set()
    for said in _everything():
        told.add(said.entry)
        link = links.get(said.entry)
        if link is None or link.kind != said.kind:
            words = {"kind": str(Kind(said.kind).label)}
            message = _("there is a row of this decision (%(kind)s) and no link of its kind") % words
            yield Fault(sequence=said.entry, code="row-without-link", message=message)
        elif differing := _differing(said, link.facts, link.written_at):
            words = {"kind": str(link.get_kind_display()), "parts": ", ".join(differing)}
            message = _("the row of this decision (%(kind)s) was changed: %(parts)s") % words
            yield Fault(sequence=said.entry, code="row-changed", message=message)
    for number in sorted(set(links) - told):
        words = {"kind": str(links[number].get_kind_display())}
        message = _("the row of this decision (%(kind)s) was removed") % words
        yield Fault(sequence=number, code="row-removed", message=message)


def _differing(said: Said, facts: Mapping[str, Any], written_at: datetime) -> list[str]:
    differing = [name for name, value in said.facts.items() if not _agree(facts.get(name), value)]
    return differing + (["at"] if said.at is not None and said.at != written_at else [])


def _agree(fact: Any, value: Any) -> bool:
    """Moments agree however they were written."""
    if isinstance(value, datetime):
        return isinstance(fact, str) and datetime.fromisoformat(fact) == value
    return bool(fact == value)


def _everything() -> Iterator[Said]:
    for clip in StandingClip.objects.all():
        yield from _of_clip(clip)
    for approved in RepertoireItem.objects.all():
        yield from _of_repertoire(approved)
    for live in LiveAuthority.objects.prefetch_related(
        "zones", Prefetch("talks", LiveTalk.objects.order_by("pk"))
    ):
        yield from _of_live(live)
    for source in UpstreamSource.objects.all():
        yield from _of_source(source)
    for item in UpstreamItem.objects.select_related("source"):
        yield from _of_item(item)


def _of_clip(clip: StandingClip) -> Iterator[Said]:
    named_so = {**standing.named(clip), "label": clip.label or None}
    if clip.entry_id is not None:
        facts = {**named_so, "from": clip.valid_from, "until": clip.valid_until}
        facts |= {"person": clip.approved_by_id, "name": clip.approved_by_name}
        yield Said(entry=clip.entry_id, kind=Kind.STANDING, facts=facts, at=clip.approved_at)
    if clip.end_entry_id is not None:
        facts = {**named_so, "approval": clip.entry_id, "name": clip.revoked_by_name}
        yield Said(entry=clip.end_entry_id, kind=Kind.STANDING_END, facts=facts, at=clip.revoked_at)


def _of_repertoire(item: RepertoireItem) -> Iterator[Said]:
    if item.entry_id is not None:
        facts = {**named(item), "until": item.valid_until}
        facts |= {"person": item.approved_by_id, "name": item.approved_by_name}
        yield Said(entry=item.entry_id, kind=Kind.STANDING, facts=facts, at=item.approved_at)
    if item.end_entry_id is not None:
        facts = {**named(item), "approval": item.entry_id, "name": item.revoked_by_name}
        yield Said(entry=item.end_entry_id, kind=Kind.STANDING_END, facts=facts, at=item.revoked_at)


def _of_live(live: LiveAuthority) -> Iterator[Said]:
    zones = sorted(zone.pk for zone in live.zones.all())
    facts: dict[str, Any] = {"purpose": live.purpose, "zones": zones, "until": live.until}
    facts |= {"person": live.opened_by_id, "name": live.opened_by_name}
    yield Said(entry=live.entry_id, kind=Kind.LIVE, facts=facts, at=live.opened_at)
    if live.end_entry_id is not None:
        # It may have run out before anybody wrote so: the link tells when it was written, the row when it ended.
        yield Said(entry=live.end_entry_id, kind=Kind.LIVE_END, facts=_end_of_live(live), at=None)


def _end_of_live(live: LiveAuthority) -> dict[str, Any]:
    records = [talk.record_sha256 for talk in live.talks.all() if talk.record_sha256]
    return {"live": live.entry_id} | ({"records": records} if records else {})


def _of_source(source: UpstreamSource) -> Iterator[Said]:
    facts = {"subject": "source", "source": source.name, "key": source.public_key}
    facts |= {"name": source.registered_by_name}
    yield Said(entry=source.entry_id, kind=Kind.STANDING, facts=facts, at=source.registered_at)
    if source.end_entry_id is not None:
        end = {"subject": "source", "source": source.entry_id, "name": source.revoked_by_name}
        yield Said(entry=source.end_entry_id, kind=Kind.STANDING_END, facts=end, at=source.revoked_at)


def _of_item(item: UpstreamItem) -> Iterator[Said]:
    named = {"item": str(item.pk), "payload": item.payload_sha256}
    if item.entry_id is not None:
        facts = {**named, "source": item.source.entry_id, "media": item.media_sha256 or None}
        facts |= {"person": item.admitted_by_id, "name": item.admitted_by_name}
        yield Said(entry=item.entry_id, kind=Kind.UPSTREAM, facts=facts, at=item.admitted_at)
    if item.end_entry_id is not None:
        facts = {**named, "admission": item.entry_id, "name": item.revoked_by_name}
        yield Said(entry=item.end_entry_id, kind=Kind.STANDING_END, facts=facts, at=item.revoked_at)

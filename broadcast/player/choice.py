"""What to do next: a pure answer from the manifest, the time and what is already settled."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcast.plan.manifest import AirItem, Manifest, Priority, Resume
from broadcast.player.ledger import Outcome
from broadcast.player.moments import from_wire
from broadcast.player.trust import is_in_force, is_recalled

PREPARE = timedelta(seconds=1.5)  # before its start an item is proved, opened and written down
FOLLOWS = timedelta(milliseconds=500)  # planned starts this near to the planned end are one stream


@dataclass(frozen=True, kw_only=True)
class Situation:
    """All that the decision depends on; ``has`` says whether a medium is on the disk."""

    manifest: Manifest | None
    now: datetime
    settled: Mapping[str, Outcome]
    has: Callable[[str], bool]
    busy: Collection[str] = ()  # airings under way
    after: AirItem | None = None  # the item whose last samples are going out
    since: datetime | None = None  # when the box was claimed: what went before was never its task


@dataclass(frozen=True, kw_only=True)
class Start:
    """Play ``item`` from its beginning; ``at`` None means without a gap after what is sounding."""

    item: AirItem
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Settle:
    """Do not play ``item``, and say why."""

    item: AirItem
    outcome: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Wait:
    """Nothing is due; ``item`` is the next one, None when there is none."""

    item: AirItem | None


Step = Start | Settle | Wait


def next_step(situation: Situation) -> Step:
    """Return the one thing to do now; urgent items come before all others."""
    manifest, now = situation.manifest, situation.now
    if manifest is None or not is_in_force(manifest, now):
        return Wait(item=None)
    items = list(_open_items(situation, manifest))
    near = [item for item in items if _is_near(situation, item)]
    near.sort(key=lambda item: item.priority is not Priority.URGENT)  # stable: else by starting time
    for item in near:
        step = _judge(situation, manifest, item)
        if step is not None:
            return step
    return Wait(item=next((item for item in items if item.starts_at > now), None))


def interruption(situation: Situation, playing: AirItem) -> str | None:
    """Return the reason to cut ``playing`` off now, None to let it go on."""
    manifest, now = situation.manifest, situation.now
    if manifest is None:
        return "interrupted_recall"
    if playing.airing in manifest.stopped:
        return "interrupted_order"
    if is_recalled(manifest, kind=playing.authority.kind, authority=playing.authority.id):
        return "interrupted_recall"
    if playing.priority is Priority.URGENT or not is_in_force(manifest, now):
        return None
    for item in _open_items(situation, manifest):
        is_due = item.starts_at <= now <= item.starts_at + _grace(item)
        is_other = item.priority is Priority.URGENT and item.airing != playing.airing
        if is_due and is_other and situation.has(item.media) and not _forbidden(manifest, item, now):
            return "interrupted_urgent"
    return None


def _open_items(situation: Situation, manifest: Manifest) -> Iterator[AirItem]:
    for item in manifest.air:
        if item.airing in situation.busy:
            continue
        if situation.since and item.starts_at + _grace(item) < situation.since:
            continue
        if _is_open(item, situation.settled.get(item.airing), situation.now):
            yield item


def _is_open(item: AirItem, outcome: Outcome | None, now: datetime) -> bool:
    """Whether ``item`` still waits for its play, given how an earlier try of this airing ended."""
    if outcome is None:
        return True
    if outcome.outcome == "partial":
        return item.resume is Resume.RERUN and now <= item.starts_at + _grace(item)
    if outcome.outcome in ("skipped", "failed"):
        return item.starts_at > from_wire(outcome.planned)  # the station gave it another time
    return False


def _is_near(situation: Situation, item: AirItem) -> bool:
    return item.starts_at - PREPARE <= situation.now or _follows(situation.after, item)


def _is_overtaken(manifest: Manifest, item: AirItem, now: datetime) -> bool:
    """Whether the time of the next planned item has come: nothing sounds out of its order."""
    if item.priority is Priority.URGENT:
        return False
    return any(item.starts_at < other.starts_at <= now for other in manifest.air)


def _judge(situation: Situation, manifest: Manifest, item: AirItem) -> Step | None:
    """Decide about one item that is due or about to be; None: leave it waiting for its medium."""
    now = situation.now
    starts = max(now, item.starts_at)
    reason = _forbidden(manifest, item, starts)
    if reason:
        return Settle(item=item, outcome="skipped", reason=reason) if now >= item.starts_at else None
    is_late = now > item.starts_at + _grace(item)
    if not situation.has(item.media):
        is_lost = is_late or _is_overtaken(manifest, item, now)
        return Settle(item=item, outcome="failed", reason="media_missing") if is_lost else None
    if is_late:
        return Settle(item=item, outcome="skipped", reason="late")
    return Start(item=item, at=None if _follows(situation.after, item) else item.starts_at)


def _follows(after: AirItem | None, item: AirItem) -> bool:
    """Whether ``item`` is the next of the same session, planned right after ``after``."""
    if after is None or after.session != item.session:
        return False
    return abs(item.starts_at - after.ends_at) <= FOLLOWS


def _forbidden(manifest: Manifest, item: AirItem, starts: datetime) -> str | None:
    """Return why ``item`` must not sound if it begins at ``starts``, None when it may."""
    if is_recalled(manifest, kind=item.authority.kind, authority=item.authority.id):
        return "recalled"
    if item.airing in manifest.stopped:
        return "stopped"
    if item.priority is Priority.URGENT:
        return None
    shortly = starts + timedelta(milliseconds=1)
    if manifest.is_quiet(item.starts_at, item.ends_at) or manifest.is_quiet(starts, shortly):
        return "quiet"
    return None


def _grace(item: AirItem) -> timedelta:
    return timedelta(milliseconds=item.grace_ms)

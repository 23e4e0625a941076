"""A station on paper: the real planner over a queue that people change, and plans written as boxes read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from broadcast.plan import canonical, manifest
from broadcast.plan.days import Calendar
from broadcast.plan.manifest import Manifest, Media, Place
from broadcast.plan.planned import Plan, Planned, air_item
from broadcast.plan.quiet import touches_quiet
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.terms import Authority, AuthorityKind, Kind, Priority
from broadcast.plan.timeline import plan
from tests.broadcast.plan import station
from tests.broadcast.plan.station import EAST, WEST

DAY = timedelta(days=1)
ZONES = (EAST, WEST)
STANDING = Authority(kind=AuthorityKind.STANDING, id="1", sha256="d" * 64)
EMERGENCY_GRACE_S = 900.0


@dataclass
class PaperStation:
    """What stands in the rows of a real one. ``error``: by how much its clock is wrong."""

    rules: Rules
    error: timedelta = timedelta(0)
    queue: dict[str, Booking] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    recalled: dict[str, datetime] = field(default_factory=dict)
    told: dict[tuple[str, str], str] = field(default_factory=dict)
    in_force: dict[str, dict[str, Planned]] = field(default_factory=dict)
    planned: dict[tuple[str, str], dict[str, Planned]] = field(default_factory=dict)
    listed: dict[str, datetime] = field(default_factory=dict)
    manifests: dict[str, Manifest] = field(default_factory=dict)
    calendars: list[tuple[date, Calendar]] = field(default_factory=list)
    released: list[datetime] = field(default_factory=list)
    reported: dict[str, datetime] = field(default_factory=dict)

    def withdraw(self, booking_id: str, *, why: str, now: datetime) -> None:
        """Take a booking out, for a reason; a recall names its approval to every box."""
        booking = self.queue.pop(booking_id)
        self.withdrawn[booking_id] = why
        if why == "recalled":
            self.recalled[booking.authority.id] = now

    def release(self, now: datetime) -> None:
        """Plan again as of a moment of true time, check the plan, and write it for every zone."""
        clock = now + self.error
        back = clock.astimezone(self.rules.zone).date() - 2 * DAY
        airings = [self._as_heard(item) for line in self.in_force.values() for item in line.values()]
        ahead = {item.booking_id for item in airings if item.starts_at > clock and item.booking_id}
        fixed = [item for item in airings if item.on >= back or item.booking_id in ahead]
        recent = [each for each in self.queue.values() if each.on >= back or each.id in ahead]
        result = plan(self.rules, recent, now=clock, fixed=fixed)
        self.released.append(now)
        self.calendars.append((back + 2 * DAY, self.rules.calendar))
        for zone_id in ZONES:
            timeline = result.timelines[zone_id]
            check_plan(self.rules, timeline, now=clock)
            self._keep(zone_id, timeline, clock, now)
            self._write(zone_id, timeline, clock)
        self._tell(result)

    def note(self, airing: str, *, now: datetime) -> None:
        """Take a box at its word: it played this to its end, though it may have been taken out of the plan."""
        if airing in self.reported:
            return
        self.reported[airing] = now
        for (_booking, zone_id), airings in self.planned.items():
            if airing in airings:
                self.in_force[zone_id].setdefault(airing, airings[airing])

    def _as_heard(self, item: Planned) -> Planned:
        if str(item.airing) not in self.reported:
            return item
        return replace(item, heard=True, moved=None if item.was_interrupted else item.moved)

    def _keep(self, zone_id: str, timeline: tuple[Planned, ...], clock: datetime, now: datetime) -> None:
        """Keep airings as the rows do: what has begun stays though nobody plans it any more."""
        wanted = {str(item.airing): item for item in timeline}
        before = self.in_force.get(zone_id, {})
        self.in_force[zone_id] = {
            name: item for name, item in before.items() if item.starts_at <= clock or name in self.reported
        } | wanted
        for name, item in wanted.items():
            self.listed.setdefault(name, now)
            if item.booking_id:
                self.planned.setdefault((item.booking_id, zone_id), {})[name] = item

    def _tell(self, result: Plan) -> None:
        """Note why bookings have no place; what has one needs no reason any more."""
        for item in (item for line in result.timelines.values() for item in line):
            self.told.pop((item.booking_id or "", item.zone_id), None)
        self.told |= {(each.booking_id, each.zone_id): each.reason.sentence for each in result.unplaced}

    def _write(self, zone_id: str, timeline: tuple[Planned, ...], clock: datetime) -> None:
        before = self.manifests.get(zone_id)
        items = [item for item in timeline if item.booking_id is None or item.booking_id in self.queue]
        air = tuple(
            air_item(item, grace_s=_grace_s(item)) for item in items if item.ends_at > clock - DAY / 24
        )
        whole = Manifest(
            station=Place(id="1", name="Đài"),
            zone=Place(id=zone_id, name=zone_id),
            epoch=1,
            counter=before.counter + 1 if before else 1,
            issued_at=clock,
            valid_until=clock + 7 * DAY,
            timezone=self.rules.timezone,
            quiet=self.rules.quiet_in(zone_id),
            media={item.media: Media(bytes=1, type="audio/mpeg", duration_ms=None) for item in air},
            air=air,
            board=(),
            revoked=frozenset(self.recalled),
            chain=None,
        )
        self.manifests[zone_id] = manifest.parse(canonical.to_bytes(whole))


def _grace_s(item: Planned) -> float:
    return EMERGENCY_GRACE_S if item.kind is Kind.EMERGENCY else 60.0


def check_plan(rules: Rules, timeline: tuple[Planned, ...], *, now: datetime) -> None:
    """Refuse a plan that overlaps, or that puts anything but khẩn cấp into quiet hours."""
    for earlier, later in pairwise(timeline):
        assert earlier.starts_at < earlier.ends_at <= later.starts_at
    for item in timeline:
        if item.starts_at > now and item.priority is not Priority.URGENT:
            quiet = rules.quiet_in(item.zone_id)
            assert not touches_quiet(quiet, zone=rules.zone, starts_at=item.starts_at, ends_at=item.ends_at)


def founded(changes: Mapping[str, object]) -> PaperStation:
    """Return a station with a morning and an evening session, an overlapping one, chimes and quiet hours."""
    rules = station.rules(
        station.slot("dawn", "05:00", budget_s=900.0),
        station.slot("evening", "17:00", budget_s=1200.0),
        station.slot("night", "17:15", budget_s=600.0),
        quiet=(station.NIGHT,),
        gap_s=2.0,
        opening=replace(station.clip(Kind.OPENING), authority=STANDING),
        closing=replace(station.clip(Kind.CLOSING), authority=STANDING),
    )
    return PaperStation(rules=replace(rules, **changes))  # type: ignore[arg-type]

"""The commune, its people, the site's structure and the station, before any story."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from broadcast.models import Slot, Station, Zone
from cms.demo.shapes import Demo, Person
from cms.founding import ground
from cms.founding.sections import SECTIONS
from newsroom import roles
from newsroom.models import SectionPage, User

PASSWORD = "LoaXa-2026"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who and what the rest of the seeding refers to, by the demo's own names."""

    people: dict[str, User]
    sections: dict[str, SectionPage]
    zones: dict[str, Zone]
    station: Station

    def with_role(self, role: str) -> User:
        """Return the first person of a role."""
        return next(user for user in self.people.values() if role in user.role_codes)


def build(demo: Demo, *, now: datetime) -> Cast:
    """Make everything that stories stand on."""
    station = ground.found(_facts(demo), hamlets=_hamlets(demo), sections=SECTIONS)
    _set_hours(station, demo, now)
    zones = station.zones.order_by("place__position")
    return Cast(
        people={person.username: _person(person) for person in demo.people},
        sections={page.slug: page for page in SectionPage.objects.all()},
        zones={hamlet.slug: zone for hamlet, zone in zip(demo.hamlets, zones, strict=True)},
        station=station,
    )


def _facts(demo: Demo) -> ground.Facts:
    facts = demo.commune
    return ground.Facts(
        name=facts.name,
        office=facts.office,
        address=facts.address,
        phone=facts.phone,
        email=facts.email,
        tagline=facts.tagline,
        responsible=next(person.name for person in demo.people if person.role == "leader"),
    )


def _hamlets(demo: Demo) -> list[ground.Hamlet]:
    return [
        ground.Hamlet(name=hamlet.name, head=hamlet.head, phone=f"0200 000 1{position:02d}")
        for position, hamlet in enumerate(demo.hamlets)
    ]


def _person(person: Person) -> User:
    user = User.objects.create_user(
        person.username, password=PASSWORD, full_name=person.name, title=person.title, office=person.office
    )
    user.groups.add(Group.objects.get(name=roles.BY_CODE[person.role].group))
    if person.role == roles.ADMINISTRATOR:
        user.is_superuser = user.is_staff = True
        user.save()
    return user


def _set_hours(station: Station, demo: Demo, now: datetime) -> None:
    station.voice = (
        Station.Voice.ESPEAK
    )  # the quick one: the demo has many takes, and nobody waits for a minute
    station.quiet_from, station.quiet_until = quiet_hours(now)
    station.save()
    for slot in demo.slots:
        Slot.objects.create(
            station=station,
            name=slot.name,
            starts_at=slot.start,
            budget_minutes=slot.minutes,
            weekdays=list(slot.weekdays),
            signal=slot is demo.slots[0],
        )


def quiet_hours(now: datetime) -> tuple[time, time]:
    """Return the station's quiet hours; none when the demo starts at night, so that its bulletin is heard."""
    begin, end = ground.QUIET
    local = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    soon = (local + timedelta(minutes=20)).time()
    at_night = any(moment >= begin or moment <= end for moment in (local.time(), soon))
    return (end, end) if at_night else ground.QUIET

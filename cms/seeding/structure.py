"""The commune, its people, the site's structure and the station, before any story."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from broadcast.models import Slot, Station, Zone
from cms.demo.shapes import Demo, Person, Section
from newsroom import roles
from newsroom.models import CommuneSettings, HomePage, Place, SectionPage, User
from newsroom.setup import set_up_roles, set_up_workflow

PASSWORD = "LoaXa-2026"
QUIET = (time(21, 30), time(4, 45))
KINDS = {"Thôn": "thon", "Xóm": "xom", "Tổ dân phố": "to_dan_pho"}


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
    home = _home(demo)
    set_up_roles()
    set_up_workflow(home, steps=1)
    station = _station(demo, now)
    return Cast(
        people={person.username: _person(person) for person in demo.people},
        sections={section.slug: _section(home, section) for section in demo.sections},
        zones=_zones(demo, station),
        station=station,
    )


def _home(demo: Demo) -> HomePage:
    facts = demo.commune
    commune = CommuneSettings.load()
    commune.name, commune.authority = facts.name, facts.office
    commune.address, commune.phone, commune.email = facts.address, facts.phone, facts.email
    commune.responsible_person = next(person.name for person in demo.people if person.role == "leader")
    commune.save()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title=facts.name, slug=facts.slug, tagline=facts.tagline))
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    former = site.root_page if site.pk else None
    site.hostname, site.port, site.site_name, site.root_page = "localhost", settings.PORT, facts.name, home
    site.save()
    if former is not None and former.pk != home.pk:
        former.specific.delete()
    return HomePage.objects.get(pk=home.pk)


def _person(person: Person) -> User:
    user = User.objects.create_user(
        person.username, password=PASSWORD, full_name=person.name, title=person.title, office=person.office
    )
    user.groups.add(Group.objects.get(name=roles.BY_CODE[person.role].group))
    if person.role == roles.ADMINISTRATOR:
        user.is_superuser = user.is_staff = True
        user.save()
    return user


def _section(home: HomePage, section: Section) -> SectionPage:
    page = SectionPage(
        title=section.title,
        slug=section.slug,
        introduction=section.intro,
        shows_contacts=section.shows_contacts,
        show_in_menus=True,
    )
    home.add_child(instance=page)
    return page


def _station(demo: Demo, now: datetime) -> Station:
    quiet_from, quiet_until = quiet_hours(now)
    station = Station.objects.create(
        name=f"Đài truyền thanh {demo.commune.name[:1].lower()}{demo.commune.name[1:]}",
        voice=Station.Voice.ESPEAK,  # the quick one: the demo has many takes, and nobody waits for a minute
        quiet_from=quiet_from,
        quiet_until=quiet_until,
    )
    for slot in demo.slots:
        Slot.objects.create(
            station=station,
            name=slot.name,
            starts_at=slot.start,
            budget_minutes=slot.minutes,
            weekdays=list(slot.weekdays),
            signal=slot is demo.slots[0],
        )
    return station


def _zones(demo: Demo, station: Station) -> dict[str, Zone]:
    zones = {}
    for position, hamlet in enumerate(demo.hamlets):
        kind, _space, name = hamlet.name.partition(" ")
        place = Place.objects.create(
            kind=KINDS[kind],
            name=name,
            head_name=hamlet.head,
            head_phone=f"0200 000 1{position:02d}",
            position=position,
        )
        zones[hamlet.slug] = Zone.objects.create(station=station, place=place, name=hamlet.name)
    return zones


def quiet_hours(now: datetime) -> tuple[time, time]:
    """Return the station's quiet hours; none when the demo starts at night, so that its bulletin is heard."""
    local = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    soon = (local + timedelta(minutes=20)).time()
    at_night = any(moment >= QUIET[0] or moment <= QUIET[1] for moment in (local.time(), soon))
    return (QUIET[1], QUIET[1]) if at_night else QUIET

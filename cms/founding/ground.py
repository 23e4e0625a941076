"""What stories, people and loudspeakers stand on: front page, sections, rights, review step, station, hamlets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from broadcast.models import Station, Zone
from cms.founding.sections import Section
from newsroom.models import CommuneSettings, HomePage, Place, SectionPage
from newsroom.setup import set_up_roles, set_up_workflow

QUIET = (time(21, 30), time(4, 45))
SHORTEST_NAME, LONGEST_NAME = 2, 80
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a commune says of itself: ``name`` as in "Xã Lạc Phượng"."""

    name: str
    office: str
    address: str = ""
    phone: str = ""
    email: str = ""
    tagline: str = ""
    responsible: str = ""

    @property
    def slug(self) -> str:
        """Return the name for addresses: xa-lac-phuong."""
        return slugify(self.name.replace("đ", "d").replace("Đ", "D")) or "xa"


@dataclass(frozen=True, kw_only=True)
class Hamlet:
    """A part of the commune: its kind as the first words of its name, and who heads it."""

    name: str
    head: str = ""
    phone: str = ""


class CannotFound(Exception):
    """Nothing was founded; the message says what to change."""


def is_founded() -> bool:
    """Whether there is a commune in this database already."""
    return Station.objects.exists() or HomePage.objects.exists()


@transaction.atomic
def found(facts: Facts, *, hamlets: Sequence[Hamlet], sections: Sequence[Section]) -> Station:
    """Make all of it, or nothing; raises ``CannotFound``."""
    if is_founded():
        raise CannotFound(_("There is a station already; a commune is founded once, on an empty database."))
    _check(facts, hamlets)
    home = _home(facts)
    set_up_roles()
    set_up_workflow(home, steps=1)
    for section in sections:
        _section(home, section)
    station = Station.objects.create(
        name=f"Đài truyền thanh {facts.name[:1].lower()}{facts.name[1:]}",
        quiet_from=QUIET[0],
        quiet_until=QUIET[1],
    )
    for position, hamlet in enumerate(hamlets):
        _zone(station, hamlet, position)
    return station


def renew(plan: Sequence[object] = (), **_kwargs: Any) -> None:
    """Give each role the rights of this version after migrations; a receiver of ``post_migrate``."""
    if plan and HomePage.objects.exists():
        set_up_roles()


def _check(facts: Facts, hamlets: Sequence[Hamlet]) -> None:
    if not SHORTEST_NAME <= len(facts.name) <= LONGEST_NAME:
        raise CannotFound(_("Write the name of the commune as people say it, as in “Xã Lạc Phượng”."))
    if not hamlets:
        raise CannotFound(_("Name at least one hamlet: each is a zone of the loudspeakers."))
    names = [kind_and_name(hamlet.name)[1] for hamlet in hamlets]
    doubled = [name for name, times in Counter(map(str.casefold, names)).items() if times > 1]
    if doubled:
        raise CannotFound(
            _("Two hamlets are called “%(name)s”. Give each a name of its own.") % {"name": doubled[0]}
        )


def kind_and_name(written: str) -> tuple[Place.Kind, str]:
    """Return what a hamlet is and is called: "Tổ dân phố số 3" is a tổ dân phố called "số 3"."""
    words = " ".join(written.split())
    for kind in Place.Kind:
        label = str(kind.label)
        if words.casefold().startswith(f"{label} ") and len(words) <= LONGEST_NAME:
            return kind, words[len(label) + 1 :]
    kinds = ", ".join(str(kind.label).capitalize() for kind in Place.Kind)
    raise CannotFound(
        _("“%(name)s” does not say what it is. Begin with one of these: %(kinds)s; at most 80 letters.")
        % {"name": words, "kinds": kinds}
    )


def _home(facts: Facts) -> HomePage:
    commune = CommuneSettings.load()
    commune.name, commune.authority = facts.name, facts.office
    commune.address, commune.phone, commune.email = facts.address, facts.phone, facts.email
    commune.responsible_person = facts.responsible
    commune.save()
    home = Page.objects.get(depth=1).add_child(
        instance=HomePage(title=facts.name, slug=facts.slug, tagline=facts.tagline)
    )
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    former = site.root_page if site.pk else None
    address = urlsplit(settings.BASE_URL)
    site.hostname, site.port = (
        address.hostname or "localhost",
        address.port or DEFAULT_PORTS.get(address.scheme, 80),
    )
    site.site_name, site.root_page = facts.name, home
    site.save()
    if former is not None and former.pk != home.pk:
        former.specific.delete()
    return HomePage.objects.get(pk=home.pk)


def _section(home: HomePage, section: Section) -> None:
    home.add_child(
        instance=SectionPage(
            title=section.title,
            slug=section.slug,
            introduction=section.intro,
            shows_contacts=section.shows_contacts,
            show_in_menus=True,
        )
    )


def _zone(station: Station, hamlet: Hamlet, position: int) -> None:
    kind, name = kind_and_name(hamlet.name)
    place = Place.objects.create(
        kind=kind, name=name, head_name=hamlet.head, head_phone=hamlet.phone, position=position
    )
    Zone.objects.create(station=station, place=place, name=str(place))

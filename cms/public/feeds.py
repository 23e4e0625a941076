"""What programs of others read: RSS and Atom with full texts, the podcast, the calendar of air times."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from broadcast import media
from broadcast.models import Slot
from cms.public import air, approved, listening, navigation, newest
from newsroom.models import CommuneSettings

ITEMS = 20
PROGRAMMES = 30
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class FullRss(Rss201rev2Feed):
    """RSS with the whole text of each story beside its summary."""

    def rss_attributes(self) -> dict[str, str]:
        """Name the vocabulary of the text."""
        return {**super().rss_attributes(), "xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Add the text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["html"])


class FullAtom(Atom1Feed):
    """Atom with the whole text of each story."""

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Add the text."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


class Podcast(Rss201rev2Feed):
    """Programmes that loudspeakers have played, for podcast programs."""

    def rss_attributes(self) -> dict[str, str]:
        """Name the vocabulary of podcasts."""
        return {**super().rss_attributes(), "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}

    def add_root_elements(self, handler: Any) -> None:
        """Add who speaks, and the sign."""
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:category", "", {"text": "Government"})

    def add_item_elements(self, handler: Any, item: Any) -> None:
        """Add the length."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", str(round(item["seconds"])))


FORMS = {"rss.xml": FullRss, "atom.xml": FullAtom}


@require_safe
def stories(request: HttpRequest, form: str, section: str = "") -> HttpResponse:
    """Give the newest stories of a section, or of all, with their whole text."""
    own = next((each for each in navigation.sections(request) if each.page.slug == section), None)
    if section and own is None:
        raise Http404("no such section")
    wanted = newest.Wanted(most=ITEMS, section=own.page.path if own else "")
    texts = approved.texts(newest.stories(wanted, timezone.now()), request)
    feed = _feed(FORMS[form], request, title=own.title if own else "", link=own.url if own else "/")
    for text in texts:
        feed.add_item(
            title=text.title,
            link=text.url,
            description=text.summary,
            unique_id=text.url,
            pubdate=text.published_at,
            updateddate=text.changed_at,
            author_name=text.author or text.source or None,
            html=text.html,
        )
    return _written(feed)


def _feed(form: type[Any], request: HttpRequest, *, title: str, link: str) -> Any:
    commune = CommuneSettings.load()
    name = (
        str(commune.name).capitalize()
        if commune.name.islower()
        else commune.name[:1].upper() + commune.name[1:]
    )
    return form(
        title=f"{title} | {name}" if title else name,
        link=request.build_absolute_uri(link),
        description=title or name,
        language="vi",
        author_name=commune.authority or name,
        feed_url=request.build_absolute_uri(request.path),
    )


def _written(feed: Any) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


@require_safe
def podcast(request: HttpRequest) -> HttpResponse:
    """Give the programmes that were played last."""
    feed = _feed(Podcast, request, title=_("Listen again"), link=reverse("public:replay"))
    recordings = listening.granted(listening.aired_last(timezone.now(), most=PROGRAMMES))
    for recording in recordings:
        sound = listening.sound(recording)
        address = request.build_absolute_uri(sound.url)
        path = media.path_of(recording.device_sha256)
        size = path.stat().st_size if path.exists() else 0
        feed.add_item(
            title=sound.title,
            link=request.build_absolute_uri(reverse("public:replay")),
            description="\n".join(sound.transcript),
            unique_id=address,
            pubdate=recording.last_played_at,  # type: ignore[attr-defined]
            enclosures=[Enclosure(url=address, length=str(size), mime_type="audio/mpeg")],
            seconds=sound.seconds,
        )
    return _written(feed)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the hours of the loudspeakers as a calendar that repeats every week."""
    now = timezone.now()
    events = [line for slot in air.slots_in_use() for line in _event(slot, now, request)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Loa Xa//air times//VI", *_zone(now), *events]
    lines.append("END:VCALENDAR")
    body = "".join(f"{_folded(line)}\r\n" for line in lines)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _zone(now: datetime) -> Sequence[str]:
    """Say what the clock of the commune is: it has no summer time."""
    local = timezone.localtime(now)
    offset = f"{local:%z}"
    standard = ("DTSTART:19700101T000000", f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}")
    inner = ("BEGIN:STANDARD", *standard, "END:STANDARD")
    return ("BEGIN:VTIMEZONE", f"TZID:{local.tzinfo}", *inner, "END:VTIMEZONE")


def _event(slot: Slot, now: datetime, request: HttpRequest) -> Sequence[str]:
    if not slot.weekdays:
        return ()
    local = timezone.localtime(now)
    days = (local.date() + timedelta(days=ahead) for ahead in range(7))
    first = next(day for day in days if day.weekday() in slot.weekdays)
    starts = datetime.combine(first, slot.starts_at, tzinfo=local.tzinfo)
    ends = starts + timedelta(minutes=slot.budget_minutes)
    by_day = ",".join(WEEKDAYS[day] for day in sorted(slot.weekdays))
    zones = ", ".join(zone.name for zone in slot.zones.all())
    return (
        "BEGIN:VEVENT",
        f"UID:slot-{slot.pk}@{request.get_host().split(':')[0]}",
        f"DTSTAMP:{now:%Y%m%dT000000Z}",
        f"DTSTART;TZID={local.tzinfo}:{starts:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={local.tzinfo}:{ends:%Y%m%dT%H%M%S}",
        f"RRULE:FREQ=WEEKLY;BYDAY={by_day}",
        f"SUMMARY:{_escaped(slot.name)}",
        *([f"LOCATION:{_escaped(zones)}"] if zones else []),
        f"URL:{urljoin(request.build_absolute_uri('/'), reverse('public:air_times'))}",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line at 75 bytes, as calendars want it, never inside a letter."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > 74:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])

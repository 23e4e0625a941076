"""What programs of others read: RSS and Atom with full texts, the podcast, the calendar of air times."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Enclosure, Rss201rev2Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from broadcast import media
from broadcast.plan import ical
from cms.public import air, approved, listening, navigation, newest
from newsroom.models import CommuneSettings

ITEMS = 20
PROGRAMMES = 30
CALENDAR_DAYS = 60


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
    return written(request, form, wanted, title=own.title if own else "", link=own.url if own else "/")


def written(
    request: HttpRequest,
    form: str,
    wanted: newest.Wanted,
    *,
    title: str = "",
    link: str = "",
    language: str = "",
) -> HttpResponse:
    """Give the stories that are wanted as a feed with their whole text."""
    texts = approved.texts(newest.stories(wanted, timezone.now()), request)
    feed = _feed(FORMS[form], request, title=title, link=link or request.path.rpartition("/")[0] + "/")
    if language:
        feed.feed["language"] = language
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
    """Give the coming sessions as a calendar; what was cancelled or moved follows when it is read again."""
    now = timezone.now()
    host = request.get_host().split(":")[0]
    events = [
        ical.Event(
            uid=f"{each.slot}-{each.starts_at:%Y%m%d}@{host}",
            starts_at=each.starts_at,
            ends_at=each.ends_at,
            summary=each.name,
            description=", ".join(each.zones),
        )
        for each in air.sessions(now, days=CALENDAR_DAYS)
    ]
    body = ical.calendar(events, name=_("Broadcast schedule"), now=now)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")

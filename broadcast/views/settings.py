"""What is set up once and seldom changed, each with a line on what it is for."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadcast.views.access import needs


@dataclass(frozen=True, kw_only=True)
class Setting:
    """A screen of settings: who may open it, where it is, what it decides."""

    permission: str
    screen: str
    kind: str = ""
    title: Promise
    words: Promise

    @property
    def address(self) -> str:
        """Return the screen's address."""
        return reverse(f"broadcast:{self.screen}", args=[self.kind] if self.kind else None)


SETTINGS = (
    Setting(
        permission="watch_station",
        screen="standing",
        title=_("Openings and sign-offs"),
        words=_("What is heard before and after every session; a leader approves it once."),
    ),
    Setting(
        permission="watch_station",
        screen="repertoire",
        kind="recorded",
        title=_("Recorded programmes"),
        words=_("Programmes sent as files, heard at fixed times once a leader approved them."),
    ),
    Setting(
        permission="watch_station",
        screen="repertoire",
        kind="music",
        title=_("Music"),
        words=_("What is heard when a session has minutes left; a leader approves each piece once."),
    ),
    Setting(
        permission="watch_station",
        screen="repertoire",
        kind="relay",
        title=_("Relays"),
        words=_("Stations whose stream is put through at fixed times."),
    ),
    Setting(
        permission="watch_station",
        screen="voices",
        title=_("Voices"),
        words=_("Who reads for the station, how fast, with which pauses, and what a service may be given."),
    ),
    Setting(
        permission="watch_station",
        screen="music",
        title=_("Music under the words"),
        words=_(
            "Soft music under bulletins on the loudspeakers; a leader approves it once. Off unless you want it."
        ),
    ),
    Setting(
        permission="watch_station",
        screen="regulation",
        title=_("Regulation"),
        words=_("How often, how long and when the station may be heard."),
    ),
    Setting(
        permission="watch_station",
        screen="calendar",
        title=pgettext_lazy("desk", "Calendar"),
        words=_("Holidays, days of mourning, sessions that are cancelled, moved or longer."),
    ),
    Setting(
        permission="manage_keys",
        screen="keys",
        title=pgettext_lazy("desk", "Keys"),
        words=_("The station's seal: devices obey nothing else."),
    ),
)


@needs("watch_station")
def settings(request: HttpRequest) -> HttpResponse:
    """List the settings that this person may open."""
    mine = [one for one in SETTINGS if request.user.has_perm(f"broadcast.{one.permission}")]
    return render(request, "broadcast/settings.html", {"settings": mine})

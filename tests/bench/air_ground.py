"""The commune of the air bench: four hamlets with a zone each, two sounds accepted for the air, a leader signed in."""

import json
import sys
from datetime import datetime, time
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from broadcast import media, narration
from broadcast.audio.assembly import Part, produce_whole
from broadcast.audio.clip import Clip
from broadcast.audio.mastering import Produced
from broadcast.models import Station, Zone
from newsroom.models import Place, User
from tests import migrated
from tests.bench.onsets import RATE, noise
from tests.broadcast import commune

MORE = ("Trung", "Nam")
SOUNDS_S = {"Tin thứ nhất": 2.0, "Tin thứ hai": 1.7321}
"""Titles and lengths of the two items of every session; the second is no whole number of milliseconds."""


def found() -> dict[str, object]:
    """Return who the leader is to the web server, the hamlets, and where the masters lie."""
    ground = commune.found()
    station = ground.station
    station.quiet_from = station.quiet_until = time(0, 0)
    station.voice = Station.Voice.ESPEAK
    station.save()
    for at, name in enumerate(MORE, start=len(ground.zones)):
        place = Place.objects.create(name=name, position=at)
        Zone.objects.create(station=station, place=place, name=name)
    now = timezone.now()
    return {
        "screen": reverse("newsroom:emergency"),
        "session": _signed_in(ground.leader),
        "places": [zone.place_id for zone in station.zones.order_by("pk")],
        "masters": {title: _accepted(ground, title, now) for title in SOUNDS_S},
    }


def _accepted(ground: commune.Commune, title: str, now: datetime) -> str:
    """Take a story all the way to its accepted recording, which is noise; return its master's path."""

    def made(parts: list[Part], *, directory: Path) -> Produced:
        sound = noise(SOUNDS_S[title], seed=len(title))
        return produce_whole(Clip(samples=sound, rate=RATE), directory=directory)

    with patch.object(narration, "produce", made):
        programme = ground.accepted(now=now, title=title)
    return str(media.path_of(programme.recordings.get().master_sha256))


def _signed_in(person: User) -> str:
    """Return the cookie of a session, as signing in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def tell() -> None:
    """Make the tables and all that, and print it as one line of JSON."""
    with migrated.used_once():
        call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(found()) + "\n")

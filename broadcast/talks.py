"""Live talks: somebody speaks into a browser's microphone while the air is open; every piece is kept and handed on."""

import secrets
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from broadcast import bell, media, rulebook
from broadcast.authority import NotReleasable, Output, question
from broadcast.livesound.pieces import Pieces
from broadcast.models import Airing, LiveAuthority, LiveTalk, Station
from broadcast.people import Person
from broadcast.plan.quiet import quiet_spans
from broadcast.plan.rules import Booking, Rules
from broadcast.plan.terms import Form, Priority
from broadcast.states import AiringStatus

LEAD = timedelta(seconds=Rules.lead_s + 2)
"""From the press of the button to the first word: so long every box needs to hear of it."""
SILENT = timedelta(seconds=10)
"""A microphone from which nothing came for so long has lost its line."""
SHORTEST = timedelta(minutes=1)
PAUSE = timedelta(seconds=2)
FREEZE = timedelta(seconds=Rules.freeze_s)


class CannotTalk(Exception):
    """Nobody goes on the air like that; the message says why and what to do."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of a piece: ``next_piece`` is the one that is wanted now, ``ended`` says why there is none."""

    next_piece: int
    ended: str


def pieces_of(talk: LiveTalk) -> Pieces:
    """Return where the pieces of a talk lie."""
    return Pieces(Path(settings.VAR) / "live", talk.token)


def address_of(talk: LiveTalk) -> str:
    """Return where loudspeakers hear a talk; only signed plans carry it."""
    place = f"/api/device/v1/live/{talk.token}.mp3"
    if settings.DOORBELL_PORT == 0:
        return f"{settings.BASE_URL.rstrip('/')}{place}"
    return f"http://{urlsplit(settings.BASE_URL).hostname}:{settings.DOORBELL_PORT}{place}"


def of_station(station: Station) -> Iterable[LiveTalk]:
    """Return the talks that go on or are about to begin."""
    return LiveTalk.objects.filter(live__station=station, ended_at=None).select_related("live__entry")


# ------------------------------------------------------------------ beginning


@transaction.atomic
def begin(live: LiveAuthority, *, person: Person, now: datetime) -> LiveTalk:
    """Put a talk on the air a few seconds from now; raises ``CannotTalk``.

    The plan that tells the loudspeakers so is for the caller to release, and to ask ``is_planned`` afterwards.
    """
    _check(person)
    LiveAuthority.objects.select_for_update().get(pk=live.pk)
    if not bell.is_there():
        raise CannotTalk(
            _("This station has no process for live sound. Ask the administrator to run the doorbell.")
        )
    try:
        question(live, output=Output.AIR, now=now)
    except NotReleasable as refusal:
        raise CannotTalk(str(refusal)) from refusal
    if LiveTalk.objects.filter(live=live, ended_at=None).exists():
        raise CannotTalk(_("Somebody speaks in this broadcast already. It has to be stopped first."))
    starts_at = (now + LEAD).replace(microsecond=0)
    talk = LiveTalk.objects.create(
        live=live,
        token=secrets.token_hex(32),
        person_id=person.pk,
        person_name=person.get_full_name(),
        made_at=now,
        starts_at=starts_at,
        until=_room(live, starts_at, now),
        heard_at=now,
    )
    pieces_of(talk).open()
    return talk


def is_planned(talk: LiveTalk) -> bool:
    """Whether every zone has it in its plan."""
    rows = Airing.objects.filter(fixed=_name(talk)).exclude(status=AiringStatus.DROPPED)
    return rows.count() == talk.live.zones.count()


def _check(person: Person) -> None:
    if not person.has_perm("broadcast.open_live"):
        raise PermissionDenied(_("Only a leader or an operator speaks live."))


def _room(live: LiveAuthority, starts_at: datetime, now: datetime) -> datetime:
    """Return until when the air is free, at most until the broadcast ends; raises ``CannotTalk``."""
    until = min([live.until, *_taken(live, starts_at, now), *_quiet_starts(live, starts_at)])
    if until - starts_at < SHORTEST:
        raise CannotTalk(_("Less than a minute is left until the air is closed or something else begins."))
    return until


def _taken(live: LiveAuthority, starts_at: datetime, now: datetime) -> Iterable[datetime]:
    """Yield when something begins that would not give way; raises ``CannotTalk`` while something sounds."""
    rows = Airing.objects.filter(
        zone__in=live.zones.all(), starts_at__gt=now - timedelta(hours=6), starts_at__lt=live.until, stop=None
    ).exclude(status=AiringStatus.DROPPED)
    for row in rows.order_by("starts_at"):
        end = row.starts_at + timedelta(seconds=row.duration_s)
        if row.starts_at <= starts_at and end > starts_at:
            words = {"title": row.title, "time": f"{end.astimezone(_clock(live)):%H:%M:%S}"}
            raise CannotTalk(
                _("“%(title)s” sounds there until %(time)s. Wait for its end, or stop it.") % words
            )
        # What begins within minutes stays where it is, and so does what has a time of its own.
        if row.starts_at > starts_at and (row.starts_at < now + FREEZE or row.slot_id is None):
            yield row.starts_at - PAUSE


def _quiet_starts(live: LiveAuthority, starts_at: datetime) -> Iterable[datetime]:
    clock = _clock(live)
    today = starts_at.astimezone(clock).date()
    for zone in live.zones.all():
        hours, days = rulebook.quiet_in(zone), timedelta(days=1)
        for begin, end in quiet_spans(hours, zone=clock, first=today - days, last=today + days):
            if begin <= starts_at < end:
                raise CannotTalk(
                    _("These are quiet hours in %(zone)s: only an emergency sounds.") % {"zone": zone}
                )
            if begin > starts_at:
                yield begin


def _clock(live: LiveAuthority) -> ZoneInfo:
    return ZoneInfo(live.station.timezone)


# ----------------------------------------------------------------- going on


def keep(talk: LiveTalk, *, number: int, data: bytes, person: Person, now: datetime) -> Kept:
    """Keep one piece of the sound; the same one again changes nothing. Raises ``pieces.NotSound``."""
    if talk.person_id != person.pk:
        raise PermissionDenied
    if talk.ended_at is None and number == talk.chunks:
        pieces_of(talk).put(number, data)
        LiveTalk.objects.filter(pk=talk.pk, chunks=number, ended_at=None).update(
            chunks=number + 1, size_bytes=F("size_bytes") + len(data), heard_at=now
        )
        talk.refresh_from_db()
    return Kept(next_piece=talk.chunks, ended=talk.end)


def bookings_of(station: Station, *, now: datetime) -> tuple[Booking, ...]:
    """Return the talks as the planner knows them; whoever's authority has ended is left out here and now."""
    found = []
    for talk in of_station(station):
        try:
            authority = question(talk.live, output=Output.AIR, now=now)
        except NotReleasable:
            continue
        url = address_of(talk)
        found.append(
            Booking(
                id=_name(talk),
                programme_id=f"live {talk.live_id}",
                title=talk.live.purpose[:255],
                slot_id=None,
                on=rulebook.local_day(station, talk.starts_at),
                zone_ids=frozenset(str(zone.pk) for zone in talk.live.zones.all()),
                duration_s=(talk.until - talk.starts_at).total_seconds(),
                media=sha256(url.encode()).hexdigest(),
                authority=authority,
                booked_at=talk.made_at,
                priority=Priority.PRIORITY,
                form=Form.LIVE,
                at=talk.starts_at,
                stream=url,
                stays=True,
            )
        )
    return tuple(found)


def _name(talk: LiveTalk) -> str:
    return f"l{talk.pk}"


# --------------------------------------------------------------------- ending


def stop(talk: LiveTalk, *, person: Person, now: datetime) -> None:
    """Take a talk off the air; stopping what is over changes nothing."""
    _check(person)
    _end(talk, LiveTalk.End.PERSON, now)


def end_of(live: LiveAuthority, *, now: datetime) -> Sequence[str]:
    """End what is spoken in a broadcast that ends; return the records of all that was spoken in it."""
    for talk in LiveTalk.objects.filter(live=live, ended_at=None):
        _end(talk, LiveTalk.End.TIME, now)
    rows = LiveTalk.objects.filter(live=live).exclude(record_sha256="").order_by("pk")
    return list(rows.values_list("record_sha256", flat=True))


def end_overdue(now: datetime) -> None:
    """End what has had its time, and what has lost its line: the plan goes on."""
    for talk in LiveTalk.objects.filter(ended_at=None):
        if now >= talk.until:
            _end(talk, LiveTalk.End.TIME, talk.until)
        elif now - talk.heard_at > SILENT:
            _end(talk, LiveTalk.End.SILENCE, now)


@transaction.atomic
def _end(talk: LiveTalk, why: LiveTalk.End, now: datetime) -> None:
    current = LiveTalk.objects.select_for_update().get(pk=talk.pk)
    if current.ended_at is not None:
        return
    pieces = pieces_of(current)
    pieces.end()
    LiveTalk.objects.filter(pk=talk.pk).update(ended_at=now, end=why, record_sha256=_record(current, pieces))
    # What was not spoken takes nobody's time: the plan closes up behind it.
    for row in Airing.objects.filter(fixed=_name(current), starts_at__lte=now):
        passed = max(0.001, (now - row.starts_at).total_seconds())
        Airing.objects.filter(pk=row.pk).update(duration_s=min(row.duration_s, passed))
    transaction.on_commit(pieces.clear)


def _record(talk: LiveTalk, pieces: Pieces) -> str:
    """Keep all that came as one file, and return its digest; empty when nothing came."""
    if not talk.chunks:
        return ""
    workshop = Path(settings.BROADCAST_MEDIA)
    workshop.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="live-", dir=workshop) as folder:
        target = Path(folder) / "record.webm"
        digest = pieces.join(target, count=talk.chunks)
        media.store(target, digest)
    return digest

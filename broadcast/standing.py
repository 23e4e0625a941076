"""Openings, sign-offs and the time signal: made by the service centre, approved once by a leader, revocable."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import dictionary, evidence, machine, reading_aloud, renditions, voices
from broadcast.audio.assembly import Chime, Part, Pause, Speech, produce
from broadcast.models import StandingClip, Station
from broadcast.people import Person
from broadcast.speech import Terms, speak_lines

CHIME_PAUSE_S = 0.6
SENTENCE_PAUSE_S = 0.5


def labels(station: Station, kind: str) -> list[str]:
    """Return for which sessions something of a kind is approved, beside the station's own."""
    rows = station.clips.approved().filter(kind=kind).exclude(label="").order_by("label")
    return list(rows.values_list("label", flat=True))


def make_clip(
    station: Station,
    *,
    kind: str,
    words: str,
    person: Person,
    now: datetime,
    voice: str | None = None,
    label: str = "",
) -> StandingClip:
    """Record an opening (chime, then words) or a sign-off (words, then chime); a leader still has to approve it.

    ``label`` names the sessions it is for, "" for all that have none of their own.
    """
    said, speech = _spoken(words, voice)
    chime: list[Part] = [Chime(kind), Pause(CHIME_PAUSE_S)]
    parts = chime + speech if kind == StandingClip.Kind.OPENING else speech + chime
    return _kept(station, parts, kind=kind, words=words, voice=said, label=label, person=person, now=now)


def make_signal(station: Station, *, person: Person, now: datetime) -> StandingClip:
    """Make the time signal, which is always the same sound; a leader still has to approve it."""
    words = _("Five short notes and a long one. With the beginning of the long one it is the hour.")
    kind = StandingClip.Kind.SIGNAL
    return _kept(station, [Chime("time")], kind=kind, words=words, person=person, now=now)


def _spoken(words: str, voice: str | None) -> tuple[str, list[Part]]:
    """Return who said the words, and the parts with them."""
    spoken = speak_lines(
        reading_aloud.lines_of(dictionary.read(words).spoken),
        chain=voices.casts(voice or voices.offline()),
        terms=Terms(cache=voices.cache()),
    )
    speech: list[Part] = []
    for clip in spoken.clips:
        speech += [Speech(clip), Pause(SENTENCE_PAUSE_S)]
    return spoken.voice, speech


def _kept(
    station: Station,
    parts: list[Part],
    *,
    kind: str,
    words: str,
    person: Person,
    now: datetime,
    voice: str = "",
    label: str = "",
) -> StandingClip:
    machine.check_room()
    produced = produce(parts, directory=Path(settings.BROADCAST_MEDIA) / "making")
    renditions.keep_sound(produced)
    return StandingClip.objects.create(
        station=station,
        kind=kind,
        label=label,
        text=words,
        voice=voice,
        master_sha256=produced.master_sha256,
        device_sha256=produced.mp3_sha256,
        duration_s=produced.duration_s,
        made_at=now,
        made_by_name=person.get_full_name(),
    )


class AlreadyDecided(Exception):
    """The clip waits for nobody any more; the message says so."""


@transaction.atomic
def approve_clip(
    clip: StandingClip,
    *,
    person: Person,
    now: datetime,
    valid_from: datetime | None = None,
    valid_until: datetime | None = None,
) -> None:
    """Put a clip in force between two moments; what it replaces (same kind and label) is revoked with it.

    Raises ``AlreadyDecided`` for a clip that was approved or revoked before: what is in force stays so.
    """
    _check(person)
    if valid_until is not None and valid_until <= (valid_from or now):
        raise AlreadyDecided(_("The last day lies before the first. Choose a later one."))
    evidence.lock()
    waiting = StandingClip.objects.waiting().filter(pk=clip.pk).first()
    if waiting is None:
        raise AlreadyDecided(_("Somebody has already decided on this one. Record it anew if it is needed."))
    for before in StandingClip.objects.approved().filter(
        station=clip.station_id, kind=clip.kind, label=clip.label
    ):
        _revoke(before, person, now)
    facts = {
        **named(waiting),
        "from": valid_from.isoformat() if valid_from else None,
        "until": valid_until.isoformat() if valid_until else None,
        **evidence.person(person),
    }
    StandingClip.objects.filter(pk=clip.pk).update(
        approved_by_id=person.pk,
        approved_by_name=person.get_full_name(),
        approved_at=now,
        valid_from=valid_from,
        valid_until=valid_until,
        entry=evidence.append(evidence.Kind.STANDING, facts, now=now),
    )


@transaction.atomic
def revoke_clip(clip: StandingClip, *, person: Person, now: datetime) -> None:
    """Take a clip out of every session that is still to come; what was revoked before stays as it was."""
    _check(person)
    evidence.lock()
    current = StandingClip.objects.filter(pk=clip.pk).exclude(pk__in=StandingClip.objects.past()).first()
    if current is not None:
        _revoke(current, person, now)


def _revoke(clip: StandingClip, person: Person, now: datetime) -> None:
    facts = {**named(clip), "approval": clip.entry_id, **evidence.person(person)}
    StandingClip.objects.filter(pk=clip.pk).update(
        revoked_at=now,
        revoked_by_name=person.get_full_name(),
        end_entry=evidence.append(evidence.Kind.STANDING_END, facts, now=now),
    )


def named(clip: StandingClip) -> dict[str, Any]:
    """Return what a link says of a clip: a leader approves this sound, for these sessions."""
    label = {"label": clip.label} if clip.label else {}
    return {"subject": "clip", "id": clip.pk, "clip": clip.kind, "master": clip.master_sha256, **label}


def _check(person: Person) -> None:
    if not person.has_perm("broadcast.approve_standing"):
        raise PermissionDenied(_("Only a leader approves or revokes openings and sign-offs."))

"""Which voices there are, who is asked in turn, and how a station wants its words delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import speech
from broadcast.models import Station, VoiceSettings
from broadcast.people import Person
from broadcast.speech import Budget, Delivery, Profile, SentenceCache, Voice
from broadcast.speech.house import PEOPLE, HouseVoice

ANNOUNCER = "announcer"
MAY_SEND_DRAFTS = "broadcast.approve_standing"
"""What leaders may; they answer for what leaves the commune's machine."""
DECIDED = (
    "second_voice",
    "fallbacks",
    "rate",
    "comma_pause_s",
    "sentence_pause_s",
    "paragraph_pause_s",
    "profile",
    "most_minutes",
    "most_sent",
    "sends_drafts",
)
LAST_RESORT = "espeak"
TURNS = "+"
"""Between the names of two voices that took turns."""


def offline() -> str:
    """Return the voice that needs no network (``LOAXA_OFFLINE_VOICE``), espeak where this machine cannot have it."""
    wanted = str(settings.OFFLINE_VOICE)
    return LAST_RESORT if wanted in PEOPLE and HouseVoice(wanted).available() else wanted


def named(name: str) -> Voice:
    """Return a voice, or raise ``KeyError``."""
    return speech.voice(name)


def is_known(voice: str) -> bool:
    """Whether there is a voice of this name now."""
    return voice in speech.names()


def is_local(voice: str) -> bool:
    """Whether the words stay on this machine; of two that take turns, whether they stay with both."""
    return all(is_known(name) and not named(name).leaves_machine for name in voice.split(TURNS))


def label_of(voice: str) -> str:
    """Return what the operator reads; a voice that is no longer there keeps its name."""
    return " + ".join(named(name).label if is_known(name) else name for name in voice.split(TURNS))


def offered(*, also: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return the names and labels that people may choose from, and what was chosen before (``also``)."""
    there = [name for name in speech.names() if name != Station.Voice.SILENT or name in also]
    gone = [name for name in also if name and name not in there]
    return [(name, label_of(name)) for name in [*there, *dict.fromkeys(gone)]]


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """A voice on the screen."""

    name: str
    label: str
    is_local: bool
    is_there: bool


def speakers(*, also: Sequence[str] = ()) -> list[Speaker]:
    """Return the voices that people may choose from, with where their words go."""
    return [
        Speaker(name=name, label=label, is_local=is_local(name), is_there=is_known(name))
        for name, label in offered(also=also)
    ]


def settings_of(station: Station) -> VoiceSettings:
    """Return the station's own settings, or the defaults."""
    return VoiceSettings.objects.filter(station=station).first() or VoiceSettings(station=station)


@transaction.atomic
def decide(station: Station, wanted: Mapping[str, Any], *, person: Person, now: datetime) -> None:
    """Keep how the station speaks; only a leader lets words go to a service before approval."""
    kept, _made = VoiceSettings.objects.select_for_update().get_or_create(station=station)
    sends_drafts = bool(wanted["sends_drafts"])
    if sends_drafts != kept.sends_drafts:
        if not person.has_perm(MAY_SEND_DRAFTS):
            raise PermissionDenied(_("Only a leader lets words go to a service before they are approved."))
        kept.sends_drafts_by_name, kept.sends_drafts_at = person.get_full_name(), now
    for name in DECIDED:
        setattr(kept, name, wanted[name])
    kept.save()
    Station.objects.filter(pk=station.pk).update(voice=wanted["voice"])


def may_hear_drafts(voice: str, station: Station) -> bool:
    """Whether words that nobody has approved may be spoken by it: its own machine, unless the station decided so."""
    return is_local(voice) or settings_of(station).sends_drafts


def first_for(station: Station) -> str:
    """Return the voice of the first take, which the approver hears."""
    wanted = station.voice
    return wanted if is_known(wanted) and may_hear_drafts(wanted, station) else offline()


def delivery_of(station: Station, *, emergency: bool = False) -> Delivery:
    """Return how the station wants its words; an emergency is spoken by one voice, slowly."""
    wanted = settings_of(station)
    delivery = Delivery(
        second_voice=wanted.second_voice,
        rate=wanted.rate,
        comma_pause_s=wanted.comma_pause_s,
        sentence_pause_s=wanted.sentence_pause_s,
        paragraph_pause_s=wanted.paragraph_pause_s,
        profile=Profile(wanted.profile),
    )
    return for_emergency(delivery) if emergency else delivery


def for_emergency(delivery: Delivery) -> Delivery:
    """Return the delivery for words that everybody has to take in; where horns echo, that matters more still."""
    is_echo_safe = delivery.profile == Profile.ECHO_SAFE
    return replace(delivery, second_voice="", profile=delivery.profile if is_echo_safe else Profile.EMERGENCY)


def casts(voice: str, *, second: str = "", others: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Return whom to ask in turn: the voice (with its partner), those that step in, at last the offline voices."""
    first = tuple(name for name in dict.fromkeys((voice, second)) if is_known(name))
    last = [offline(), LAST_RESORT] if offline() in PEOPLE else [offline()]
    found = [first, *((name,) for name in (*others, *last) if is_known(name))]
    return [cast for at, cast in enumerate(found) if cast and cast not in found[:at]]


def casts_of(voice: str, delivery: Delivery, station: Station, *, approved: bool) -> list[tuple[str, ...]]:
    """Return whom the station asks in turn for a take; before approval nobody who would send the words away."""
    wanted = settings_of(station)
    found = casts(voice, second=delivery.second_voice, others=wanted.fallbacks)
    if approved or wanted.sends_drafts:
        return found
    return [cast for cast in found if all(is_local(name) for name in cast)]


def budget_of(station: Station) -> Budget:
    """Return what one voice may use for one take."""
    wanted = settings_of(station)
    return Budget(most_s=60.0 * wanted.most_minutes, most_sent=wanted.most_sent)


def cache() -> SentenceCache:
    """Return the sentences already spoken here."""
    return SentenceCache(Path(settings.SPOKEN_SENTENCES))

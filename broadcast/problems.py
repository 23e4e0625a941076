"""What needs a person now: one sentence each, and the one thing to do about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadcast import fleet, heads, heartbeats, refused_calls
from broadcast.keys import state
from broadcast.late_news import broken_problems, recall_problems, unheard_problems, version_problems
from broadcast.models import Device, Programme, Receipt, Station
from broadcast.problem import Problem
from broadcast.states import DeviceStatus, ProgrammeStatus
from broadcast.waiting_problems import disk_problems, listening_problems, place_problems

REFUSALS_TOLD_FOR = timedelta(days=1)


def problems(station: Station, *, now: datetime) -> list[Problem]:
    """Return what needs a person, the gravest first."""
    found = [*version_problems(), *recall_problems(now), *unheard_problems(now), *broken_problems(now)]
    found = [*_pulse_problems(now), *disk_problems(), *found, *_device_problems(now), *_programme_problems()]
    found += [*listening_problems(now), *place_problems(station)]
    found += [*_clip_problems(station, now), *_refusal_problems(now), *refused_calls.problems(now)]
    found += [*key_problems(now, for_all=True)]
    found += [Problem(sentence=sentence, urgent=True) for sentence in heads.contradictions()]
    return sorted(found, key=lambda problem: problem.urgency)


def _pulse_problems(now: datetime) -> Iterable[Problem]:
    words = {
        heartbeats.STATION: _("The station program is not running: nothing new is sent to the loudspeakers."),
        heartbeats.QUEUE: _("The background worker is not answering: recordings are not being made."),
    }
    for pulse in heartbeats.pulses(now):
        if pulse.stale:
            yield Problem(
                sentence=words[pulse.name],
                urgent=True,
                action=_("What to do"),
                url=reverse("broadcast:machine"),
                until=now,
            )


def key_problems(now: datetime, *, for_all: bool) -> Iterable[Problem]:
    """Yield what the keys need: what everybody should know, or what is for those who keep them."""
    for trouble in state.troubles(now):
        if trouble.for_all is for_all:
            yield Problem(
                sentence=trouble.sentence,
                urgent=trouble.urgent,
                action="" if for_all else _("The station's keys"),
                url="" if for_all else reverse("broadcast:keys"),
            )


def _refusal_problems(now: datetime) -> Iterable[Problem]:
    """Yield, once for each device, what it refused in the last day: somebody may be speaking in our name."""
    told: set[object] = set()
    recent = Receipt.objects.filter(
        kind="refusal", received_at__gt=now - REFUSALS_TOLD_FOR, device__status=DeviceStatus.ACTIVE
    )
    for receipt in recent.select_related("device").order_by("-received_at"):
        if receipt.device_id in told:
            continue
        told.add(receipt.device_id)
        yield Problem(
            sentence=_("%(device)s refused something sent to it in the station's name: %(why)s (%(time)s).")
            % {
                "device": receipt.device.name,
                "why": receipt.detail,
                "time": timezone.localtime(receipt.received_at).strftime("%H:%M %d/%m"),
            },
            action=_("See the device"),
            url=reverse("broadcast:device", args=[receipt.device_id]),
            urgent=True,
        )


def _device_problems(now: datetime) -> Iterable[Problem]:
    devices = Device.objects.filter(status=DeviceStatus.ACTIVE).select_related("zone__place", "zone__station")
    for box in fleet.boxes(devices, now=now):
        for trouble in box.troubles[:1]:
            yield Problem(
                sentence=f"{box.device.name}: {trouble}" + _whom_to_call(box),
                action=_("See the device"),
                url=reverse("broadcast:device", args=[box.device.pk]),
                urgent=box.shape is fleet.Shape.SILENT,
            )
    waiting = Device.objects.filter(status=DeviceStatus.CLAIMING).count()
    if waiting:
        sentence = ngettext(
            "%(count)s new device waits for its code to be confirmed.",
            "%(count)s new devices wait for their codes to be confirmed.",
            waiting,
        ) % {"count": waiting}
        yield Problem(sentence=sentence, action=_("Confirm"), url=reverse("broadcast:devices"))


def _whom_to_call(box: fleet.Box) -> str:
    place = box.device.zone.place if box.device.zone else None
    if box.shape is not fleet.Shape.SILENT or place is None or not place.head_phone:
        return ""
    return " " + _("Call %(name)s, %(phone)s.") % {"name": place.head_name, "phone": place.head_phone}


def _programme_problems() -> Iterable[Problem]:
    failed = Programme.objects.filter(status=ProgrammeStatus.FAILED)
    for programme in failed:
        yield Problem(
            sentence=_("“%(title)s” could not be recorded.") % {"title": programme.title},
            action=_("Make it again"),
            url=reverse("broadcast:programme", args=[programme.pk]),
            urgent=True,
        )


def _clip_problems(station: Station, now: datetime) -> Iterable[Problem]:
    kinds = set(station.clips.in_force(now).filter(label="").values_list("kind", flat=True))
    if "opening" not in kinds:
        yield Problem(
            sentence=_("No opening is approved: sessions begin without chime and station name."),
            action=_("Openings and sign-offs"),
            url=reverse("broadcast:standing"),
        )

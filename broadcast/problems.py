"""What needs a person now: one sentence each, and the one thing to do about it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadcast import heads, heartbeats
from broadcast.keys import state
from broadcast.late_news import broken_problems, recall_problems, unheard_problems, version_problems
from broadcast.models import Booking, Device, Programme, Receipt, Station, Zone
from broadcast.plan.reasons import asks_for_an_order
from broadcast.problem import Problem
from broadcast.states import DeviceStatus, ProgrammeStatus

SILENT_AFTER = timedelta(minutes=5)
REFUSALS_TOLD_FOR = timedelta(days=1)


def problems(station: Station, *, now: datetime) -> list[Problem]:
    """Return what needs a person, the gravest first."""
    found = [*version_problems(), *recall_problems(now), *unheard_problems(now), *broken_problems(now)]
    found += [*_pulse_problems(now), *_device_problems(now), *_programme_problems(), *_booking_problems()]
    found += [*_clip_problems(station, now), *_refusal_problems(now), *key_problems(now, for_all=True)]
    found += [Problem(sentence=sentence, urgent=True) for sentence in heads.contradictions()]
    return sorted(found, key=lambda problem: not problem.urgent)


def _pulse_problems(now: datetime) -> Iterable[Problem]:
    words = {
        heartbeats.STATION: _("The station program is not running: nothing new is sent to the loudspeakers."),
        heartbeats.QUEUE: _("The background worker is not answering: recordings are not being made."),
    }
    for pulse in heartbeats.pulses(now):
        if pulse.stale:
            yield Problem(sentence=f"{words[pulse.name]} " + _("Tell the administrator."), urgent=True)


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
            url=reverse("broadcast:devices") + f"#{receipt.device_id}",
            urgent=True,
        )


def _device_problems(now: datetime) -> Iterable[Problem]:
    devices = Device.objects.filter(status=DeviceStatus.ACTIVE).select_related("zone__place")
    for device in devices:
        url = reverse("broadcast:devices") + f"#{device.pk}"
        if device.last_seen_at is None or now - device.last_seen_at > SILENT_AFTER:
            yield Problem(sentence=_silence(device, now), action=_("See the device"), url=url, urgent=True)
        for problem in device.problems[:1]:
            yield Problem(sentence=f"{device.name}: {problem}", action=_("See the device"), url=url)
    waiting = Device.objects.filter(status=DeviceStatus.CLAIMING).count()
    if waiting:
        sentence = ngettext(
            "%(count)s new device waits for its code to be confirmed.",
            "%(count)s new devices wait for their codes to be confirmed.",
            waiting,
        ) % {"count": waiting}
        yield Problem(sentence=sentence, action=_("Confirm"), url=reverse("broadcast:devices"))


def _silence(device: Device, now: datetime) -> str:
    place = device.zone.place if device.zone else None
    call = ""
    if place is not None and place.head_phone:
        call = " " + _("Call %(name)s, %(phone)s.") % {"name": place.head_name, "phone": place.head_phone}
    if device.last_seen_at is None:
        return _("%(device)s has never called in.") % {"device": device.name} + call
    minutes = int((now - device.last_seen_at).total_seconds() // 60)
    return (
        _("%(device)s has been silent for %(minutes)s minutes.")
        % {
            "device": device.name,
            "minutes": minutes,
        }
        + call
    )


def _programme_problems() -> Iterable[Problem]:
    failed = Programme.objects.filter(status=ProgrammeStatus.FAILED)
    for programme in failed:
        yield Problem(
            sentence=_("“%(title)s” could not be recorded.") % {"title": programme.title},
            action=_("Make it again"),
            url=reverse("broadcast:programme", args=[programme.pk]),
            urgent=True,
        )


def _booking_problems() -> Iterable[Problem]:
    bookings = Booking.objects.filter(cancelled_at=None).exclude(unplaced={}).select_related("programme")
    zones = dict(Zone.objects.values_list("pk", "name"))
    for booking in bookings:
        for reason in dict.fromkeys(booking.unplaced.values()):
            names = [zones.get(int(zone), "") for zone, why in booking.unplaced.items() if why == reason]
            action, url = _way_out(booking, reason)
            yield Problem(
                sentence=f"“{booking.programme.title}” ({', '.join(filter(None, names))}): {reason}",
                action=action,
                url=url,
            )


def _way_out(booking: Booking, reason: str) -> tuple[str, str]:
    """Return where a person decides: the order of the session where ưu tiên clash, else the programme's time."""
    if asks_for_an_order(reason) and booking.slot_id:
        day = reverse("broadcast:rundown") + f"?ngay={booking.on:%Y-%m-%d}"
        return _("Decide the order"), f"{day}#phien-{booking.slot_id}"
    return _("Choose another time"), reverse("broadcast:programme", args=[booking.programme_id])


def _clip_problems(station: Station, now: datetime) -> Iterable[Problem]:
    kinds = set(station.clips.in_force(now).values_list("kind", flat=True))
    if "opening" not in kinds:
        yield Problem(
            sentence=_("No opening is approved: sessions begin without chime and station name."),
            action=_("Openings and sign-offs"),
            url=reverse("broadcast:standing"),
        )

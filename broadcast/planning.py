"""Rows in, the plan of the coming days out: the bridge between the database and the pure planner."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from broadcast import airings, bell, fixtures, music, provenance, rulebook, stops, talks, versions
from broadcast.audio.chime import STRIKES_AT_S
from broadcast.authority import NotReleasable, Output, may_air, released
from broadcast.models import Airing, Booking, Programme, Recording, Slot, StandingClip, Station
from broadcast.models.questions import in_time
from broadcast.plan import reasons
from broadcast.plan import rules as plan_rules
from broadcast.plan.check import Verdict, check
from broadcast.plan.planned import Plan, Planned, Unplaced
from broadcast.plan.terms import Authority, Cut, Form, Kind, Priority, Resume
from broadcast.plan.timeline import plan
from broadcast.states import AiringStatus, RecordingStatus

LOOK_BACK = timedelta(days=2)
TO_COME = (AiringStatus.PLANNED, AiringStatus.RELEASED)
URGENT_LEAD_S = 2.5
"""For a ring, a look, a file of some hundred kilobytes over 4G; who is later begins when it has it."""


def plan_of(station: Station, *, now: datetime) -> Plan:
    """Return what will be on the air, in every zone, as of ``now``.

    What has begun although its booking is withdrawn is left out: the planner keeps it as history, no box shall.
    """
    programmes = bookings_of(station, now=now)
    approvals = dict(
        Booking.objects.filter(pk__in=[booking.id for booking in programmes]).values_list(
            "pk", "programme__approval"
        )
    )
    bookings = programmes + fixtures.bookings_of(station, now=now) + talks.bookings_of(station, now=now)
    rules = rules_of(station, now=now)
    whole = plan(rules, bookings, now=now, fixed=in_force(station, now=now))
    allowed = {booking.id: booking for booking in bookings}
    clips = _ends_of_clips(station, now)
    timelines = {
        zone: tuple(
            item
            for item in line
            if (_may_stay(item, clips) if item.booking_id is None else _is_lawful(item, allowed, approvals))
        )
        for zone, line in whole.timelines.items()
    }
    return Plan(timelines=timelines, unplaced=(*whole.unplaced, *_run_out(station, whole, now)))


def _run_out(station: Station, whole: Plan, now: datetime) -> Iterable[Unplaced]:
    """Yield what nobody plans any more because its time is over, where it was not heard: the reason stays with it."""
    placed = {(zone, item.booking_id) for zone, line in whole.timelines.items() for item in line}
    open_still = in_time(now, "programme__valid_until") & in_time(now, "programme__successor__valid_until")
    for booking in open_bookings(station, now=now).exclude(open_still):
        until = valid_until(booking.programme)
        assert until is not None
        reason = reasons.expired(until, ZoneInfo(station.timezone))
        for zone in booking.zones.all():
            if (str(zone.pk), str(booking.pk)) not in placed:
                yield Unplaced(booking_id=str(booking.pk), zone_id=str(zone.pk), reason=reason)


def _is_lawful(
    item: Planned, allowed: Mapping[str, plan_rules.Booking], approvals: Mapping[int, int | None]
) -> bool:
    """Whether an item may be listed: what sounds already may come from an earlier take or recipe, if accepted."""
    booking = allowed.get(item.booking_id or "")
    if booking is None:
        return False
    row = airings.row_of(booking.id)
    return item.media == booking.media or (
        row is not None and provenance.was_accepted(item.media, approvals[row])
    )


def _may_stay(item: Planned, ends: Mapping[str, datetime | None]) -> bool:
    """Whether an opening or sign-off may be said at its own time: one that runs out before it is left out."""
    end = ends.get(item.media)
    return end is None or item.ends_at <= end


def _ends_of_clips(station: Station, now: datetime) -> dict[str, datetime | None]:
    """Return until when each file of a clip in force may be heard."""
    ends: dict[str, datetime | None] = {}
    for clip in station.clips.in_force(now):
        with suppress(NotReleasable):
            ends[provenance.clip_sound(clip).output_sha256] = clip.valid_until
    return ends


def rules_of(station: Station, *, now: datetime) -> plan_rules.Rules:
    """Return the station's rules as the planner knows them."""
    zones = dict(station.zones.values_list("pk", "stagger_s"))
    clips = _bookends(station, now)
    return plan_rules.Rules(
        timezone=station.timezone,
        slots=rulebook.slots_of(station, frozenset(str(pk) for pk in zones), clips=clips),
        quiet=rulebook.quiet_of(station),
        zone_quiet=rulebook.zone_quiet_of(station),
        stagger_s={str(pk): float(seconds) for pk, seconds in zones.items() if seconds},
        calendar=rulebook.calendar_of(station, since=rulebook.local_day(station, now)),
        opening=clips.get((Kind.OPENING, "")),
        closing=clips.get((Kind.CLOSING, "")),
        gap_s=station.gap_s,
        grace_s=station.grace_s,
        urgent_lead_s=URGENT_LEAD_S if bell.is_there() else None,
        horizon_days=station.horizon_days,
    )


def _bookends(station: Station, now: datetime) -> dict[tuple[Kind, str], plan_rules.Bookend]:
    """Return what frames sessions, by kind and label; one whose file was changed is left out."""
    clips = station.clips.in_force(now).exclude(kind=StandingClip.Kind.MUSIC).select_related("entry")
    found: dict[tuple[Kind, str], plan_rules.Bookend] = {}
    for clip, authority in released(clips, output=Output.AIR, now=now):
        with suppress(NotReleasable):
            found[Kind(clip.kind), clip.label] = plan_rules.Bookend(
                kind=Kind(clip.kind),
                title=clip.get_kind_display(),
                media=provenance.clip_sound(clip).output_sha256,
                duration_s=clip.duration_s,
                authority=authority,
                strikes_s=STRIKES_AT_S if clip.kind == StandingClip.Kind.SIGNAL else 0.0,
            )
    return found


def open_bookings(station: Station, *, now: datetime) -> QuerySet[Booking]:
    """Return bookings that can still matter: not cancelled, today's or later, just past, or moved to a later day."""
    # What was moved to a later day, next week's session perhaps, still matters when its own day is long over.
    recent = Q(on__gte=rulebook.local_day(station, now - LOOK_BACK)) | Q(pk__in=_with_airings_ahead(now))
    return (
        Booking.objects.filter(recent, programme__station=station, cancelled_at=None)
        .exclude(versions.newer_recalled(story="programme__story_id", submission="programme__submission_id"))
        .select_related(
            "programme__approval__recall",
            "programme__approval__entry",
            "programme__approval__submission",
            "programme__successor",
            "slot",
        )
        .prefetch_related("zones")
    )


def _with_airings_ahead(now: datetime) -> Any:
    """Return the bookings of which something is still to come."""
    ahead = Airing.objects.filter(starts_at__gt=now, status__in=TO_COME, booking__isnull=False)
    return ahead.values("booking")


def bookings_of(station: Station, *, now: datetime) -> tuple[plan_rules.Booking, ...]:
    """Return the bookings that may go out, each with its authority; the others are left out here and now."""
    bookings = list(open_bookings(station, now=now))
    accepted = accepted_recordings([booking.programme_id for booking in bookings])
    near, cut = _near(station, now=now), Cut(rulebook.regulation_of(station).cut)
    clip, silent = music.in_force(station, now=now), music.silent_days(station)
    provenance.load_forms(booking.programme for booking in bookings)
    found = []
    for booking in bookings:
        recording = accepted.get(booking.programme_id)
        until = valid_until(booking.programme)
        if recording is None or (until is not None and until <= now):
            continue
        try:
            authority = may_air(booking.programme, recording, now=now)
            sound = provenance.sound_of(
                booking.programme,
                recording,
                keep=near.get(booking.pk, ""),
                music=music.under(booking, clip, silent=silent),
            )
        except NotReleasable:
            continue
        found.append(booking_rule(booking, recording, authority, media=sound.output_sha256, cut=cut))
    return tuple(found)


def _near(station: Station, *, now: datetime) -> dict[int | None, str]:
    """Return the files of what begins within minutes: boxes have fetched them, a better one is for the next time."""
    soon = Airing.objects.filter(
        zone__station=station,
        starts_at__gt=now,
        starts_at__lte=now + timedelta(seconds=plan_rules.Rules.freeze_s),
    ).exclude(status=AiringStatus.DROPPED)
    return dict(soon.values_list("booking", "media_sha256"))


def accepted_recordings(programme_ids: list[int]) -> dict[int, Recording]:
    """Return the accepted take of each programme, with its acceptance."""
    rows = Recording.objects.filter(programme_id__in=programme_ids, status=RecordingStatus.ACCEPTED)
    return {row.programme_id: row for row in rows.select_related("acceptance__entry")}


def booking_rule(
    booking: Booking, recording: Recording, authority: Authority, *, media: str, cut: Cut
) -> plan_rules.Booking:
    """Return one booking as the planner knows it."""
    programme = booking.programme
    return plan_rules.Booking(
        id=str(booking.pk),
        programme_id=str(programme.pk),
        title=programme.title,
        slot_id=str(booking.slot_id) if booking.slot_id else None,
        on=booking.on,
        zone_ids=frozenset(str(zone.pk) for zone in booking.zones.all()),
        duration_s=recording.duration_s or 0.0,
        media=media,
        authority=authority,
        booked_at=booking.booked_at,
        priority=Priority(programme.priority),
        position=booking.position,
        valid_until=valid_until(programme),
        play_now=booking.play_now,
        # What an emergency cuts off is planned once more, unless a newer version is to take its place. The box does
        # nothing by itself: what a loss of power cut off is not heard twice.
        resume=Resume.NEVER if booking.play_now or programme.successor_id else Resume.AFTER_EMERGENCY,
        form=Form(programme.form),
        cut=cut,
        sentence_ends=tuple(end for _begin, end in recording.timeline) if cut is not Cut.ANYWHERE else (),
        at=booking.at,
        wait_s=booking.wait_minutes * 60.0,
        order=booking.decided_order,
        follows=str(booking.follows_id) if booking.follows_id else None,
        follows_gap_s=booking.gap_minutes * 60.0,
    )


def valid_until(programme: Programme) -> datetime | None:
    """Return when it must no longer be heard; a newer version may cut an older one's time short, never extend it."""
    own, newer = programme.valid_until, programme.successor.valid_until if programme.successor else None
    return min(own, newer) if own and newer else own or newer


def in_force(station: Station, *, now: datetime) -> tuple[Planned, ...]:
    """Return the airings of the plan in force, begun ones included, so that nothing is said twice."""
    recent = Q(on__gte=rulebook.local_day(station, now - LOOK_BACK)) | Q(booking__in=_with_airings_ahead(now))
    rows = (
        Airing.objects.filter(recent, zone__station=station)
        .exclude(status=AiringStatus.DROPPED)
        .select_related("stop")
        .order_by("starts_at", "uuid")
    )
    return tuple(_as_heard(row, ZoneInfo(station.timezone)) for row in rows)


def _as_heard(row: Airing, zone: ZoneInfo) -> Planned:
    """Return an airing as planned; what was stopped, or heard to its end, needs no second play."""
    item = airings.planned_of(row)
    stop = stops.stop_of(row)
    if stop is not None:
        return replace(item, moved=reasons.stopped(stop.made_at, zone))
    if row.status != AiringStatus.PLAYED:
        return item
    return replace(item, heard=True, moved=None if item.was_interrupted else item.moved)


def trial(
    programme: Programme,
    recording: Recording,
    *,
    slot: Slot,
    on: date,
    zone_ids: Iterable[int],
    now: datetime,
) -> Verdict | None:
    """Say what would become of a booking before it is saved; None when it simply fits."""
    station = programme.station
    wish = plan_rules.Booking(
        id="trial",
        programme_id=str(programme.pk),
        title=programme.title,
        slot_id=str(slot.pk),
        on=on,
        zone_ids=frozenset(str(zone_id) for zone_id in zone_ids),
        duration_s=recording.duration_s or 0.0,
        media=recording.device_sha256,
        authority=may_air(programme, recording, now=now),
        booked_at=now,
        priority=Priority(programme.priority),
        position=Booking.objects.filter(slot=slot, on=on, cancelled_at=None).count(),
        valid_until=programme.valid_until,
        form=Form(programme.form),
    )
    return check(
        rules_of(station, now=now),
        bookings_of(station, now=now) + fixtures.bookings_of(station, now=now, with_music=False),
        wish,
        now=now,
        fixed=in_force(station, now=now),
    )

"""Takes in what the newsroom submitted, approved and recalled; the only stage that knows the newsroom."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from broadcast import dictionary, renditions, voices
from broadcast.authority import spoken_sha256
from broadcast.models import BoardItem, Programme, Recording, Station, Zone
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import try_move
from newsroom.forms_of_story import frozen_path
from newsroom.models import Approval, Submission

OPEN = (
    ProgrammeStatus.RECEIVED,
    ProgrammeStatus.FAILED,
    ProgrammeStatus.RECORDED,
    ProgrammeStatus.ACCEPTED,
    ProgrammeStatus.QUEUED,
    ProgrammeStatus.AIRED,
)
UNUSED = (RecordingStatus.REQUESTED, RecordingStatus.MADE, RecordingStatus.FAILED)


def sweep(now: datetime) -> None:
    """Bring programmes and board items up to what the newsroom decided; doing it again changes nothing."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        return
    for submission in _new_submissions():
        take_in(submission, station)
    _link_approvals(station)
    _withdraw(now)


def _new_submissions() -> QuerySet[Submission]:
    """Return submissions for air or boards that nothing was made of yet."""
    wants_air = Q(forms_json__contains='"air":true') & Q(programme=None)
    wants_boards = Q(forms_json__contains='"boards":true') & Q(board_item=None)
    return Submission.objects.filter(wants_air | wants_boards).order_by("pk")


@transaction.atomic
def take_in(submission: Submission, station: Station) -> None:
    """Make the programme and the board item of one submission, each at most once."""
    forms = json.loads(submission.forms_json)
    outlets = forms["outlets"]
    zones = _zones(station, outlets["zones"])
    if outlets["air"] and not Programme.objects.filter(submission=submission).exists():
        _make_programme(submission, station, forms).zones.set(zones)
    if outlets["boards"] and not BoardItem.objects.filter(submission=submission).exists():
        _make_board_item(submission, station, forms).zones.set(zones)


def _zones(station: Station, place_ids: list[int]) -> QuerySet[Zone]:
    zones = station.zones.all()
    return zones.filter(place_id__in=place_ids) if place_ids else zones


def _make_programme(submission: Submission, station: Station, forms: dict[str, Any]) -> Programme:
    spoken, questions = _reading(forms)
    programme = Programme.objects.create(
        station=station,
        submission=submission,
        story_id=submission.story_id,
        title=submission.title,
        script=forms["script"],
        spoken=spoken,
        open_questions=questions,
        priority=forms["outlets"]["priority"],
        valid_until=_moment(forms["outlets"]["valid_until"]),
    )
    request_recording(programme, voice=voices.offline())
    return programme


def _reading(forms: dict[str, Any]) -> tuple[str, list[dict[str, str]]]:
    """Return the words and open questions that were frozen with the submission, so that what the approver sees is said.

    A submission from before the reading was frozen along is read now.
    """
    if "spoken" in forms:
        return forms["spoken"]["text"], forms["spoken"]["questions"]
    reading = dictionary.read(forms["script"])
    questions = [
        {"written": question.written, "best": question.best, "reason": question.reason}
        for question in reading.questions
    ]
    return reading.spoken, questions


def request_recording(programme: Programme, *, voice: str) -> Recording:
    """Ask for a take with this voice."""
    return Recording.objects.create(
        programme=programme, voice=voice, spoken_sha256=spoken_sha256(programme.spoken)
    )


def _make_board_item(submission: Submission, station: Station, forms: dict[str, Any]) -> BoardItem:
    picture = forms["board"]["picture"]
    shown = renditions.for_boards(frozen_path(picture["sha256"])) if picture else None
    return BoardItem.objects.create(
        station=station,
        submission=submission,
        uuid=uuid4(),
        story_id=submission.story_id,
        lines=forms["board"]["lines"],
        picture_sha256=shown.output_sha256 if shown else "",
        frame_sha256=renditions.frame(forms["board"]["lines"]),
        picture_alt=(picture["description"] or picture["title"]) if picture else "",
        priority=forms["outlets"]["priority"],
        shows_from=_moment(forms["outlets"]["valid_from"]),
        shows_until=_moment(forms["outlets"]["valid_until"]),
    )


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


@transaction.atomic
def _link_approvals(station: Station) -> None:
    """Tie programmes and board items to the approval of their submission."""
    for programme in Programme.objects.filter(approval=None, submission__approval__recall=None).exclude(
        submission__approval=None
    ):
        approval = programme.submission.approval
        Programme.objects.filter(pk=programme.pk, approval=None).update(approval=approval)
        if not voices.is_local(station.voice) and programme.status != ProgrammeStatus.WITHDRAWN:
            request_recording(programme, voice=station.voice)
    for item in BoardItem.objects.filter(approval=None, submission__approval__recall=None).exclude(
        submission__approval=None
    ):
        approval = item.submission.approval
        begins = item.shows_from or approval.approved_at
        until = item.shows_until or max(begins, approval.approved_at) + timedelta(days=station.board_days)
        BoardItem.objects.filter(pk=item.pk, approval=None).update(
            approval=approval, shows_from=begins, shows_until=until
        )


def _withdraw(now: datetime) -> None:
    """Withdraw what was recalled, or what a newer version of the same story has replaced."""
    open_programmes = Programme.objects.filter(status__in=OPEN)
    for programme in open_programmes.filter(submission__approval__recall__isnull=False):
        withdraw(programme, now=now, reason=_("A leader recalled it."))
    newer_approved = Approval.objects.in_force().filter(
        story_id=OuterRef("story_id"), submission_id__gt=OuterRef("submission_id")
    )
    for programme in open_programmes.filter(Exists(newer_approved)):
        withdraw(programme, now=now, reason=_("A newer version was approved."))
    newer_submitted = Submission.objects.filter(
        story_id=OuterRef("story_id"), pk__gt=OuterRef("submission_id")
    )
    for programme in open_programmes.filter(Exists(newer_submitted), approval=None):
        withdraw(programme, now=now, reason=_("A newer version was submitted."))
    shown = BoardItem.objects.filter(stopped_at=None)
    shown.filter(submission__approval__recall__isnull=False).update(
        stopped_at=now, stopped_by_name=_("A leader recalled it.")
    )
    # Whatever the newer version is for: without boards, too, it takes the older words off them.
    shown.filter(Exists(newer_approved)).update(
        stopped_at=now, stopped_by_name=_("A newer version was approved.")
    )


@transaction.atomic
def withdraw(programme: Programme, *, now: datetime, reason: str) -> None:
    """Take a programme out of everything that is still to come."""
    if not try_move(programme, ProgrammeStatus.WITHDRAWN, reason=reason):
        return
    for recording in programme.recordings.filter(status__in=UNUSED):
        try_move(recording, RecordingStatus.REJECTED, reason=reason)
    programme.bookings.filter(cancelled_at=None).update(cancelled_at=now, cancel_reason=reason)

"""Takes in what the newsroom submitted, approved and recalled; the only stage that knows the newsroom."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from broadcast import dictionary, renditions, reuse, versions, voices
from broadcast.authority import spoken_sha256
from broadcast.models import BoardItem, Programme, Recording, Station, Zone
from broadcast.states import ProgrammeStatus
from broadcast.withdrawal import withdraw
from newsroom.forms_of_story import frozen_path
from newsroom.models import Submission

OPEN = (
    ProgrammeStatus.RECEIVED,
    ProgrammeStatus.FAILED,
    ProgrammeStatus.RECORDED,
    ProgrammeStatus.ACCEPTED,
    ProgrammeStatus.QUEUED,
    ProgrammeStatus.AIRED,
)


def sweep(now: datetime) -> None:
    """Bring programmes and board items up to what the newsroom decided; doing it again changes nothing."""
    station = Station.objects.order_by("pk").first()
    if station is None:
        return
    for submission in _new_submissions():
        take_in(submission, station)
    with transaction.atomic():  # no plan is signed that has both the old notice and the new one, or neither
        _link_approvals(station)
        _withdraw(now)
        _give_way(now)


def _new_submissions() -> QuerySet[Submission]:
    """Return submissions for air or boards that nothing was made of yet."""
    wants_air = Q(outlets__air=True) & Q(programme=None)
    wants_boards = Q(outlets__boards=True) & Q(board_item=None)
    return Submission.objects.filter(wants_air | wants_boards).exclude(title="").order_by("pk")


@transaction.atomic
def take_in(submission: Submission, station: Station) -> None:
    """Make the programme and the board item of one submission, each at most once."""
    forms = submission.forms
    outlets = forms["outlets"]
    zones = _zones(station, outlets["zones"])
    if outlets["air"] and not Programme.objects.filter(submission=submission).exists():
        _make_programme(submission, station, forms).zones.set(zones)
    if outlets["boards"] and not BoardItem.objects.filter(submission=submission).exists():
        _make_board_item(submission, station, forms).zones.set(zones)


def take_in_at_once(submission_id: int, station: Station, *, now: datetime) -> None:
    """Take one submission in, tie it to its approval, and withdraw what it replaces or what was recalled."""
    take_in(Submission.objects.get(pk=submission_id), station)
    _link_approvals(station)
    _withdraw(now)


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
        drill=forms["outlets"].get("drill", False),
    )
    if reuse.offer_again(programme) is None:
        voice = voices.offline() if _is_emergency(submission) else voices.first_for(station)
        request_recording(programme, voice=voice)
    return programme


def _is_emergency(submission: Submission) -> bool:
    """Whether one leader released it at once: the first take is the one that will be heard."""
    return getattr(getattr(submission, "approval", None), "waiver_id", None) is not None


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
    board = forms["board"]
    picture = board["picture"]
    shown = renditions.for_boards(frozen_path(picture["sha256"])) if picture else None
    return BoardItem.objects.create(
        station=station,
        submission=submission,
        uuid=uuid4(),
        story_id=submission.story_id,
        lines=board["lines"],
        picture_sha256=shown.output_sha256 if shown else "",
        frame_sha256=renditions.frame(board["lines"]),
        picture_alt=(picture["description"] or picture["title"]) if picture else "",
        priority=forms["outlets"]["priority"],
        shows_from=_moment(forms["outlets"]["valid_from"]),
        shows_until=_moment(forms["outlets"]["valid_until"]),
        **_beside_words(board),
        drill=forms["outlets"].get("drill", False),
    )


def _beside_words(board: dict[str, Any]) -> dict[str, Any]:
    """Return what the item shows beside its words; forms from before there was anything else name nothing."""
    shows = BoardItem.Shows
    counts_to = _moment(board.get("counts_to"))
    if counts_to:
        return {"shows": shows.COUNTDOWN, "counts_to": counts_to}
    for kind in (shows.DOCUMENT, shows.FILM):
        if board.get(kind):
            captions = board.get("captions") or {"sha256": ""}
            return {
                "shows": kind,
                "source_sha256": board[kind]["sha256"],
                "captions_sha256": captions["sha256"],
            }
    return {}


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _link_approvals(station: Station) -> None:
    """Tie programmes and board items to the approval of their submission."""
    for programme in Programme.objects.filter(approval=None, submission__approval__recall=None).exclude(
        submission__approval=None
    ):
        approval = programme.submission.approval
        Programme.objects.filter(pk=programme.pk, approval=None).update(approval=approval)
        if _wants_service(programme, station):
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


def _wants_service(programme: Programme, station: Station) -> bool:
    """Whether the approved words go to a voice service: not when it has them, or the very same words were recorded."""
    is_recorded = programme.recordings.exclude(reused_from=None).exists()
    is_open = programme.status != ProgrammeStatus.WITHDRAWN
    return is_open and not is_recorded and not voices.may_hear_drafts(station.voice, station)


def _withdraw(now: datetime) -> None:
    """Withdraw what was recalled, and what an unapproved or silent version of the same story makes void."""
    open_programmes = Programme.objects.filter(status__in=OPEN)
    recalled = Q(submission__approval__recall__isnull=False) | Q(_newer_recalled())
    for programme in open_programmes.filter(recalled):
        withdraw(programme, now=now, reason=_("A leader recalled it."))
    newer_submitted = Submission.objects.filter(
        story_id=OuterRef("story_id"), pk__gt=OuterRef("submission_id")
    )
    for programme in open_programmes.filter(Exists(newer_submitted), approval=None):
        withdraw(programme, now=now, reason=_("A newer version was submitted."))
    shown = BoardItem.objects.filter(stopped_at=None)
    shown.filter(recalled).update(stopped_at=now, stopped_by_name=_("A leader recalled it."))
    # Whatever the newer version is for: without boards, too, it takes the older words off them.
    shown.filter(_newer_approved()).update(stopped_at=now, stopped_by_name=_("A newer version was approved."))


def _give_way(now: datetime) -> None:
    """Name the version to which each older one gives way (``succession`` does the rest).

    Nobody waits for an older one that has no time, and one that is not for loudspeakers silences the older at once.
    """
    for programme in Programme.objects.filter(_newer_approved(), status__in=OPEN):
        newest = versions.newest_in_force(programme.story_id)
        successor = getattr(newest.submission, "programme", None)
        if successor is None or successor.status == ProgrammeStatus.WITHDRAWN:
            withdraw(programme, now=now, reason=_("The newer version is not for loudspeakers."))
        elif not programme.bookings.filter(cancelled_at=None).exists():
            withdraw(programme, now=now, reason=_("A newer version was approved."))
        elif programme.successor_id != successor.pk:
            Programme.objects.filter(pk=programme.pk).update(successor=successor)


def _newer_approved() -> Exists:
    return versions.newer_in_force(story="story_id", submission="submission_id")


def _newer_recalled() -> Exists:
    return versions.newer_recalled(story="story_id", submission="submission_id")

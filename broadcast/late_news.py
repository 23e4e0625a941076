"""What the desk says first: newer versions, recalls that some device has not confirmed, programmes nobody heard."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from broadcast import board_files, desk, handover, planning, provenance, recalls, showing
from broadcast.authority import NotReleasable, may_be_heard
from broadcast.models import Airing, BoardItem, Move, Programme, Recording
from broadcast.problem import Problem
from broadcast.states import AiringStatus, ProgrammeStatus

TOLD_FOR = timedelta(days=3)


def version_problems() -> Iterable[Problem]:
    """Ask about older versions that begin within minutes, and tell of those that are still to be heard."""
    asked = set()
    for question in handover.open_questions():
        asked.add(question.booking.programme_id)
        words = {"title": question.booking.programme.title, "when": _clock(question.starts_at)}
        yield Problem(
            sentence=_("“%(title)s” begins at %(when)s, but a newer version was approved. What is heard?")
            % words,
            action=_("Decide"),
            url=reverse("broadcast:handover", args=[question.pk]),
            urgent=True,
            until=question.starts_at,
        )
    waiting = Programme.objects.filter(successor__isnull=False, status=ProgrammeStatus.QUEUED).exclude(
        pk__in=asked
    )
    for programme in waiting:
        airing = _next(programme)
        if airing is not None:
            words = {"title": programme.title, "when": _clock(airing.starts_at)}
            yield Problem(
                sentence=_(
                    "A newer version of “%(title)s” was approved. Until its recording is accepted, the older one is "
                    "heard, next at %(when)s."
                )
                % words,
                action=_("Listen to the new recording"),
                url=reverse("broadcast:programme", args=[programme.successor_id]),
                until=airing.starts_at,
            )


def _next(programme: Programme) -> Airing | None:
    waiting = Airing.objects.filter(
        booking__programme=programme, status__in=[AiringStatus.PLANNED, AiringStatus.RELEASED]
    )
    return waiting.order_by("starts_at").first()


def recall_problems(now: datetime) -> Iterable[Problem]:
    """Tell of recalls that some device has not confirmed."""
    for state in recalls.open_recalls(now):
        words = {
            "title": state.approval.submission.title,
            "when": _clock(state.approval.recall.recalled_at),
            "done": len(state.confirmed),
            "total": state.total,
        }
        yield Problem(
            sentence=_("“%(title)s” was recalled at %(when)s: %(done)s of %(total)s devices have confirmed.")
            % words,
            action=_("See which"),
            url=reverse("broadcast:recall", args=[state.approval.sequence]),
            urgent=True,
        )


def unheard_problems(now: datetime) -> Iterable[Problem]:
    """Tell of programmes that no zone heard and that wait for another time."""
    programmes = Programme.objects.filter(status=ProgrammeStatus.ACCEPTED)
    last: dict[str, Move] = {}
    keys = [str(pk) for pk in programmes.values_list("pk", flat=True)]
    for move in Move.objects.filter(kind="programme", row_id__in=keys).order_by("pk"):
        last[move.row_id] = move
    for programme in programmes:
        back = last.get(str(programme.pk))
        if back is None or back.source != ProgrammeStatus.QUEUED or back.by or now - back.moved_at > TOLD_FOR:
            continue
        yield Problem(
            sentence=_("“%(title)s” was heard nowhere.") % {"title": programme.title} + " " + back.reason,
            action=_("Choose another time"),
            url=reverse("broadcast:book", args=[programme.pk]),
            urgent=True,
            for_operators=True,
        )


def _clock(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "H:i d/m")


def broken_problems(now: datetime) -> Iterable[Problem]:
    """Tell of what stands in the queue or on the boards and is held back, because a link to its approval is broken."""
    queued = Programme.objects.filter(status=ProgrammeStatus.QUEUED).select_related(
        "approval__recall", "approval__entry", "approval__submission"
    )
    accepted = planning.accepted_recordings(list(queued.values_list("pk", flat=True)))
    for programme in queued:
        recording = accepted.get(programme.pk)
        if recording is not None and (why := _broken_sound(programme, recording)):
            yield Problem(
                sentence=_("“%(title)s” is held back.") % {"title": programme.title} + " " + why,
                action=_("See the programme"),
                url=reverse("broadcast:programme", args=[programme.pk]),
                urgent=True,
            )
    for item in desk.boards_now(now=now).select_related("approval__entry", "approval__submission"):
        if why := _broken_notice(item):
            words = {"title": " / ".join(item.lines)}
            yield Problem(sentence=_("The notice “%(title)s” is held back.") % words + f" {why}", urgent=True)


def _broken_notice(item: BoardItem) -> str:
    """Return why a notice is held back; "" where it is shown, or only waits for what is being made of its file."""
    try:
        showing.beside_words(item)
    except provenance.NotYetMade:
        return board_files.fault_sentence(item.fault)
    except NotReleasable as fault:
        return str(fault)
    return ""


def _broken_sound(programme: Programme, recording: Recording) -> str:
    try:
        may_be_heard(programme, recording)
        provenance.sound_of(programme, recording)
    except NotReleasable as fault:
        return str(fault)
    return ""

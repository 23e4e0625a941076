"""Plugs broadcast into the newsroom's port: how a script reads, and what stands ready for a submission."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import (
    board_files,
    dictionary,
    emergency,
    hearing,
    pipeline,
    rehearsing,
    speech,
    spoken,
    urgency,
    voices,
)
from broadcast.audio.ffmpeg import FfmpegFailed
from broadcast.boards import legible
from broadcast.models import BoardItem, Programme, Recording
from broadcast.sessions_ahead import next_sessions
from broadcast.states import ProgrammeStatus, RecordingStatus
from cms import shown_before
from cms.push import emergencies, figures
from cms.push import tasks as notices
from newsroom import drills
from newsroom.models import User
from newsroom.ready import (
    AirWish,
    Decision,
    HouseWord,
    Progress,
    Question,
    Reach,
    Ready,
    Refused,
    Sound,
    SpokenText,
    Stretch,
)

SYLLABLES_PER_S = 3.6
_SYLLABLE = re.compile(r"\w+")
HEARABLE = (RecordingStatus.ACCEPTED, RecordingStatus.MADE)


class BroadcastPreparations:
    """What broadcast made, told in the newsroom's words."""

    def read(self, script: str, decisions: Sequence[Decision] = ()) -> SpokenText:
        """Return how the script will be read aloud, with its open questions."""
        reading = dictionary.read(script, [spoken.Decision(**asdict(each)) for each in decisions])
        return SpokenText(
            written=reading.written,
            spoken=reading.spoken,
            seconds=spoken_seconds(reading.spoken),
            stretches=tuple(
                Stretch(start=each.start, end=each.end, spoken=each.spoken, changed=bool(each.rule))
                for each in spoken.stretches(reading)
            ),
            questions=tuple(Question(**asdict(each)) for each in reading.questions),
        )

    def check_spoken(self, spoken: str) -> None:
        """Refuse what a voice cannot say as it stands."""
        try:
            dictionary.check_spoken(spoken)
        except dictionary.Unteachable as fault:
            raise Refused(str(fault)) from fault

    def house_words(self) -> Sequence[HouseWord]:
        """Return what people of the commune taught the station."""
        return tuple(
            HouseWord(written=row.written, spoken=row.spoken, is_name=row.kind in dictionary.NAMES)
            for row in dictionary.own_in_force()
        )

    def may_teach(self, person: User) -> bool:
        """Ask the permission."""
        return person.has_perm("broadcast.keep_dictionary")

    def teach(self, person: User, *, written: str, spoken: str) -> None:
        """Put the word into the commune's dictionary."""
        if not self.may_teach(person):
            raise Refused(_("Only editors keep the dictionary. Change it in this story, and tell an editor."))
        teaching = dictionary.Teaching(written=written, readings=(spoken,), kind=dictionary.kind_of(written))
        try:
            dictionary.teach(teaching, person=person, now=timezone.now())
        except dictionary.Unteachable as fault:
            raise Refused(str(fault)) from fault

    def hear(self, spoken: str) -> str:
        """Say the words with the offline voice."""
        try:
            return reverse("broadcast:heard", args=[hearing.say(spoken)])
        except hearing.NotHeard as fault:
            raise Refused(str(fault)) from fault

    def ready_for(self, submission_id: int) -> Ready:
        """Return the newest take and the board frame, or what they wait for."""
        programme = Programme.objects.filter(submission=submission_id).first()
        recording = _take(programme)
        on_boards = shown_before.of(BoardItem.objects.filter(submission=submission_id).first())
        return Ready(
            sound=_sound(recording), note=_note(programme) if recording is None else "", **asdict(on_boards)
        )

    def next_on_air(self, wishes: Sequence[AirWish], *, now: datetime) -> Mapping[int, datetime]:
        """Look the sessions of the coming days up."""
        asked = {each.submission_id: (each.place_ids, each.not_before) for each in wishes}
        return next_sessions(asked, now=now)

    def check_board_file(self, kind: str, path: Path) -> None:
        """Look into the file as the boards' own workshop will."""
        if fault := board_files.check(kind, path):
            raise Refused(fault)

    def board_hints(self, lines: Sequence[str], picture: Path | None) -> Sequence[str]:
        """Ask the boards' own rules."""
        return legible.hints(lines, picture)

    def wake(self) -> None:
        """Ask the workers to look."""
        pipeline.wake()

    def recalled(self) -> None:
        """Sign the plans anew in this moment; telephones that were told are told that it no longer holds."""
        pipeline.take_back(timezone.now())
        notices.wake()

    def recall_page(self, sequence: int) -> str:
        """Return the page of the desk that tells which devices have confirmed."""
        return reverse("broadcast:recall", args=[sequence])

    def hurry(self, submission_id: int) -> None:
        """Lead the submission through all stages in this very process; workers tell the telephones meanwhile."""
        notices.wake()
        emergency.hurry(submission_id)

    def progress(self, submission_id: int) -> Progress:
        """Return how far its emergency is."""
        state = urgency.state_of(submission_id)
        return Progress(
            stage=state.stage,
            note=state.error,
            starts=moment(state.starts_at) if state.starts_at else "",
            clusters=state.clusters,
            received=max(state.received, state.played),
            played=state.played,
            boards=state.boards,
            phones=figures.of_submission(submission_id),
        )

    def reach(self, place_ids: Collection[int]) -> Reach:
        """Return whom an emergency reaches now."""
        clusters, boards, quiet = urgency.reach(place_ids, now=timezone.now())
        phones = emergencies.asked_for(place_ids).count()
        return Reach(clusters=clusters, boards=boards, quiet=quiet, phones=phones)

    def hear_emergency(self, text: str, *, drill: bool) -> bytes:
        """Return the text as it will sound."""
        try:
            return urgency.hear(drills.script(text) if drill else text, drill=drill)
        except (speech.VoiceError, FfmpegFailed, OSError):
            return b""

    def rehearse_emergency(self, text: str, *, drill: bool) -> None:
        """Let the voice say the text beforehand."""
        rehearsing.begin(drills.script(text) if drill else text, drill=drill)


def moment(at: datetime) -> str:
    """Return hour, minute and second on the commune's clock."""
    return f"{timezone.localtime(at):%H:%M:%S}"


def spoken_seconds(spoken: str) -> int:
    """Return about how long the spoken text takes: a Vietnamese syllable is a written word."""
    return round(len(_SYLLABLE.findall(spoken)) / SYLLABLES_PER_S)


def _take(programme: Programme | None) -> Recording | None:
    if programme is None:
        return None
    takes = {take.status: take for take in programme.recordings.filter(status__in=HEARABLE).order_by("pk")}
    return takes.get(RecordingStatus.ACCEPTED) or takes.get(RecordingStatus.MADE)


def _sound(recording: Recording | None) -> Sound | None:
    if recording is None:
        return None
    label = voices.label_of(recording.spoke) if recording.synthetic else _("announcer")
    return Sound(
        url=reverse("broadcast:recording_sound", args=[recording.pk]),
        seconds=round(recording.duration_s or 0),
        label=label,
    )


def _note(programme: Programme | None) -> str:
    if programme is None:
        return ""
    if programme.status == ProgrammeStatus.FAILED:
        return _("The sound could not be made. You can still decide; the service centre has been told.")
    return _("The sound is being made. It will be here in about half a minute; you need not wait for it.")

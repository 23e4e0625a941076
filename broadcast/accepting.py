"""The recording decision: a person accepts exactly one master for the approved words, or puts a take aside."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from broadcast import evidence, media, voices
from broadcast.authority import NotReleasable, authority_of, spoken_sha256
from broadcast.models import Acceptance, Programme, Recording
from broadcast.people import Person
from broadcast.states import ProgrammeStatus, RecordingStatus
from broadcast.transitions import move


class NothingToHear(Exception):
    """The recording cannot be decided on; the message says why."""


def check_open(programme: Programme) -> None:
    """Raise ``NotReleasable`` when nothing more may be recorded or accepted of it."""
    if programme.status == ProgrammeStatus.WITHDRAWN:
        raise NotReleasable(_("It was withdrawn."))


@transaction.atomic
def accept(
    recording: Recording, *, person: Person, now: datetime, unheard_by_waiver: bool = False
) -> Acceptance:
    """Accept exactly this master for the approved words, or raise ``NotReleasable`` or ``NothingToHear``.

    ``unheard_by_waiver``: nobody listened; the emergency's waiver accepts what the offline voice says, and the
    link of the chain says so.
    """
    programme = (
        Programme.objects.select_for_update(of=("self",))
        .select_related("approval__recall", "approval__entry")
        .get(pk=recording.programme_id)
    )
    approval = programme.approval
    authority_of(approval)
    assert approval is not None  # or there would be no authority
    check_open(programme)
    if recording.status != RecordingStatus.MADE or not media.is_whole(recording.master_sha256):
        raise NothingToHear(_("This recording is not ready to be accepted. Make it again."))
    if recording.spoken_sha256 != spoken_sha256(programme.spoken):
        raise NothingToHear(_("This recording says other words than those that were approved."))
    waiver = approval.waiver if unheard_by_waiver else None
    if unheard_by_waiver and (waiver is None or not voices.is_local(recording.spoke)):
        raise NotReleasable(_("Only an emergency's own recording goes out unheard."))
    for other in programme.recordings.filter(status=RecordingStatus.ACCEPTED):
        _give_up(other, person)
    move(recording, RecordingStatus.ACCEPTED, by=person.get_full_name())
    acceptance = _write_down(recording, approval, waiver, person=person, now=now)
    if programme.status == ProgrammeStatus.RECORDED:
        move(programme, ProgrammeStatus.ACCEPTED, by=person.get_full_name())
    return acceptance


def _write_down(
    recording: Recording, approval: Any, waiver: Any, *, person: Person, now: datetime
) -> Acceptance:
    facts = {
        "approval": approval.sequence,
        "recording": recording.pk,
        "master": recording.master_sha256,
        "spoken": recording.spoken_sha256,
        **({"waiver": waiver.entry_id} if waiver else {}),
        **evidence.person(person),
    }
    return Acceptance.objects.create(
        entry=evidence.append(evidence.Kind.ACCEPTANCE, facts, now=now),
        recording=recording,
        approval=approval,
        waiver=waiver,
        master_sha256=recording.master_sha256,
        person_id=person.pk,
        person_name=person.get_full_name(),
        accepted_at=now,
    )


def _give_up(other: Recording, person: Person) -> None:
    move(other, RecordingStatus.REJECTED, by=person.get_full_name(), reason=_("Another take was accepted"))


@transaction.atomic
def reject(recording: Recording, *, person: Person, reason: str) -> None:
    """Put a take aside; the programme waits for another when it was the only one."""
    was_accepted = recording.status == RecordingStatus.ACCEPTED
    programme = recording.programme
    if was_accepted and programme.status == ProgrammeStatus.QUEUED:
        raise NothingToHear(
            _("The programme is in the queue with this take. Take it out of the queue first.")
        )
    move(recording, RecordingStatus.REJECTED, by=person.get_full_name(), reason=reason)
    others = programme.recordings.filter(status=RecordingStatus.MADE).exists()
    target = ProgrammeStatus.RECORDED if others else ProgrammeStatus.RECEIVED
    if (programme.status == ProgrammeStatus.ACCEPTED and was_accepted) or (
        programme.status == ProgrammeStatus.RECORDED and not others
    ):
        move(programme, target, by=person.get_full_name(), reason=reason)

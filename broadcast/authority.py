"""The release question: may this be heard or shown now, and by what authority? One answer for all who ask."""

import hashlib
from datetime import datetime
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from broadcast.models import BoardItem, Programme, Recording, StandingClip
from broadcast.plan.terms import Authority, AuthorityKind
from broadcast.states import ProgrammeStatus, RecordingStatus


class NotReleasable(Exception):
    """It may not go out; the message says why, for a person."""


def spoken_sha256(spoken: str) -> str:
    """Return the digest that ties a recording to the words it says."""
    return hashlib.sha256(spoken.encode()).hexdigest()


def script_sha256(script: str) -> str:
    """Return the digest by which an approval names its script: SHA-256 of its canonical JSON (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(script)).hexdigest()


def authority_of(approval: Any) -> Authority:
    """Return the authority that an approval in force gives, or raise ``NotReleasable``."""
    if approval is None:
        raise NotReleasable(_("It has not been approved."))
    if is_recalled(approval):
        raise NotReleasable(_("It was recalled."))
    return Authority(kind=AuthorityKind.REVISION, id=str(approval.sequence), sha256=approval.entry.sha256)


def is_recalled(approval: Any) -> bool:
    """Whether a leader took the approval back (the recall is loaded along where lists are made)."""
    return getattr(approval, "recall", None) is not None


def may_be_heard(programme: Programme, recording: Recording) -> Authority:
    """Return by what authority this recording of this programme may be heard, or raise ``NotReleasable``.

    The approved words, a take that says exactly these words, and a person who accepted exactly that master.
    """
    authority = authority_of(programme.approval)
    if programme.status == ProgrammeStatus.WITHDRAWN:
        raise NotReleasable(_("It was withdrawn."))
    acceptance = getattr(recording, "acceptance", None)
    if recording.status != RecordingStatus.ACCEPTED or acceptance is None:
        raise NotReleasable(_("Nobody has accepted its recording yet."))
    if (
        recording.programme_id != programme.pk
        or acceptance.approval_id != programme.approval_id
        or acceptance.master_sha256 != recording.master_sha256
        or recording.spoken_sha256 != spoken_sha256(programme.spoken)
        or script_sha256(programme.script) != _approved_script(programme.approval)
    ):
        raise NotReleasable(_("The recording does not belong to the approved words."))
    return authority


def _approved_script(approval: Any) -> str:
    return str(approval.digests.get("script"))


def may_air(programme: Programme, recording: Recording, *, now: datetime) -> Authority:
    """Return by what authority the recording may go to the loudspeakers at ``now``, or raise ``NotReleasable``."""
    if programme.valid_until is not None and programme.valid_until <= now:
        raise NotReleasable(_("Its validity has ended."))
    return may_be_heard(programme, recording)


def may_show(item: BoardItem, *, now: datetime) -> Authority:
    """Return by what authority a board item may be shown at ``now``, or raise ``NotReleasable``."""
    if item.stopped_at is not None:
        raise NotReleasable(_("It was taken off the boards."))
    if item.shows_until is not None and item.shows_until <= now:
        raise NotReleasable(_("Its validity has ended."))
    return authority_of(item.approval)


def standing_authority(clip: StandingClip) -> Authority:
    """Return by what authority an opening or sign-off may be heard, or raise ``NotReleasable``."""
    if clip.approved_at is None:
        raise NotReleasable(_("No leader has approved this opening yet."))
    if clip.revoked_at is not None:
        raise NotReleasable(_("It was revoked."))
    return Authority(kind=AuthorityKind.STANDING, id=str(clip.pk), sha256=clip.master_sha256)

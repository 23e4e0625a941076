"""The release question: may this be released to this output now, and by what authority? One answer for all who ask."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from broadcast.models import (
    BoardItem,
    LiveAuthority,
    Programme,
    Recording,
    RepertoireItem,
    StandingClip,
    UpstreamItem,
)
from broadcast.models.questions import drills
from broadcast.plan.terms import Authority, AuthorityKind
from broadcast.states import ProgrammeStatus, RecordingStatus


class Output(StrEnum):
    """Where something can come out."""

    SITE = "site"
    AIR = "air"
    BOARDS = "boards"
    STREAM = "stream"
    CHANNEL = "channel"


SOUNDING = frozenset({Output.AIR, Output.STREAM})
URGENT = "urgent"


class NotReleasable(Exception):
    """It may not go out; the message says why, for a person."""


def question(subject: Any, *, output: Output, now: datetime) -> Authority:
    """Return by what authority ``subject`` may be released to ``output`` at ``now``, or raise ``NotReleasable``.

    ``subject`` is what would come out: a recording, a board item, a standing clip, a live broadcast, an item of
    an upper level, or, for the site and outside channels, the approval of the words.
    """
    answer = _ANSWERS.get((type(subject)._meta.model_name, output))
    if answer is None:
        raise NotReleasable(_("This is not made for that output."))
    return answer(subject, now)


def released(rows: Iterable[Any], *, output: Output, now: datetime) -> list[tuple[Any, Authority]]:
    """Return the rows that may be released, each with its authority."""
    found = []
    for row in rows:
        try:
            found.append((row, question(row, output=output, now=now)))
        except NotReleasable:
            continue
    return found


# -------------------------------------------------------------------- approvals


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
    kind = AuthorityKind.EMERGENCY if approval.waiver_id is not None else AuthorityKind.REVISION
    return _by(approval.entry, kind)


def is_recalled(approval: Any) -> bool:
    """Whether a leader took the approval back (the recall is loaded along where lists are made)."""
    return not approval.is_in_force


def _by(entry: Any, kind: AuthorityKind) -> Authority:
    return Authority(kind=kind, id=str(entry.sequence), sha256=entry.sha256)


def _may_be_read(approval: Any, now: datetime) -> Authority:
    """Words on the site or an outside channel: their approval, and nothing else."""
    return authority_of(approval)


# ------------------------------------------------------------------- programmes


def may_be_said(programme: Programme) -> Authority:
    """Return by what authority these words may be said, whoever says them, or raise ``NotReleasable``."""
    authority = authority_of(programme.approval)
    if programme.status == ProgrammeStatus.WITHDRAWN:
        raise NotReleasable(_("It was withdrawn."))
    if programme.drill and not (
        authority.kind is AuthorityKind.REVISION
        and programme.priority != URGENT
        and programme.title.startswith(drills.TITLE_PREFIX)
        and programme.spoken.startswith(drills.SENTENCE)
        and programme.spoken.endswith(drills.SENTENCE)
    ):
        raise NotReleasable(_("This drill does not say at its beginning and end that it is one."))
    return authority


def may_be_heard(programme: Programme, recording: Recording) -> Authority:
    """Return by what authority this recording of this programme may be heard, or raise ``NotReleasable``.

    The approved words, a take that says exactly these words, and a person who accepted exactly that master;
    an emergency's waiver stands in for that person, and for no other programme.
    """
    authority = may_be_said(programme)
    acceptance = getattr(recording, "acceptance", None)
    if recording.status != RecordingStatus.ACCEPTED or acceptance is None:
        raise NotReleasable(_("Nobody has accepted its recording yet."))
    if (
        recording.programme_id != programme.pk
        or acceptance.approval_id != programme.approval_id
        or acceptance.master_sha256 != recording.master_sha256
        or recording.spoken_sha256 != spoken_sha256(programme.spoken)
        or script_sha256(programme.script) != _approved_script(programme.approval)
        or acceptance.waiver_id not in {None, getattr(programme.approval, "waiver_id", None)}
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


def _recording(recording: Recording, now: datetime) -> Authority:
    return may_air(recording.programme, recording, now=now)


def _replay(recording: Recording, now: datetime) -> Authority:
    """On the site a story's sound may be heard for as long as the story is read; its end of validity is for the air."""
    return may_be_heard(recording.programme, recording)


# ----------------------------------------------------------------------- boards


def may_show(item: BoardItem, *, now: datetime) -> Authority:
    """Return by what authority a board item may be shown at ``now``, or raise ``NotReleasable``."""
    return _board_item(item, now)


def _board_item(item: BoardItem, now: datetime) -> Authority:
    if item.stopped_at is not None:
        raise NotReleasable(_("It was taken off the boards."))
    authority = authority_of(item.approval)
    if item.shows_until is None or item.shows_until <= now:
        raise NotReleasable(_("Its validity has ended."))
    if item.drill and not (
        authority.kind is AuthorityKind.REVISION
        and item.priority != URGENT
        and not item.picture_sha256
        and item.shows == item.Shows.WORDS
        and item.lines[:1] == [drills.MARK]
    ):
        raise NotReleasable(_("This drill does not say on the board that it is one."))
    return authority


# --------------------------------------------------------------------- standing


def standing_authority(clip: StandingClip, *, now: datetime) -> Authority:
    """Return by what authority an opening or sign-off may be heard, or raise ``NotReleasable``."""
    if clip.approved_at is None or clip.entry is None:
        raise NotReleasable(_("No leader has approved this opening yet."))
    return _in_force(clip, now)


def _in_force(clip: Any, now: datetime) -> Authority:
    if clip.revoked_at is not None:
        raise NotReleasable(_("It was revoked."))
    if clip.valid_from is not None and now < clip.valid_from:
        raise NotReleasable(_("Its validity has not begun."))
    if clip.valid_until is not None and clip.valid_until <= now:
        raise NotReleasable(_("Its validity has ended."))
    return _by(clip.entry, AuthorityKind.STANDING)


def repertoire_authority(item: RepertoireItem, *, now: datetime) -> Authority:
    """Return by what authority a recorded programme, music or a relay may be heard, or raise ``NotReleasable``."""
    if item.approved_at is None or item.entry is None:
        raise NotReleasable(_("No leader has approved it yet."))
    approved = item.entry.facts
    if (approved.get("master", ""), approved.get("url", "")) != (item.master_sha256, item.url):
        raise NotReleasable(_("It is not what was approved."))
    return _in_force(item, now)


def _repertoire(item: RepertoireItem, now: datetime) -> Authority:
    return repertoire_authority(item, now=now)


def _standing(clip: StandingClip, now: datetime) -> Authority:
    return standing_authority(clip, now=now)


# ------------------------------------------------------------- live and upstream


def _live(live: LiveAuthority, now: datetime) -> Authority:
    if live.closed_at is not None:
        raise NotReleasable(_("The live broadcast was closed."))
    if not live.opened_at <= now < live.until:
        raise NotReleasable(_("The time of the live broadcast is over."))
    return _by(live.entry, AuthorityKind.LIVE)


def _upstream(item: UpstreamItem, now: datetime) -> Authority:
    if item.entry is None:
        raise NotReleasable(_("Nobody has taken this item over yet."))
    if item.revoked_at is not None or item.source.revoked_at is not None:
        raise NotReleasable(_("It was revoked."))
    if item.valid_until is not None and item.valid_until <= now:
        raise NotReleasable(_("Its validity has ended."))
    return _by(item.entry, AuthorityKind.UPSTREAM)


_ANSWERS: dict[tuple[str | None, Output], Callable[[Any, datetime], Authority]] = {
    ("recording", Output.AIR): _recording,
    ("recording", Output.STREAM): _recording,
    ("recording", Output.SITE): _replay,
    ("recording", Output.CHANNEL): _replay,
    ("boarditem", Output.BOARDS): _board_item,
    ("standingclip", Output.AIR): _standing,
    ("standingclip", Output.STREAM): _standing,
    ("repertoireitem", Output.AIR): _repertoire,
    ("repertoireitem", Output.STREAM): _repertoire,
    ("liveauthority", Output.AIR): _live,
    ("liveauthority", Output.STREAM): _live,
    ("upstreamitem", Output.AIR): _upstream,
    ("upstreamitem", Output.BOARDS): _upstream,
    ("upstreamitem", Output.STREAM): _upstream,
    ("approval", Output.SITE): _may_be_read,
    ("approval", Output.CHANNEL): _may_be_read,
}

"""Khẩn cấp: what one leader lets be said at once, the drill of it, and the second look; the only writer of waivers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from newsroom import chain, drills, roles, rows, rules, workflow
from newsroom.models import (
    Approval,
    BulletinPage,
    ChainEntry,
    Place,
    SecondLook,
    SectionPage,
    Story,
    Submission,
    User,
    Waiver,
)
from newsroom.models.story_terms import Category, Priority
from newsroom.workflow import NoReason, Refused

WITHOUT_WORKFLOW = 0
SAME_AGAIN = timedelta(minutes=2)
MOST_HOURS = 72


class Incomplete(Refused):
    """Something is missing in what was typed; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """What happened and where to say it; no places means the whole commune."""

    event: str
    title: str
    text: str
    reason: str
    places: tuple[Place, ...] = ()
    on_boards: bool = True
    on_site: bool = True
    hours: int = 12


# ------------------------------------------------------------------ releasing


def release(call: Call, person: User, *, now: datetime) -> Approval:
    """Write, submit and approve in one breath: the leader waives that somebody else approves, and says why.

    The same call by the same person within two minutes is one call: a second press of the button changes nothing.
    """
    _check(rules.may_release_emergency(person))
    _check_call(call)
    if drills.SENTENCE.split(".")[0].lower() in call.text.lower():
        raise Incomplete(
            _("This text says that it is a drill. Take that sentence out, or press the drill button.")
        )
    with transaction.atomic():
        chain.lock()
        earlier = _same_call(call, person, now)
        if earlier is not None:
            return earlier
        story = _write(call, person, drill=False, now=now)
        return _approve(story, person, event=call.event, reason=call.reason, now=now)


def release_story(
    submission: Submission, person: User, *, reason: str, hours: int, now: datetime
) -> Approval:
    """Let a story that waits or was approved be said at once, exactly as it was frozen."""
    _check(rules.may_release_emergency(person))
    _check_reason(reason)
    with transaction.atomic():
        chain.lock()
        story = Revision.objects.get(pk=submission.revision_id).as_object()
        if story.drill:
            raise Refused(_("This is a drill; it is never released as an emergency."))
        _end_workflow(submission, person)
        story.priority, story.on_air = Priority.URGENT, True
        story.valid_from, story.valid_until = None, now + timedelta(hours=hours)
        return _approve(story, person, event="other", reason=reason, now=now)


def _approve(story: Story, person: User, *, event: str, reason: str, now: datetime) -> Approval:
    revision = story.save_revision(user=person, log_action=True)
    page = revision.as_object()
    submission = rows.freeze(
        page, person, revision_id=revision.pk, workflow_state_id=WITHOUT_WORKFLOW, now=now
    )
    facts = {
        "submission": submission.pk,
        "digests": submission.digests,
        "event": event,
        "reason": reason.strip(),
        **chain.person(person),
    }
    waiver = Waiver.objects.create(
        entry=chain.append(ChainEntry.Kind.WAIVER, facts, now=now),
        submission=submission,
        event=event,
        reason=reason.strip(),
        person=person,
        person_name=person.get_full_name(),
        person_title=person.title,
        released_at=now,
    )
    approval = rows.write_approval(submission, person, now=now, waiver=waiver)
    workflow.publish(approval, person)
    return approval


def _end_workflow(submission: Submission, person: User) -> None:
    """Take a waiting submission off its approvers' list: it has been decided."""
    state = WorkflowState.objects.filter(
        pk=submission.workflow_state_id, status=WorkflowState.STATUS_IN_PROGRESS
    ).first()
    if state is not None:
        state.cancel(user=person)


def _same_call(call: Call, person: User, now: datetime) -> Approval | None:
    return (
        Approval.objects.in_force()
        .filter(
            waiver__person=person,
            waiver__reason=call.reason.strip(),
            waiver__released_at__gt=now - SAME_AGAIN,
            submission__title=call.title.strip(),
        )
        .first()
    )


# --------------------------------------------------------------------- writing


def prepare_drill(call: Call, person: User, *, now: datetime) -> Submission:
    """Write a drill and put it before its approver: nobody waives anything for a drill."""
    _check(rules.may_prepare_drill(person))
    _check_call(call)
    with transaction.atomic():
        story = _write(call, person, drill=True, now=now)
        story.save_revision(user=person, log_action=True)
        state = story.get_workflow().start(story, person)
    return Submission.objects.filter(workflow_state_id=state.pk).latest("pk")


def _write(call: Call, person: User, *, drill: bool, now: datetime) -> BulletinPage:
    lines = [line.strip() for line in call.text.splitlines() if line.strip()]
    title = call.title.strip()
    story = BulletinPage(
        live=False,
        owner=person,
        title=drills.title(title) if drill else title,
        drill=drill,
        summary="",
        body=[("text", "".join(f"<p>{escape(line)}</p>" for line in lines))],
        script="\n".join(lines),
        board_text=title,
        category=Category.DISASTER,
        on_site=call.on_site,
        on_air=True,
        on_boards=call.on_boards,
        priority=Priority.PRIORITY if drill else Priority.URGENT,
        valid_until=now + timedelta(hours=call.hours),
    )
    story.script_basis = story.board_basis = story.text_basis()
    section().add_child(instance=story)
    story.zones.set(call.places)
    return story


def section() -> SectionPage:
    """Return where emergencies are written: the first section of the site."""
    found = SectionPage.objects.live().order_by("path").first()
    if found is None:
        raise Incomplete(_("The site has no section yet. Ask the administrator to make one."))
    return found


# ----------------------------------------------------------------- second look


def look_again(waiver: Waiver, person: User, *, verdict: str, note: str, now: datetime) -> SecondLook:
    """Write down what another person found; raises ``Refused`` for the one who released it."""
    _check(rules.may_look_again(person, released_by=waiver.person_id, leaders=leaders()))
    if verdict not in SecondLook.Verdict.values:
        raise Incomplete(_("Choose whether it was right or wrong."))
    if verdict == SecondLook.Verdict.WRONG and not note.strip():
        raise NoReason(_("Write what was wrong; it is kept."))
    with transaction.atomic():
        chain.lock()
        earlier = SecondLook.objects.filter(waiver=waiver).first()
        if earlier is not None:
            return earlier
        facts = {
            "waiver": waiver.entry_id,
            "verdict": verdict,
            "note": note.strip(),
            **chain.person(person),
        }
        return SecondLook.objects.create(
            entry=chain.append(ChainEntry.Kind.SECOND_LOOK, facts, now=now),
            waiver=waiver,
            person=person,
            person_name=person.get_full_name(),
            verdict=verdict,
            note=note.strip(),
            looked_at=now,
        )


def leaders() -> list[int]:
    """Return the active leaders of the commune."""
    group = roles.BY_CODE[roles.LEADER].group
    return list(User.objects.filter(is_active=True, groups__name=group).values_list("pk", flat=True))


def looks_owed(person: User) -> list[Waiver]:
    """Return the emergencies without a second look, on the screens of every leader and of whoever may look."""
    waivers = list(Waiver.objects.unseen().select_related("submission", "approval"))
    if not waivers or roles.LEADER in person.role_codes:
        return waivers
    known = leaders()
    return [
        waiver
        for waiver in waivers
        if rules.may_look_again(person, released_by=waiver.person_id, leaders=known)
    ]


# ---------------------------------------------------------------------- checks


def _check(verdict: rules.Verdict) -> None:
    if not verdict:
        raise Refused(verdict.reason)


def _check_call(call: Call) -> None:
    if not call.title.strip():
        raise Incomplete(_("Write in a few words what happened."))
    if not any(sign.isalnum() for sign in call.text):
        raise Incomplete(_("Write what the loudspeakers shall say."))
    if not 1 <= call.hours <= MOST_HOURS:
        raise Incomplete(_("Choose for how long it holds."))
    _check_reason(call.reason)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise NoReason(_("Write why it cannot wait for another person's approval; the reason is kept."))

"""A submission in words, told from its frozen forms alone: what it is, where it will appear, what became of it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from newsroom import delegation, forms_of_story
from newsroom.models import (
    Approval,
    ArticlePage,
    BulletinPage,
    Escalation,
    InfographicPage,
    IssuePage,
    Place,
    Recall,
    Review,
    Submission,
)
from newsroom.models.register import DocumentForm
from newsroom.models.story_terms import Language, Priority
from newsroom.ready import SpokenText


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """Somewhere it will appear."""

    icon: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to the story, for its history."""

    at: datetime
    person: str
    sentence: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where a submission stands: ``tone`` chooses the notice's colour and shape."""

    waits: bool = False
    tone: str = ""
    sentence: str = ""
    next_step: str = ""
    reason: str = ""
    places: tuple[Appearance, ...] = ()
    approval_id: int | None = None

    @property
    def icon(self) -> str:
        """The sign that goes with the tone."""
        return {"": "i-info", "done": "i-done"}.get(self.tone, "i-warn")


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """What was put before the approvers."""

    kind: str
    title: str
    summary: str
    on_site: bool
    on_air: bool
    on_boards: bool
    zones: str
    priority: Priority
    valid_from: datetime | None
    valid_until: datetime | None
    script: str
    board_lines: list[str]
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_priority(self) -> bool:
        """Whether it must run."""
        return self.priority == Priority.PRIORITY

    @property
    def is_urgent(self) -> bool:
        """Whether it plays at once."""
        return self.priority == Priority.URGENT


def frozen(submission: Submission) -> Frozen:
    """Read the frozen forms."""
    forms = submission.forms
    outlets, site = forms["outlets"], forms["site"]
    return Frozen(
        kind=kind_of(site),
        title=site["title"],
        summary=site["summary"],
        on_site=outlets["site"],
        on_air=outlets["air"],
        on_boards=outlets["boards"],
        zones=zones_in_words(outlets["zones"]),
        priority=Priority(outlets["priority"]),
        valid_from=_moment(outlets["valid_from"]),
        valid_until=_moment(outlets["valid_until"]),
        script=forms["script"],
        board_lines=forms["board"]["lines"],
        facts=_facts(site),
    )


def spoken_text(submission: Submission) -> SpokenText:
    """Return how the submitted script is read: frozen with it."""
    return forms_of_story.spoken_text(submission.forms)


def kind_of(site: dict[str, Any]) -> str:
    """Return what kind of story the frozen web form belongs to."""
    if "kind" in site:
        kind = str(ArticlePage.Kind(site["kind"]).label)
        language = site.get("language", Language.VIETNAMESE)
        return kind if language == Language.VIETNAMESE else f"{kind}, {Language(language).label}"
    if "document_form" in site:
        return str(DocumentForm(site["document_form"]).label)
    if "issue_number" in site:
        return str(IssuePage._meta.verbose_name).capitalize()
    model = InfographicPage if "text_alternative" in site else BulletinPage
    return str(model._meta.verbose_name).capitalize()


def zones_in_words(place_ids: list[int]) -> str:
    """Return the hamlets by name; none chosen means the whole commune."""
    if not place_ids:
        return _("the whole commune")
    names = {place.pk: str(place) for place in Place.objects.filter(pk__in=place_ids)}
    return ", ".join(names.get(pk, _("a hamlet that was removed")) for pk in place_ids)


def _facts(site: dict[str, Any]) -> list[tuple[str, str]]:
    number, date, issuer = site["document"]
    named = [
        (_("Source"), site["source"]),
        (_("Author"), site["author"]),
        (_("Number and symbol"), number),
        (_("Date of the document"), _day(date)),
        (_("Takes effect on"), _day(site.get("effective_on", ""))),
        (_("Issuer"), issuer),
    ]
    return [(name, value) for name, value in named if value]


def _day(written: str) -> str:
    return datetime.fromisoformat(written).strftime("%d/%m/%Y") if written else ""


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def appears(form: Frozen) -> list[Appearance]:
    """Return where the story will appear once it is approved."""
    places = []
    if form.on_site:
        places.append(
            Appearance(icon="i-site", sentence=_("On the commune's web site, as soon as it is approved."))
        )
    if form.on_air:
        sentence = _("On the loudspeakers (%(zones)s), once the service centre has accepted the recording.")
        places.append(Appearance(icon="i-air", sentence=sentence % {"zones": form.zones}))
    if form.on_boards:
        sentence = _("On the e-boards (%(zones)s).")
        places.append(Appearance(icon="i-board", sentence=sentence % {"zones": form.zones}))
    return places


# --------------------------------------------------------------- what became of it


def outcome(submission: Submission) -> Outcome:
    """Return where this submission stands now."""
    approval = Approval.objects.filter(submission=submission).select_related("recall", "delegation").first()
    if approval is not None:
        return _approved(approval)
    returned = submission.reviews.filter(decision=Review.Decision.RETURNED).last()
    if returned is not None:
        sentence = _("%(person)s returned this story.") % {"person": returned.person_name}
        next_step = _("Its author changes it and submits it again.")
        return Outcome(tone="warning", sentence=sentence, next_step=next_step, reason=returned.reason)
    waiting = TaskState.objects.filter(
        workflow_state_id=submission.workflow_state_id,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
        revision_id=submission.revision_id,
    ).select_related("task")
    if (state := waiting.first()) is not None:
        return Outcome(waits=True, sentence=_("Waits at the step: %(step)s.") % {"step": state.task.name})
    return Outcome(
        tone="warning",
        sentence=_("This submission was taken back, so nothing is left to decide."),
        next_step=_("Its author goes on writing and submits it again."),
    )


def _approved(approval: Approval) -> Outcome:
    names = {"person": approval.approver_name, "number": approval.sequence}
    recall: Recall | None = getattr(approval, "recall", None)
    if recall is not None:
        sentence = _("%(person)s recalled this story.") % {"person": recall.person_name}
        return Outcome(
            tone="urgent",
            sentence=sentence,
            next_step=_("It is off the site; loudspeakers and boards drop it as soon as they hear of it."),
            reason=recall.reason,
            approval_id=approval.pk,
        )
    form = frozen(approval.submission)
    return Outcome(
        tone="done",
        sentence=_("%(person)s approved this story (approval number %(number)s).") % names,
        next_step=_sentence(delegation.in_words(approval.delegation)) if approval.delegation else "",
        places=tuple(appears(form)),
        approval_id=approval.pk,
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + "."


def history(story_id: int) -> list[Event]:
    """Return what happened to the story, the newest first."""
    events: list[Event] = []
    submissions = Submission.objects.filter(story_id=story_id).prefetch_related(
        "reviews__delegation", "escalations__reply", "escalations__end"
    )
    for submission in submissions.select_related("approval__recall"):
        events.extend(_events(submission))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _events(submission: Submission) -> list[Event]:
    found = [
        Event(at=submission.submitted_at, person=submission.submitted_by_name, sentence=_("submitted it"))
    ]
    for review in submission.reviews.all():
        done = {"step": review.step}
        passed = review.decision == Review.Decision.PASSED
        by = ", " + delegation.in_words(review.delegation) if review.delegation else ""
        sentence = _("passed the step: %(step)s") if passed else _("returned it at the step: %(step)s")
        found.append(
            Event(
                at=review.decided_at,
                person=review.person_name,
                sentence=sentence % done + by,
                reason=review.reason,
            )
        )
    for report in submission.escalations.all():
        found.extend(_report_events(report))
    recall = getattr(getattr(submission, "approval", None), "recall", None)
    if recall is not None:
        found.append(
            Event(
                at=recall.recalled_at,
                person=recall.person_name,
                sentence=_("recalled it"),
                reason=recall.reason,
            )
        )
    return found


def _report_events(report: Escalation) -> list[Event]:
    """Return that it was asked and answered; the words are for fewer people than the history is."""
    to = {"to": report.addressee}
    found = [
        Event(at=report.escalated_at, person=report.person_name, sentence=_("reported it to %(to)s") % to)
    ]
    reply, end = getattr(report, "reply", None), getattr(report, "end", None)
    if reply is not None:
        sentence = _("wrote the answer down")
        found.append(Event(at=reply.recorded_at, person=reply.person_name, sentence=sentence))
    if end is not None:
        sentence = _("took the report to %(to)s back") % to
        found.append(Event(at=end.ended_at, person=end.person_name, sentence=sentence, reason=end.reason))
    return found

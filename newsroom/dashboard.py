"""Bàn làm việc: what the person who signed in has to do next."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.admin.ui.components import Component

from newsroom import checking, delegation, erasing, inbox, rules
from newsroom.models import Delegation, Story, Submission, Suggestion, User
from newsroom.security import second_step
from newsroom.standing import Standing, standings_of

SHOWN = 5
LOOKED_AT = 40


class Panel(Component):
    """One part of the dashboard."""

    def __init__(self, person: User) -> None:
        self.person = person


class EmergencyPanel(Panel):
    """For leaders: the button for what cannot wait, and the drill of it apart."""

    name, order = "newsroom_emergency", 50
    template_name = "newsroom/panels/emergency.html"


class WaitingPanel(Panel):
    """For those who decide: what waits for them."""

    name, order = "newsroom_waiting", 100
    template_name = "newsroom/panels/waiting.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the first few that this person may decide on."""
        waiting = inbox.waiting_for(self.person, now=timezone.now())
        items = [item for item in waiting if item.needs_me]
        inbox.load_forms(items[:SHOWN])
        return {"items": items[:SHOWN], "more": max(0, len(items) - SHOWN)}


class DelegationPanel(Panel):
    """For who gave or holds a delegation: of whom, to whom, until when."""

    name, order = "newsroom_delegation", 90
    template_name = "newsroom/panels/delegation.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return what is in force or to come."""
        rows = Delegation.objects.not_over(timezone.now())
        return {
            "held": [(row, delegation.in_words(row)) for row in rows.filter(holder=self.person)],
            "given": [(row, delegation.in_words(row)) for row in rows.filter(giver=self.person)],
        }


class WritingPanel(Panel):
    """For those who write: two ways to begin, and their own stories by what is to be done."""

    name, order = "newsroom_writing", 200
    template_name = "newsroom/panels/writing.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the person's stories: returned ones first."""
        stories = list(
            Story.objects.filter(Q(owner=self.person) | Q(latest_revision__user=self.person))
            .order_by("-latest_revision_created_at")
            .distinct()[:LOOKED_AT]
        )
        told = list(zip(stories, standings_of(stories), strict=True))
        return {
            "returned": _first(told, "was_returned"),
            "waiting": _first(told, "waits"),
            "drafts": _first(told, "is_draft"),
            "decided": _first(told, "was_decided"),
            "suggestions": _suggestions([story.pk for story in stories]),
            "may_import": self.person.has_perm("newsroom.import_document"),
        }


class SecurityPanel(Panel):
    """For leaders and administrators without a second step: the way to set it up."""

    name, order = "newsroom_security", 400
    template_name = "newsroom/panels/security.html"


class StationPanel(Panel):
    """For those who look after the loudspeakers: the way to the desk."""

    name, order = "newsroom_station", 300
    template_name = "newsroom/panels/station.html"


class ChainPanel(Panel):
    """For leaders and administrators: what the last check of the evidence chain found."""

    name, order = "newsroom_chain", 400
    template_name = "newsroom/panels/chain.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the last check, and how many erasures wait."""
        return {"check": checking.latest(), "waiting": erasing.open_proposals().count()}


def _suggestions(story_ids: list[int]) -> list[Suggestion]:
    """Return suggestions for these stories that still wait for an answer."""
    newest = Submission.objects.filter(story_id=OuterRef("story_id")).order_by("-pk").values("pk")[:1]
    rows = Suggestion.objects.open().filter(story_id__in=story_ids, submission=Subquery(newest))
    return list(rows.select_related("submission")[:SHOWN])


def _first(told: list[tuple[Story, Standing]], question: str) -> list[tuple[Story, Standing]]:
    return [(story, standing) for story, standing in told if getattr(standing, question)][:SHOWN]


def panels_for(person: User, *, writes: bool) -> list[Panel]:
    """Return the panels of this person's roles."""
    panels: list[Panel] = []
    if rules.may_release_emergency(person):
        panels.append(EmergencyPanel(person))
    if Delegation.objects.not_over(timezone.now()).filter(Q(giver=person) | Q(holder=person)).exists():
        panels.append(DelegationPanel(person))
    if person.has_perm("newsroom.review_submission"):
        panels.append(WaitingPanel(person))
    if writes:
        panels.append(WritingPanel(person))
    if person.has_perm("broadcast.watch_station"):
        panels.append(StationPanel(person))
    if person.has_perm("newsroom.check_chain"):
        panels.append(ChainPanel(person))
    if second_step.concerns(person) and not second_step.is_set_up(person):
        panels.append(SecurityPanel(person))
    return panels

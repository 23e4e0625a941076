"""Emergencies that nobody has looked at again, for the top of every screen of those who owe it."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone

from newsroom import emergency
from newsroom.models import Waiver

register = template.Library()


@register.inclusion_tag("newsroom/emergency/owed.html", takes_context=True)
def owed_looks(context: RequestContext) -> dict[str, Any]:
    """Return what this person still has to see on every screen; nothing for those who sign in first."""
    request = context.get("request")
    person = getattr(request, "user", None)
    if person is None or not getattr(person, "is_authenticated", False):
        return {"owed": []}
    now = timezone.now()
    return {"owed": [_told(waiver, person.pk, now) for waiver in emergency.looks_owed(person)]}


def _told(waiver: Waiver, person_id: int, now: Any) -> dict[str, Any]:
    return {"waiver": waiver, "own": waiver.person_id == person_id, "overdue": waiver.is_overdue(now)}

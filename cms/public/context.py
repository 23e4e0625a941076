"""What every public page names: the commune, and what cannot wait."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from cms.public import newest
from newsroom.models import CommuneSettings, Story
from newsroom.queries import alerts


def commune(request: HttpRequest) -> dict[str, Any]:
    """Give templates the commune and the emergencies in force, each read only when a template asks for it."""
    return {"commune": SimpleLazyObject(CommuneSettings.load), "alerts": _alerts}


def _alerts() -> list[Story]:
    now = timezone.now()
    proposed = newest.alerts(now)
    return list(alerts(now).filter(pk__in=proposed)) if proposed else []

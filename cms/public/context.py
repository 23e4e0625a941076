"""What every public page names: the commune."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from newsroom.models import CommuneSettings


def commune(request: HttpRequest) -> dict[str, Any]:
    """Give templates the commune, read only when one asks for it."""
    return {"commune": SimpleLazyObject(CommuneSettings.load)}

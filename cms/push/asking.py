"""What a browser sends to be notified, or not any more: small JSON, read with suspicion."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.push.subscribing import Subscription

MOST_BYTES = 4096


def unreadable() -> str:
    """Return the answer to nonsense."""
    return _("The browser sent something that cannot be read. Load the page again, then try once more.")


def unknown_service() -> str:
    """Return what somebody with an unusual browser can do."""
    return _(
        "The station does not know this browser's notice service. Use Chrome, Edge, Firefox or Safari, "
        "or tell the commune which browser it is."
    )


def read(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON of a small request; raises ``ValueError``."""
    if len(request.body) > MOST_BYTES:
        raise ValueError("too long")
    told = json.loads(request.body)
    if not isinstance(told, dict):
        raise TypeError("no object")
    return told


def wish_in(told: dict[str, Any]) -> Subscription:
    """Return the subscription as browsers write it."""
    keys = told["keys"]
    return Subscription(endpoint=str(told["endpoint"]), p256dh=str(keys["p256dh"]), auth=str(keys["auth"]))

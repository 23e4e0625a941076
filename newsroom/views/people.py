"""A request whose person is one of ours (Wagtail lets nobody else through), and the answer to one who may not."""

from django.http import HttpRequest

from newsroom.models import User
from newsroom.workflow import NoReason, Refused


class PersonRequest(HttpRequest):
    """What the views receive."""

    user: User


def status_of(refusal: Refused) -> int:
    """Return the HTTP status: what is missing can be filled in, a wrong person stays wrong."""
    return 422 if isinstance(refusal, NoReason) else 403

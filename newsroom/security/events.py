"""The only writer of SecurityEvent."""

from django.http import HttpRequest
from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from newsroom.models import SecurityEvent, User
from newsroom.security.callers import address_of, device_of

Kind = SecurityEvent.Kind


def record(
    kind: SecurityEvent.Kind,
    *,
    actor: User | None = None,
    subject: User | None = None,
    detail: str = "",
    request: HttpRequest | None = None,
) -> SecurityEvent:
    """Write down what happened; ``subject`` is left out when people do something to themselves."""
    other = subject if subject is not None and subject != actor else None
    return SecurityEvent.objects.create(
        at=timezone.now(),
        kind=kind,
        actor_id=actor.pk if actor else None,
        actor_name=_called(actor),
        subject_id=other.pk if other else None,
        subject_name=_called(other),
        detail=detail[:400],
        address=address_of(request) if request else "",
        device=device_of(request)[:80] if request else "",
    )


def acting() -> User | None:
    """Return who is at work in Wagtail's admin now; None in a shell, a command, a task."""
    person = get_active_log_context().user
    return person if isinstance(person, User) else None


def _called(person: User | None) -> str:
    return f"{person.get_full_name()} ({person.get_username()})"[:160] if person else ""

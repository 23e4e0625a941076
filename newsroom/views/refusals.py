"""How a refusal is answered."""

from newsroom.workflow import NoReason, Refused


def status_of(refusal: Refused) -> int:
    """Return the HTTP status: what is missing can be filled in, a wrong person stays wrong."""
    return 422 if isinstance(refusal, NoReason) else 403

"""Who opened which submission: written down on the server when its approval page was shown to that person."""

from collections.abc import Collection
from datetime import datetime

from newsroom.models import Opening, Submission, User
from newsroom.requests import PersonRequest


def note(request: PersonRequest, submission: Submission, *, now: datetime) -> None:
    """Write down that the person opened it; once is enough."""
    if _is_looked_at(request):
        Opening.objects.get_or_create(submission=submission, person=request.user, defaults={"opened_at": now})


def _is_looked_at(request: PersonRequest) -> bool:
    """Whether a person sees the answer: no browser that fetches ahead, no picture or frame of another page.

    A browser too old to say what it fetches for is believed; all since 2023 say it.
    """
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    whole_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return request.method == "GET" and "prefetch" not in ahead and whole_page


def opened_by(person: User, submission_ids: Collection[int]) -> frozenset[int]:
    """Return which of these submissions the person has opened."""
    rows = Opening.objects.filter(person=person, submission_id__in=submission_ids)
    return frozenset(rows.values_list("submission_id", flat=True))

"""What somebody in the street gets to read: real requests, without a session."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from broadcast import authority, intake
from broadcast.models import BoardItem
from newsroom.models import Approval, ArticlePage, Recall

SECRET = "Bí mật chưa ai duyệt"
WORD = "mật"
FIXED = ("/", "/tin-tuc/", "/nghe-lai/", "/dang-phat/", f"/tim-kiem/?q={WORD}", "/tim-kiem/?loai=thong-bao")
REFUSALS = (PermissionDenied, ValidationError)


def addresses() -> set[str]:
    """Return every page address that somebody could try."""
    pages = Page.objects.filter(depth__gt=2).values_list("url_path", flat=True)
    return {*FIXED, *("/" + path.split("/", 2)[2] for path in pages)}


def reads(marker: str = SECRET) -> list[str]:
    """Return the addresses where the public reads the marker."""
    client = Client()
    found = []
    for address in sorted(addresses()):
        body = client.get(address).content.decode()
        # The search page repeats the question; the marker is longer than the question.
        if marker in body:
            found.append(address)
    return found


def boards_show(marker: str = SECRET) -> list[str]:
    """Return what of the marker the boards would be given now, after broadcast looked at what the newsroom did."""
    now = timezone.now()
    intake.sweep(now)
    return [
        line
        for item in BoardItem.objects.all()
        if _may_show(item, now)
        for line in item.lines
        if marker in line
    ]


def _may_show(item: BoardItem, now: datetime) -> bool:
    try:
        authority.may_show(item, now=now)
    except authority.NotReleasable:
        return False
    return True


@contextmanager
def undone() -> Iterator[None]:
    """Let a door be tried, and put everything back afterwards."""
    with transaction.atomic():
        point = transaction.savepoint()
        try:
            yield
        finally:
            transaction.savepoint_rollback(point)


def attempt(door: Callable[[], object]) -> None:
    """Go through a door; being refused is one lawful end, any other error is a defect of the product."""
    try:
        with transaction.atomic():
            door()
    except REFUSALS:
        return


def shown_rows() -> list[object]:
    """Return every row that says it is live: where none of them changed, the public reads what it read before."""
    stories = ArticlePage.objects.filter(live=True).order_by("pk").values_list()
    return [*Page.objects.filter(live=True).order_by("pk").values_list(), *stories]


def leaks(doors: dict[str, Callable[[], object]], *, marker: str = SECRET) -> dict[str, list[str]]:
    """Return for each door that leads outside where the public read the marker."""
    found = {}
    decided, before = _decisions(marker), shown_rows()
    assert reads(marker) == boards_show(marker) == [], "it is public before any door is tried"
    for name, door in doors.items():
        with undone():
            attempt(door)
            changed = shown_rows() != before
            seen = [*reads(marker), *boards_show(marker)] if changed else []
            if _decisions(marker) != decided:
                seen.append("a decision was written")
            if seen:
                found[name] = seen
    return found


def _decisions(marker: str) -> tuple[int, int]:
    approvals = Approval.objects.filter(submission__title__contains=marker)
    return approvals.count(), Recall.objects.filter(approval__in=approvals).count()

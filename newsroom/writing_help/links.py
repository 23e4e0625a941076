"""The links of a text, and what a worker found behind them; asked on demand, answered from rows."""

import hashlib
import logging
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task
from wagtail.models import Page
from wagtail.rich_text import RichText

from newsroom.models import LinkCheck
from newsroom.writing_help import probing
from newsroom.writing_help.advice import Advice

log = logging.getLogger(__name__)
KIND = "link"
MOST_LINKS, AT_ONCE = 30, 50
HOLDS = timedelta(hours=6)
_HREF = re.compile(r"""<a\b[^>]*?\bhref=["']([^"']+)["']""", re.IGNORECASE)
_PAGE = re.compile(r"""<a\b(?=[^>]*\blinktype=["']page["'])[^>]*\bid=["'](\d+)["']""", re.IGNORECASE)
Outcome = LinkCheck.Outcome


@dataclass(frozen=True, kw_only=True)
class Links:
    """Where a text leads: addresses outside, and pages of ours by their number."""

    outside: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Checked:
    """How far the check is, and what it says."""

    total: int
    waiting: int
    advice: list[Advice] = field(default_factory=list)
    asked: bool = True


def links_in(body: Iterable[Any]) -> Links:
    """Return the links of a body, each once."""
    found = [_links_of(child) for child in body]
    outside = dict.fromkeys(each for one in found for each in one.outside if _is_outside(each))
    pages = dict.fromkeys(each for one in found for each in one.pages)
    return Links(outside=tuple(outside)[:MOST_LINKS], pages=tuple(pages))


def _links_of(child: Any) -> Links:
    if child.block_type == "text":
        html = child.value.source if isinstance(child.value, RichText) else str(child.value)
        outside = tuple(unescape(each) for each in _HREF.findall(html))
        return Links(outside=outside, pages=tuple(int(each) for each in _PAGE.findall(html)))
    if child.block_type == "video" and child.value.get("link"):
        return Links(outside=(child.value["link"],))
    return Links()


def _is_outside(address: str) -> bool:
    """Whether it leads elsewhere; our own address is not asked over the network."""
    return address.startswith(("http://", "https://")) and not address.startswith(settings.BASE_URL)


def ask(links: Links, *, now: datetime) -> None:
    """Have a worker look at what nobody looked at lately."""
    for address in links.outside:
        digest = _digest(address)
        row, new = LinkCheck.objects.get_or_create(
            sha256=digest, defaults={"address": address, "asked_at": now}
        )
        if not new and row.answered_at and row.answered_at < now - HOLDS:
            LinkCheck.objects.filter(pk=row.pk).update(asked_at=now, answered_at=None, outcome="")
    transaction.on_commit(_wake)


def _wake() -> None:
    """Ask a worker to look; the rows stay, so that the next question wakes it again."""
    try:
        async_task("newsroom.writing_help.links.work", q_options={"group": "links"})
    except Exception:
        log.exception("could not wake the worker; the links wait until somebody asks again")


def work() -> None:
    """Look at every address that waits, in a worker."""
    for row in LinkCheck.objects.filter(answered_at=None)[:AT_ONCE]:
        outcome = probing.probe(row.address)
        LinkCheck.objects.filter(pk=row.pk, answered_at=None).update(
            outcome=outcome, answered_at=timezone.now()
        )


def checked(links: Links) -> Checked:
    """Return what is known about the links."""
    rows = {
        row.address: row
        for row in LinkCheck.objects.filter(sha256__in=[_digest(each) for each in links.outside])
    }
    outcomes = {address: rows[address].outcome for address in links.outside if address in rows}
    told = [_advice(address, outcome) for address, outcome in outcomes.items()]
    return Checked(
        total=len(links.outside) + len(links.pages),
        waiting=sum(not outcome for outcome in outcomes.values()),
        advice=[*(each for each in told if each), *_lost_pages(links.pages)],
        asked=len(outcomes) == len(links.outside),
    )


def _advice(address: str, outcome: str) -> Advice | None:
    messages = {
        Outcome.GONE: _(
            "The page behind this link is not there any more. Look for its new place, or take the link out."
        ),
        Outcome.SILENT: _("Nothing answers behind this link. Try it yourself; if it stays so, take it out."),
        Outcome.CLOSED: _(
            "The page behind this link does not open for everybody. Try it without signing in."
        ),
        Outcome.INWARD: _(
            "This link leads into an inner network, where readers cannot go. Give a public page."
        ),
    }
    message = messages.get(Outcome(outcome)) if outcome else None
    return Advice(kind=KIND, where=address, message=message) if message else None


def _lost_pages(pages: Collection[int]) -> list[Advice]:
    live = dict(Page.objects.filter(pk__in=pages).values_list("pk", "live"))
    titles = dict(Page.objects.filter(pk__in=pages).values_list("pk", "title"))
    message = _(
        "This link leads to a page of ours that readers cannot open. Publish it first, or take the link out."
    )
    return [
        Advice(kind=KIND, where=titles.get(pk, _("a page that was deleted")), message=message)
        for pk in pages
        if not live.get(pk)
    ]


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()

"""Brings what is due to the push services: claimed, asked again whether it may leave, sent, written down.

A row is claimed for some minutes before it is sent; a worker that dies leaves it to the next one. A telephone may so
be told twice, and shows it once: both notices have one tag.
"""

import logging
import ssl
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F

from cms.push import emergencies, vapid, words
from cms.push.models import Delivery, Notice, Telephone
from cms.push.wire import Answer, Line, Parcel

log = logging.getLogger(__name__)

BATCH, LINES = 96, 8
CLAIMED_FOR = timedelta(minutes=5)
WAITS = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
)
"""Before the second, third … try; after the last one it has failed."""
Clock = Callable[[], datetime]


@dataclass(kw_only=True)
class Round:
    """What one run knows: the keys' answers to each service, and which services asked for a pause."""

    authorizations: dict[str, str] = field(default_factory=dict)
    paused: dict[str, datetime] = field(default_factory=dict)

    def authorization(self, endpoint: str, now: datetime) -> str:
        """Return the header for the service of this address, signed once."""
        host = urlsplit(endpoint).netloc
        if host not in self.authorizations:
            self.authorizations[host] = vapid.authorization(endpoint, now=now)
        return self.authorizations[host]


def deliver(*, clock: Clock, within: timedelta) -> bool:
    """Send what is due; False when time ran out before everything had its try."""
    ends_at, this_round = clock() + within, Round()
    with ExitStack() as stack:
        trust = ssl.create_default_context()
        lines = [stack.enter_context(Line(trust)) for _number in range(LINES)]
        pool = stack.enter_context(ThreadPoolExecutor(max_workers=LINES))
        while clock() < ends_at:
            batch = claim(clock())
            if not batch:
                return True
            parcels = _parcels(batch, this_round, clock())
            shares = [parcels[number::LINES] for number in range(LINES)]
            told = pool.map(partial(_send, this_round=this_round, clock=clock), lines, shares)
            _settle([each for some in told for each in some], this_round, clock())
    return False


@transaction.atomic
def claim(now: datetime) -> list[Delivery]:
    """Take the next ones that are due for this worker alone."""
    due = Delivery.objects.filter(next_at__lte=now).order_by("next_at", "pk")
    rows = list(due.select_related("telephone", "notice__approval__submission")[:BATCH])
    taken = {"next_at": now + CLAIMED_FOR, "tries": F("tries") + 1}
    return [row for row in rows if Delivery.objects.filter(pk=row.pk, next_at=row.next_at).update(**taken)]


# --------------------------------------------------------------------- one batch


def _parcels(batch: Sequence[Delivery], this_round: Round, now: datetime) -> list[tuple[Delivery, Parcel]]:
    """Pack what may leave; the question is asked anew for each batch."""
    packed: list[tuple[Delivery, Parcel]] = []
    for notice_id in dict.fromkeys(row.notice_id for row in batch):
        own = [row for row in batch if row.notice_id == notice_id]
        said = _said(own[0].notice, now)
        if said is None:
            untried = Delivery.objects.filter(pk__in=[row.pk for row in own])
            untried.update(tries=F("tries") - 1)
            emergencies.give_up(Delivery.objects.filter(notice=notice_id))
            continue
        packed += [(row, _parcel(row, said, this_round, now)) for row in own]
    return packed


def _said(notice: Notice, now: datetime) -> bytes | None:
    if not emergencies.may_leave(notice, now):
        return None
    try:
        return words.of_notice(notice)
    except words.NothingToSay:
        return None


def _parcel(row: Delivery, said: bytes, this_round: Round, now: datetime) -> Parcel:
    telephone = row.telephone
    return Parcel(
        endpoint=telephone.endpoint,
        p256dh=telephone.p256dh,
        auth=telephone.auth,
        words=said,
        authorization=this_round.authorization(telephone.endpoint, now),
        ttl_s=int(words.kept_for(row.notice, now=now).total_seconds()),
        topic=words.tag(row.notice.approval.submission.story_id),
        urgent=True,
    )


def _send(
    line: Line, parcels: Sequence[tuple[Delivery, Parcel]], *, this_round: Round, clock: Clock
) -> list[tuple[Delivery, Answer | None]]:
    """Send these one after the other, in a thread that asks no database; None: its service asked for a pause."""
    told: list[tuple[Delivery, Answer | None]] = []
    for row, parcel in parcels:
        host, now = urlsplit(parcel.endpoint).netloc, clock()
        if this_round.paused.get(host, now) > now:
            told.append((row, None))
            continue
        answer = line.send(parcel, now=now)
        if answer.pause is not None and answer.may_be_tried_again:
            this_round.paused[host] = now + answer.pause
        told.append((row, answer))
    return told


# ------------------------------------------------------------------ written down


@transaction.atomic
def _settle(told: Sequence[tuple[Delivery, Answer | None]], this_round: Round, now: datetime) -> None:
    counts: dict[int, Counter[str]] = {}
    for row, answer in told:
        counts.setdefault(row.notice_id, Counter())[_settled(row, answer, this_round, now)] += 1
    for notice_id, count in counts.items():
        Notice.objects.filter(pk=notice_id).update(
            sent=F("sent") + count["sent"],
            failed=F("failed") + count["failed"],
            gone=F("gone") + count["gone"],
        )


def _settled(row: Delivery, answer: Answer | None, this_round: Round, now: datetime) -> str:
    """Write down what became of one; return which of the notice's numbers grows, if any."""
    own = Delivery.objects.filter(pk=row.pk, next_at__isnull=False)
    if answer is None:
        until = this_round.paused[urlsplit(row.telephone.endpoint).netloc]
        own.update(next_at=until, tries=F("tries") - 1)
        return ""
    if answer.is_sent:
        return "sent" if own.update(next_at=None, was_sent=True) else ""
    if answer.is_gone:
        Telephone.objects.filter(pk=row.telephone_id).delete()
        return "gone"
    tries = row.tries + 1  # the row was read before it was claimed
    if answer.may_be_tried_again and tries <= len(WAITS):
        own.update(next_at=now + max(WAITS[tries - 1], answer.pause or timedelta(0)))
        return ""
    log.warning("a notice was not taken by %s: %s", urlsplit(row.telephone.endpoint).netloc, answer.status)
    return "failed" if own.update(next_at=None) else ""

"""Leaders' own devices: taken in while somebody is signed in on them, reminded of what waits and is due soon."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from cms.push import vapid, words
from cms.push.models import Address, PushReminder, StaffDevice
from cms.push.subscribing import Subscription
from cms.push.wire import Line, Parcel
from newsroom import reminders
from newsroom.inbox import Waiting
from newsroom.models import SignedInSession, User

log = logging.getLogger(__name__)
RIGHT = "newsroom.review_submission"


def devices(person: User, *, now: datetime) -> QuerySet[StaffDevice]:
    """Return the devices on which this person is signed in and asked for notices."""
    return StaffDevice.objects.filter(
        session__user=person, session__user__is_active=True, session__session__expire_date__gt=now
    )


def add(wish: Subscription, session: SignedInSession) -> StaffDevice:
    """Have this browser reminded for as long as its session lasts; whoever had it before has it no more."""
    digest = Address.digest(wish.endpoint)
    StaffDevice.objects.filter(endpoint_sha256=digest).exclude(session=session).delete()
    device, _new = StaffDevice.objects.update_or_create(
        session=session,
        defaults={
            "endpoint": wish.endpoint,
            "endpoint_sha256": digest,
            "p256dh": wish.p256dh,
            "auth": wish.auth,
        },
    )
    return device


def remind(*, within: timedelta, now: datetime) -> int:
    """Tell everybody who may decide and has a device what is due soon; return how many were told."""
    alive = StaffDevice.objects.filter(session__session__expire_date__gt=now)
    people = User.objects.filter(is_active=True, pk__in=alive.values("session__user")).order_by("pk")
    with Line() as line:
        return sum(_remind(person, line, within=within, now=now) for person in people)


def _remind(person: User, line: Line, *, within: timedelta, now: datetime) -> bool:
    if not person.has_perm(RIGHT):
        return False
    coming = reminders.coming(person, within=within, now=now)
    told = set(
        PushReminder.objects.filter(
            person=person, submission__in=[item.submission for item in coming]
        ).values_list("submission_id", "due_at")
    )
    new = [item for item in coming if (item.submission.pk, item.due.at) not in told]
    return _tell(person, line, new, now)


def _tell(person: User, line: Line, items: Sequence[Waiting], now: datetime) -> bool:
    """Send each item to each device; what no device took is tried again at the next run."""
    is_told = False
    for item in items:
        if item.due.at is None:
            continue
        said = words.of_reminder(item.submission, left=item.due.at - now)
        until = item.due.at
        answers = [_sent(device, line, said, until, now) for device in devices(person, now=now)]
        if any(answers):
            PushReminder.objects.get_or_create(submission=item.submission, person=person, due_at=until)
            is_told = True
    return is_told


def _sent(device: StaffDevice, line: Line, said: bytes, until: datetime, now: datetime) -> bool:
    parcel = Parcel(
        endpoint=device.endpoint,
        p256dh=device.p256dh,
        auth=device.auth,
        words=said,
        authorization=vapid.authorization(device.endpoint, now=now),
        ttl_s=max(0, int((until - now).total_seconds())),
        topic="cho-duyet",
        urgent=True,
    )
    answer = line.send(parcel, now=now)
    if answer.is_gone:
        device.delete()
    elif not answer.is_sent:
        log.warning("a reminder was not taken: %s", answer.status)
    return answer.is_sent

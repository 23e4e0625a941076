"""Writes down which emergencies and recalls are to be told to which telephones; the one place that decides it.

What may be told is what stands on top of every public page (``newsroom.queries.alerts``): released, not recalled,
still in force, a drill only when it says that it is one. It is asked again before every batch that leaves.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cms.push.models import Delivery, Notice, Telephone
from newsroom.models import Approval, Recall, Story
from newsroom.queries import alerts

AT_ONCE = 1000


def note_down(now: datetime) -> list[Notice]:
    """Write a notice, and a delivery to each telephone, for what has none yet; safe to repeat."""
    fresh = [_note(each, Notice.Kind.EMERGENCY, now) for each in _to_tell(now)]
    recalled = [_note(each, Notice.Kind.RECALLED, now) for each in _to_take_back(now)]
    return [notice for notice in (*fresh, *recalled) if notice is not None]


def released(now: datetime) -> QuerySet[Approval]:
    """Return the approvals of the emergencies and drills that the public is told of now."""
    shown = alerts(now).order_by()
    approvals = Approval.objects.in_force().filter(
        Exists(shown.filter(pk=OuterRef("story_id"), live_revision_id=OuterRef("revision_id")))
    )
    drill = Exists(Story.objects.filter(pk=OuterRef("story_id"), drill=True))
    return approvals.filter(Q(waiver__isnull=False) | drill)


def may_leave(notice: Notice, now: datetime) -> bool:
    """Whether the notice is still true: the emergency is still released, or is still recalled."""
    if notice.kind == Notice.Kind.RECALLED:
        return Recall.objects.filter(approval=notice.approval_id).exists()
    return released(now).filter(pk=notice.approval_id).exists()


def _to_tell(now: datetime) -> list[Approval]:
    told = Notice.objects.filter(approval=OuterRef("pk"), kind=Notice.Kind.EMERGENCY)
    return list(released(now).exclude(Exists(told)).select_related("submission"))


def _to_take_back(now: datetime) -> list[Approval]:
    """Return recalled approvals that telephones were told of, unless the same story is told anew by now."""
    told = Recall.objects.filter(approval__notices__kind=Notice.Kind.EMERGENCY)
    back = Notice.objects.filter(approval=OuterRef("approval"), kind=Notice.Kind.RECALLED)
    anew = released(now).filter(story_id=OuterRef("approval__story_id"))
    recalls = told.exclude(Exists(back)).exclude(Exists(anew)).select_related("approval__submission")
    return [recall.approval for recall in recalls]


@transaction.atomic
def _note(approval: Approval, kind: str, now: datetime) -> Notice | None:
    notice, is_new = Notice.objects.get_or_create(approval=approval, kind=kind, defaults={"made_at": now})
    if not is_new:
        return None
    if kind == Notice.Kind.EMERGENCY:
        telephones = asked_for(approval.submission.outlets.get("zones", []))
    else:
        telephones = _were_told(approval)
        _stop(approval)
    numbers = list(telephones.order_by("pk").values_list("pk", flat=True))
    Delivery.objects.bulk_create(
        [Delivery(notice=notice, telephone_id=number, next_at=now) for number in numbers], batch_size=AT_ONCE
    )
    return notice


def asked_for(zones: Collection[int]) -> QuerySet[Telephone]:
    """Return the telephones of these hamlets; none means the whole commune."""
    if not zones:
        return Telephone.objects.all()
    through = Telephone.places.through.objects.filter(telephone=OuterRef("pk"))
    return Telephone.objects.filter(~Exists(through) | Exists(through.filter(place__in=zones)))


def _were_told(approval: Approval) -> QuerySet[Telephone]:
    """Return the telephones that have it or may have it: an answer that was lost proves nothing."""
    tried = Delivery.objects.filter(
        telephone=OuterRef("pk"),
        notice__approval=approval,
        notice__kind=Notice.Kind.EMERGENCY,
        tries__gt=0,
    )
    return Telephone.objects.filter(Exists(tried))


def _stop(approval: Approval) -> None:
    """Send nothing more of what was recalled."""
    give_up(Delivery.objects.filter(notice__approval=approval, notice__kind=Notice.Kind.EMERGENCY))


def give_up(deliveries: QuerySet[Delivery]) -> int:
    """Try those that wait no more, and count them as failed."""
    waiting = deliveries.filter(next_at__isnull=False)
    total = 0
    for notice_id in set(waiting.values_list("notice_id", flat=True)):
        count = waiting.filter(notice=notice_id).update(next_at=None)
        Notice.objects.filter(pk=notice_id).update(failed=F("failed") + count)
        total += count
    return total

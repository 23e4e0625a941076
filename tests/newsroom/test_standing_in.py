"""Waivers, second looks and delegations: a row that says something else than its link is named."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from newsroom import delegation, emergency, roles, verification
from newsroom.models import Delegation, DelegationEnd, SecondLook, User, Waiver
from newsroom.models.append_only import Unchangeable
from tests import factories, tampering
from tests.factories import Commune

pytestmark = pytest.mark.database

TAMPERINGS: dict[str, tuple[Callable[[], Any], dict[str, Any]]] = {
    "reason of a waiver": (Waiver.objects.get, {"reason": "Lý do khác"}),
    "verdict of a second look": (SecondLook.objects.get, {"verdict": "wrong", "note": "Sai"}),
    "last day of a delegation": (Delegation.objects.get, {"ends_at": timezone.now() + timedelta(days=900)}),
    "who ended a delegation": (DelegationEnd.objects.get, {"person_name": "Người khác"}),
}


@pytest.fixture
def decided(ground: Commune, leader: User) -> None:
    """Release an emergency that another leader finds right; delegate to somebody, and end it."""
    now = timezone.now()
    deputy = factories.make_leader("ba-pho")
    call = emergency.Call(event="flood", title="Nước lũ", text="Nước lũ đang lên.", reason="Không kịp chờ")
    waiver = emergency.release(call, leader, now=now).waiver
    assert waiver is not None
    emergency.look_again(waiver, deputy, verdict="right", note="", now=now)
    secretary = factories.make_person("chi-thu-ky", roles.REVIEWER)
    today = timezone.localdate(now)
    terms = delegation.Terms(first_day=today, last_day=today + timedelta(days=3))
    delegation.end(delegation.give(leader, secretary, terms=terms, now=now), leader, now=now)


def test_what_nobody_touched_agrees(decided: None) -> None:
    assert verification.verify().faults == ()


@pytest.mark.parametrize("what", TAMPERINGS)
def test_a_row_that_was_changed_behind_its_link_is_named(decided: None, what: str) -> None:
    row, fields = TAMPERINGS[what]
    changed = row()

    tampering.change(changed, **fields)

    assert [(fault.sequence, fault.code) for fault in verification.verify().faults] == [
        (changed.entry_id, "row-changed")
    ]


@pytest.mark.parametrize("what", TAMPERINGS)
def test_no_row_is_changed_or_removed(decided: None, what: str) -> None:
    row, fields = TAMPERINGS[what]

    with pytest.raises(Unchangeable):
        type(row()).objects.update(**fields)
    with pytest.raises(Unchangeable):
        row().delete()

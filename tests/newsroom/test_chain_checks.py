"""The nightly check: kept as a row, shown to leaders and administrators, on the queue's schedule."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_q.models import Schedule

from cms import nightly
from newsroom import chain, checking
from newsroom.models import ChainCheck, User
from tests import tampering
from tests.factories import Commune

pytestmark = pytest.mark.database


def test_a_check_is_kept(ground: Commune) -> None:
    chain.append("epoch", {"number": 1}, now=timezone.now())

    row = checking.check(timezone.now())

    assert checking.latest() == row
    assert (row.links, row.fault_count, row.faults) == (1, 0, [])


def test_old_checks_are_let_go(ground: Commune, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CHECKS_KEPT", 2)

    rows = [checking.check(timezone.now()) for _turn in range(3)]

    assert list(ChainCheck.objects.values_list("pk", flat=True)) == [rows[2].pk, rows[1].pk]


def test_the_night_s_check_is_on_the_schedule_once(ground: Commune) -> None:
    # The database may have been made before this night's hour, which may be over.
    Schedule.objects.all().delete()
    for _turn in range(2):
        nightly.put_on_schedule(apps.get_app_config("django_q"))

    schedule = Schedule.objects.get(name="evidence chain")
    assert schedule.func == f"{nightly.verify_chain.__module__}.{nightly.verify_chain.__name__}"
    assert timezone.localtime(schedule.next_run).time() == nightly.AT[schedule.name]
    assert schedule.next_run > timezone.now()


def test_faults_stand_on_the_dashboard_of_leaders_and_administrators(
    client: Client, ground: Commune, leader: User, administrator: User, editor: User
) -> None:
    link = chain.append("epoch", {"number": 1}, now=timezone.now())
    tampering.change(link, key_id="0" * 16)
    assert "1" in nightly.verify_chain()

    shown = {}
    for person in (leader, administrator, editor):
        client.force_login(person)
        shown[person.username] = (
            "lx-notice--urgent" in client.get(reverse("wagtailadmin_home")).content.decode()
        )

    assert shown == {leader.username: True, administrator.username: True, editor.username: False}


def test_it_can_be_run_by_hand(client: Client, ground: Commune, leader: User) -> None:
    client.force_login(leader)
    assert client.get(reverse("newsroom:evidence")).status_code == 200

    client.post(reverse("newsroom:check_chain"))

    assert ChainCheck.objects.count() == 1
    assert "lx-notice--done" in client.get(reverse("newsroom:evidence")).content.decode()

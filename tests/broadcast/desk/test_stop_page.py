from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from broadcast import release, schedule
from broadcast.models import Airing, AiringStop
from tests.broadcast.commune import Commune, newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def airing(commune: Commune, now: datetime) -> Airing:
    """Return a play of five minutes, with another item after it and a repeat of its own."""
    programme = commune.accepted(now=now)
    programme.recordings.update(duration_s=200)
    schedule.book(
        programme,
        slot=commune.slot,
        on=now.date(),
        zones=commune.zones,
        person=commune.operator,
        now=now,
        times=2,
        gap_minutes=6,
    )
    commune.booked(now=now, title="Tin sau")
    release.release(commune.station, now=now)
    return Airing.objects.filter(zone=commune.zones[0]).earliest("starts_at")


def address(airing: Airing) -> str:
    return reverse("broadcast:stop", args=[airing.pk])


def test_the_page_says_what_falls_silent_where_and_what_comes_after(operator: Client, airing: Airing) -> None:
    with time_machine.travel(airing.starts_at + timedelta(seconds=5), tick=False):
        page = operator.get(address(airing)).content.decode()

    assert f"Stop “{airing.title}”?" in page
    assert page.count("sounding, would end at 17:03:20") == 1  # the same in both zones is said once
    assert page.count("then silence until 17:03:22 25/11: Tin sau") == 1
    assert "Take these out of the queue as well" in page
    assert "ask a leader to recall it" in page


def test_stopping_is_told_on_the_desk_and_written_in_the_log_book(
    commune: Commune, operator: Client, airing: Airing
) -> None:
    with time_machine.travel(airing.starts_at + timedelta(seconds=5), tick=False):
        answer = operator.post(
            address(airing), {"zone": [zone.pk for zone in commune.zones], "why": "Sai tin"}, follow=True
        )
        log = operator.get(reverse("broadcast:log")).content.decode()
        table = operator.get(reverse("broadcast:log") + "?dinh-dang=csv").content.decode()

    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("broadcast:home")
    assert f"Stopped at 17:00:05: {airing.title}" in page
    assert "no loudspeaker is in service there" in page
    assert newest(commune.zones[0]).stopped == {str(airing.pk)}
    for written in (log, table):
        assert "Sai tin" in written
        assert "topped on the air" in written
        assert commune.operator.get_full_name() in written


def test_what_was_typed_stays_when_no_reason_is_given(operator: Client, airing: Airing) -> None:
    with time_machine.travel(airing.starts_at + timedelta(seconds=5), tick=False):
        answer = operator.post(address(airing), {"zone": [airing.zone_id], "why": " "})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write why it is stopped" in page
    assert page.count("checked") == 1
    assert not AiringStop.objects.exists()


def test_what_is_over_cannot_be_stopped_any_more(operator: Client, airing: Airing) -> None:
    with time_machine.travel(airing.starts_at + timedelta(minutes=5), tick=False):
        page = operator.get(address(airing)).content.decode()

    assert "There is nothing left to stop." in page


def test_a_leader_may_stop_and_an_editor_may_not(leader: Client, editor: Client, airing: Airing) -> None:
    with time_machine.travel(airing.starts_at + timedelta(seconds=5), tick=False):
        allowed = leader.get(address(airing))
        refused = editor.get(address(airing))
        desk = editor.get(reverse("broadcast:home")).content.decode()

    assert (allowed.status_code, refused.status_code) == (200, 403)
    assert "To take it back everywhere, recall it." in allowed.content.decode()
    assert address(airing) not in desk

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from broadcast.models import Booking, Programme
from broadcast.states import ProgrammeStatus
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(commune: Commune, now: datetime) -> Programme:
    """Return a programme that can be booked."""
    return commune.accepted(now=now)


def _place(commune: Commune, day: datetime) -> str:
    return f"{commune.slot.pk}@{day:%Y-%m-%d}"


def _zones(commune: Commune) -> list[str]:
    return [str(zone.pk) for zone in commune.zones]


def test_a_programme_is_booked_where_it_was_ticked(
    commune: Commune, operator: Client, programme: Programme, now: datetime
) -> None:
    url = reverse("broadcast:book", args=[programme.pk])

    operator.post(url, {"choice": _place(commune, now), "zones": _zones(commune), "save": "yes"})

    assert (Booking.objects.get().slot, Booking.objects.get().on) == (commune.slot, now.date())


def test_a_free_place_that_is_tapped_wins_over_the_one_that_is_ticked(
    commune: Commune, operator: Client, programme: Programme, now: datetime
) -> None:
    tomorrow = now + timedelta(days=1)

    operator.post(
        reverse("broadcast:book", args=[programme.pk]),
        {"free": _place(commune, tomorrow), "choice": _place(commune, now), "zones": _zones(commune)},
    )

    assert Booking.objects.get().on == tomorrow.date()


def test_overflow_is_told_before_anything_is_saved(commune: Commune, operator: Client, now: datetime) -> None:
    commune.slot.budget_minutes = 1
    commune.slot.save()
    programme = commune.accepted(now=now, script="Bà con chú ý. " * 100)
    url = reverse("broadcast:book", args=[programme.pk])
    wish = {"choice": _place(commune, now), "zones": _zones(commune)}

    warned = operator.post(url, wish)
    saved_at_once = Booking.objects.exists()
    operator.post(url, wish | {"anyway": "yes"})

    assert warned.context["warning"]
    assert not saved_at_once
    assert Booking.objects.count() == 1


def test_a_refusal_keeps_what_was_chosen(
    commune: Commune, operator: Client, programme: Programme, now: datetime
) -> None:
    answer = operator.post(
        reverse("broadcast:book", args=[programme.pk]), {"choice": _place(commune, now), "zones": []}
    )

    assert answer.status_code == 422
    assert answer.context["chosen"] == _place(commune, now)
    assert not Booking.objects.exists()


def test_playing_at_once_asks_first(commune: Commune, operator: Client, now: datetime) -> None:
    programme = commune.accepted(now=now, priority="urgent")
    url = reverse("broadcast:book", args=[programme.pk])

    asked = operator.post(url, {"now": "ask", "zones": _zones(commune)})
    before = Booking.objects.exists()
    operator.post(url, {"now": "yes", "zones": _zones(commune)})

    assert asked.context["confirm_now"]
    assert not before
    assert Booking.objects.get().play_now
    assert commune.programme(programme.submission).status == ProgrammeStatus.QUEUED

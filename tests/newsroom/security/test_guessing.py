"""How often one may guess."""

from datetime import UTC, datetime, timedelta

import pytest

from newsroom.models import Guesses
from newsroom.security import guessing

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"
pytestmark = pytest.mark.django_db


def guess(times: int, name: str = "binh", address: str = HOME, *, now: datetime = NOW) -> datetime | None:
    """Guess wrongly so many times, and return what the last one was told."""
    told = None
    for _time in range(times):
        told = guessing.admit(name, address, now=now)
    return told


def test_five_guesses_are_free_and_the_sixth_waits_a_minute() -> None:
    assert guess(5) is None

    assert guess(1) == NOW + timedelta(minutes=1)


def test_a_guess_while_locked_does_not_make_the_lock_longer() -> None:
    guess(5)

    assert guess(30) == NOW + timedelta(minutes=1)


def test_the_lock_grows_with_each_further_failure() -> None:
    waits, now = [], NOW
    guess(4)
    for _failure in range(6):
        assert guessing.admit("binh", HOME, now=now) is None
        until = guessing.admit("binh", HOME, now=now)
        assert until is not None
        waits.append((until - now).total_seconds() / 60)
        now = until

    assert waits == [1, 5, 15, 60, 240, 240]


def test_a_right_guess_forgives_the_wrong_ones_before() -> None:
    guess(4)
    guessing.right("binh", HOME)

    assert guess(5) is None


def test_somebody_elses_lock_does_not_hinder_another_place() -> None:
    guess(6)

    assert guess(1, address=ELSEWHERE) is None


def test_a_name_tried_from_many_places_is_slowed_for_a_quarter_of_an_hour_at_most() -> None:
    now = NOW
    longest = timedelta()
    for number in range(60):
        until = guessing.admit("binh", f"198.51.100.{number}", now=now)
        if until is not None:
            longest = max(longest, until - now)
            now = until

    assert longest == timedelta(minutes=15)


def test_an_address_that_tries_many_names_is_locked() -> None:
    told = [guessing.admit(f"ten-{number}", HOME, now=NOW) for number in range(41)]

    assert told[39] is None
    assert told[40] is not None


def test_a_neighbour_in_the_same_ipv6_subscription_counts_as_the_same() -> None:
    guess(5, address="2001:db8:1:2::1")

    assert guess(1, address="2001:db8:1:2:ffff::9") is not None


def test_after_a_day_without_a_guess_all_is_forgotten() -> None:
    guess(6)
    later = NOW + timedelta(hours=25)

    assert guess(5, now=later) is None


def test_a_new_password_lets_the_name_be_tried_at_once() -> None:
    guess(6)
    guessing.forgive("Binh")

    assert guess(1) is None


def test_the_table_holds_no_names() -> None:
    guess(1, name="binh-bi-mat")

    kept = "".join(str(value) for row in Guesses.objects.values_list() for value in row)
    assert "binh-bi-mat" not in kept and HOME not in kept

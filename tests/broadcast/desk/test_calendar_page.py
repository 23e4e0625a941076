from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import planning, release, rulebook
from broadcast.models import Airing, LimitOverride, SessionChange, SpecialDay
from newsroom.models.append_only import Unchangeable
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
WEDNESDAY, THURSDAY = date(2026, 11, 25), date(2026, 11, 26)


def _send(client: Client, what: str, **fields: object) -> Any:
    return client.post(reverse("broadcast:calendar"), {"what": what} | fields)


def _days(**changed: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "name": "Quốc tang",
        "first": "2026-11-25",
        "last": "2026-11-26",
        "sessions": "usual",
        "only": ["bulletin"],
    }
    return fields | changed


def test_days_of_mourning_are_laid_down_and_the_planner_keeps_them(
    commune: Commune, operator: Client, now: datetime
) -> None:
    answer = _send(operator, "days", **_days())

    page = operator.get(answer.url).content.decode()
    rules = planning.rules_of(commune.station, now=now)
    assert "Quốc tang" in page
    assert "only bulletins" in page
    assert rules.calendar.mourning_on(WEDNESDAY) == "Quốc tang"


def test_a_lunar_day_is_turned_into_its_day(operator: Client) -> None:
    _send(operator, "days", **_days(name="Giỗ Tổ", first="", last="", lunar="10/3/2027", only=[]))

    row = SpecialDay.objects.get()
    assert (row.first, row.last) == (date(2027, 4, 16), date(2027, 4, 16))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "Give the days a name"),
        ({"first": "", "lunar": ""}, "Choose the day."),
        ({"first": "hôm nay"}, "Write the day as day/month/year"),
        ({"first": "", "lunar": "31/3/2027"}, "Write the lunar day"),
        ({"last": "2026-11-24"}, "The last day lies before the first"),
        ({"first": "2026-11-01", "last": "2026-11-02"}, "Those days are over"),
    ],
)
def test_days_that_make_no_sense_are_told_and_nothing_typed_is_lost(
    operator: Client, wrong: dict[str, object], told: str
) -> None:
    answer = _send(operator, "days", **_days(**wrong))

    page = answer.content.decode()
    assert (answer.status_code, SpecialDay.objects.count()) == (422, 0)
    assert told in page
    assert wrong.get("name", "Quốc tang") in page


def test_a_public_holiday_is_entered_with_one_tap_and_is_not_offered_again(operator: Client) -> None:
    page = operator.get(reverse("broadcast:calendar")).content.decode()
    _send(operator, "holiday", holiday="Tết Nguyên đán@2027", sessions="none")

    again = operator.get(reverse("broadcast:calendar")).content.decode()
    row = SpecialDay.objects.get()
    assert 'value="Tết Nguyên đán@2027"' in page
    assert 'value="Tết Nguyên đán@2027"' not in again
    assert (row.first, row.last, row.sessions) == (date(2027, 2, 5), date(2027, 2, 9), "none")


def test_special_days_are_taken_out_again_and_stay_as_a_row(operator: Client) -> None:
    _send(operator, "days", **_days())
    row = SpecialDay.objects.get()

    operator.post(reverse("broadcast:days_end", args=[row.pk]))

    row.refresh_from_db()
    assert row.ended_at is not None
    assert rulebook.calendar_of(row.station, since=WEDNESDAY).special == ()


def test_a_session_is_cancelled_with_its_reason_and_what_was_booked_moves(
    commune: Commune, operator: Client, now: datetime
) -> None:
    commune.booked(now=now)
    release.release(commune.station, now=now)

    _send(operator, "session", slot=str(commune.slot.pk), on="2026-11-25", cancelled="on", why="Mất điện")
    release.release(commune.station, now=now)

    heard = Airing.objects.filter(kind="programme").exclude(status="dropped")
    assert {row.on for row in heard} == {THURSDAY}
    assert {row.reason_code for row in heard} == {"cancelled"}
    assert "Mất điện" in heard[0].reason


def test_a_session_is_moved_and_put_back(commune: Commune, operator: Client) -> None:
    _send(operator, "session", slot=str(commune.slot.pk), on="2026-11-25", starts_at="18h30", why="Họp thôn")
    moved = rulebook.session_of(commune.slot, WEDNESDAY)
    operator.post(reverse("broadcast:change_end", args=[SessionChange.objects.get().pk]))
    back = rulebook.session_of(commune.slot, WEDNESDAY)

    assert moved is not None
    assert back is not None
    assert [each.starts_at.hour for each in (moved, back)] == [11, 10]


def test_a_second_change_of_a_session_replaces_the_first(commune: Commune, operator: Client) -> None:
    slot = str(commune.slot.pk)
    _send(operator, "session", slot=slot, on="2026-11-25", starts_at="18:30", why="Họp thôn")
    _send(operator, "session", slot=slot, on="2026-11-25", budget_minutes="30", why="Bầu cử")

    row = SessionChange.objects.get(ended_at=None)
    assert (row.starts_at, row.budget_minutes, row.why) == (None, 30, "Bầu cử")
    assert SessionChange.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"why": ""}, "Write why"),
        ({"starts_at": ""}, "Write a new time or a new length"),
        ({"cancelled": "on"}, "A cancelled session has no time"),
        ({"on": "2026-11-20"}, "That day is over"),
        ({"slot": "0"}, "Select a valid choice"),
    ],
)
def test_a_change_that_makes_no_sense_is_told(
    commune: Commune, operator: Client, wrong: dict[str, object], told: str
) -> None:
    fields = {"slot": str(commune.slot.pk), "on": "2026-11-25", "starts_at": "18:30", "why": "Họp thôn"}

    answer = _send(operator, "session", **fields | wrong)

    assert (answer.status_code, SessionChange.objects.count()) == (422, 0)
    assert told in answer.content.decode()


def test_a_limit_is_set_aside_in_somebodys_name_for_good(commune: Commune, operator: Client) -> None:
    _send(operator, "override", limit="sessions", on="2026-11-25", why="Bão khẩn cấp")

    row = LimitOverride.objects.get()
    page = operator.get(reverse("broadcast:calendar")).content.decode()
    assert (row.person_name, row.on) == (commune.operator.get_full_name(), WEDNESDAY)
    assert "Bão khẩn cấp" in page
    with pytest.raises(Unchangeable):
        row.delete()


@pytest.mark.parametrize("why", ["", "ừ"])
def test_a_limit_is_not_set_aside_without_a_reason(operator: Client, why: str) -> None:
    answer = _send(operator, "override", limit="sessions", on="2026-11-25", why=why)

    assert (answer.status_code, LimitOverride.objects.count()) == (422, 0)


def test_the_same_limit_is_set_aside_once_a_day(operator: Client) -> None:
    for _ in range(2):
        answer = _send(operator, "override", limit="sessions", on="2026-11-25", why="Bão khẩn cấp")

    assert "already" in answer.content.decode()
    assert LimitOverride.objects.count() == 1


def test_who_may_not_operate_looks_and_changes_nothing(leader: Client) -> None:
    looked = leader.get(reverse("broadcast:calendar"))
    sent = _send(leader, "days", **_days())

    assert (looked.status_code, sent.status_code, SpecialDay.objects.count()) == (200, 403, 0)
    assert "<form method" not in looked.content.decode()

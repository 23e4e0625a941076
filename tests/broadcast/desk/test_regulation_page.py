from datetime import date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import planning, rulebook
from broadcast.models import Recording, Regulation, Zone, ZoneQuiet
from broadcast.plan.limits import Limits
from broadcast.plan.quiet import QuietHours
from broadcast.plan.terms import Cut
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def _send(client: Client, what: str, **fields: object) -> Any:
    return client.post(reverse("broadcast:regulation"), {"what": what} | fields)


def _limits(**changed: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "document": "QĐ 12/QĐ-UBND",
        "sessions_a_day": "2",
        "session_minutes": "15",
        "day_minutes": "",
        "repeats_a_day": "",
        "weekdays": ["0", "1", "2", "3", "4"],
        "summer_first": "1/4",
        "summer_last": "30/09",
    }
    return fields | changed


def test_without_a_regulation_nothing_is_limited(commune: Commune, now: datetime) -> None:
    assert planning.rules_of(commune.station, now=now).calendar.limits == Limits()


def test_the_regulation_is_saved_and_the_planner_keeps_it(
    commune: Commune, operator: Client, now: datetime
) -> None:
    answer = _send(operator, "limits", **_limits())

    page = operator.get(answer.url).content.decode()
    limits = planning.rules_of(commune.station, now=now).calendar.limits
    assert (limits.sessions, limits.session_s, limits.day_s, limits.weekdays) == (
        2,
        900,
        None,
        frozenset(range(5)),
    )
    assert Regulation.objects.get().summer_first == "01/04"
    assert commune.operator.get_full_name() in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"sessions_a_day": "0"}, "Write at least 1"),
        ({"session_minutes": "hai"}, "Write a whole number"),
        ({"weekdays": []}, "Choose at least one weekday"),
        ({"summer_first": "31/02"}, "Write the day and the month"),
    ],
)
def test_a_rule_that_makes_no_sense_is_told_and_nothing_typed_is_lost(
    operator: Client, wrong: dict[str, object], told: str
) -> None:
    answer = _send(operator, "limits", **_limits(**wrong))

    page = answer.content.decode()
    assert (answer.status_code, Regulation.objects.count()) == (422, 0)
    assert told in page
    assert 'value="QĐ 12/QĐ-UBND"' in page


def test_summer_hours_of_a_slot_follow_the_days_of_the_regulation(commune: Commune, operator: Client) -> None:
    _send(operator, "limits", **_limits(weekdays=[str(day) for day in range(7)]))
    commune.slot.summer_starts_at = time(17, 30)
    commune.slot.save()

    found = [rulebook.session_of(commune.slot, date(2027, month, 30)) for month in (3, 4, 9, 10)]

    assert [each.starts_at.minute for each in found if each] == [0, 30, 30, 0]


def test_quiet_hours_of_a_zone_reach_its_devices_and_no_others(
    commune: Commune, operator: Client, now: datetime
) -> None:
    church, other = commune.zones
    _send(
        operator, "quiet", zone=str(church.pk), why="Lễ", quiet_from="7h", quiet_until="8:30", weekdays=["6"]
    )

    mass = QuietHours(start=time(7), until=time(8, 30), weekdays=frozenset({6}))
    assert rulebook.quiet_in(church)[1:] == (mass,)
    assert rulebook.quiet_in(other)[1:] == ()
    assert commune.released(now=now, zone=church).quiet == rulebook.quiet_in(church)


def test_quiet_hours_of_a_zone_are_taken_out(commune: Commune, operator: Client) -> None:
    row = ZoneQuiet.objects.create(zone=commune.zones[0], why="Lễ", quiet_from=time(7), quiet_until=time(8))

    operator.post(reverse("broadcast:quiet_remove", args=[row.pk]))

    assert ZoneQuiet.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"why": ""}, {"quiet_until": "07:00"}, {"zone": ""}, {"weekdays": []}])
def test_quiet_hours_that_make_no_sense_are_not_saved(
    commune: Commune, operator: Client, wrong: dict[str, object]
) -> None:
    fields: dict[str, object] = {
        "zone": str(commune.zones[0].pk),
        "why": "Lễ",
        "quiet_from": "07:00",
        "quiet_until": "08:30",
        "weekdays": ["6"],
    }

    assert _send(operator, "quiet", **fields | wrong).status_code == 422
    assert ZoneQuiet.objects.count() == 0


def test_zones_begin_so_many_seconds_later(commune: Commune, operator: Client, now: datetime) -> None:
    first, second = commune.zones

    _send(operator, "stagger", **{f"zone_{first.pk}": "0", f"zone_{second.pk}": "12"})
    refused = _send(operator, "stagger", **{f"zone_{second.pk}": "9999"})

    assert planning.rules_of(commune.station, now=now).stagger_s == {str(second.pk): 12.0}
    assert refused.status_code == 422
    assert Zone.objects.get(pk=second.pk).stagger_s == 12


def test_where_emergencies_cut_in_is_set_and_sentences_end_where_the_take_says(
    commune: Commune, operator: Client, now: datetime
) -> None:
    commune.booked(now=now)
    Recording.objects.update(timeline=[[0.5, 2.5], [3.0, 6.0]])
    at_once = planning.bookings_of(commune.station, now=now)[0]

    _send(operator, "limits", **_limits(cut="sentence"))
    later = planning.bookings_of(commune.station, now=now)[0]

    assert (at_once.cut, at_once.sentence_ends) == (Cut.ANYWHERE, ())
    assert (later.cut, later.sentence_ends) == (Cut.SENTENCE, (2.5, 6.0))

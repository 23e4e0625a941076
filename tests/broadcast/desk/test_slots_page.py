from datetime import datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from broadcast import standing
from broadcast.models import Slot, Station
from broadcast.models.schedule import NO_CLIP
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db


def _wish(**changed: object) -> dict[str, Any]:
    fields: dict[str, object] = {
        "name": "Buổi sáng",
        "weekdays": ["0", "2", "4"],
        "starts_at": "05:00",
        "budget_minutes": "20",
        "zones": [],
    }
    return fields | changed


def _add(client: Client, **changed: object) -> Any:
    return client.post(reverse("broadcast:slot_add"), _wish(**changed))


def _errors(answer: Any) -> list[str]:
    return [str(error) for errors in answer.context["form"].errors.values() for error in errors]


def test_a_slot_is_added_and_listed(commune: Commune, operator: Client) -> None:
    answer = _add(operator, zones=[str(commune.zones[0].pk)])

    slot = Slot.objects.get(name="Buổi sáng")
    page = operator.get(answer.url).content.decode()
    assert (slot.weekdays, slot.starts_at, slot.budget_minutes) == ([0, 2, 4], time(5), 20)
    assert list(slot.zones.all()) == [commune.zones[0]]
    assert "05:00–05:20 · Buổi sáng" in page


def test_what_was_typed_stays_when_something_is_missing(operator: Client) -> None:
    answer = _add(operator, weekdays=[], starts_at="sáng sớm", budget_minutes="", name="Buổi sớm")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert len(_errors(answer)) == 3
    assert 'value="Buổi sớm"' in page
    assert 'value="sáng sớm"' in page


@pytest.mark.parametrize("said", ["05:30", "5h30", "5:30", "05.30"])
def test_a_time_is_taken_as_people_write_it(operator: Client, said: str) -> None:
    _add(operator, starts_at=said)

    assert Slot.objects.get(name="Buổi sáng").starts_at == time(5, 30)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"weekdays": ["7"]}, {"budget_minutes": "0"}, {"budget_minutes": "181"}]
)
def test_a_slot_that_makes_no_sense_is_not_saved(operator: Client, wrong: dict[str, object]) -> None:
    answer = _add(operator, **wrong)

    assert answer.status_code == 422
    assert Slot.objects.count() == 1


def test_two_slots_at_once_in_one_zone_are_told_in_plain_words(commune: Commune, operator: Client) -> None:
    answer = _add(operator, starts_at="17:10", weekdays=["2", "3"], zones=[str(commune.zones[1].pk)])

    assert _errors(answer) == [
        "“Buổi chiều” is on the air from 17:00 to 17:15 (Wednesday, Thursday) in Thôn Đoài. "
        "Choose another time, other days or other zones."
    ]
    assert Slot.objects.count() == 1


def test_slots_that_follow_one_another_do_not_clash(operator: Client) -> None:
    _add(operator, starts_at="17:15")

    assert Slot.objects.count() == 2


def test_slots_of_different_zones_do_not_clash(commune: Commune, operator: Client) -> None:
    commune.slot.zones.set(commune.zones[:1])

    _add(operator, starts_at="17:00", zones=[str(commune.zones[1].pk)])

    assert Slot.objects.count() == 2


def test_a_slot_that_is_switched_off_clashes_with_nothing(commune: Commune, operator: Client) -> None:
    commune.slot.active = False
    commune.slot.save()

    _add(operator, starts_at="17:00")

    assert Slot.objects.count() == 2


def test_a_slot_in_the_quiet_hours_is_told(operator: Client) -> None:
    answer = _add(operator, starts_at="21:20", budget_minutes="15")

    assert "Quiet hours are from 21:30 to 04:45" in _errors(answer)[0]


def test_a_slot_of_sunday_night_meets_monday_morning(commune: Commune, operator: Client) -> None:
    Station.objects.update(quiet_from=time(3), quiet_until=time(3))
    commune.slot.starts_at, commune.slot.weekdays = time(0), [0]
    commune.slot.save()

    answer = _add(operator, starts_at="23:50", weekdays=["6"])

    assert "Buổi chiều" in _errors(answer)[0]


def test_a_slot_is_changed_without_clashing_with_itself(commune: Commune, operator: Client) -> None:
    url = reverse("broadcast:slot", args=[commune.slot.pk])
    shown = operator.get(url).content.decode()

    operator.post(url, _wish(name="Buổi chiều", starts_at="17:05"))

    commune.slot.refresh_from_db()
    assert 'value="17:00"' in shown
    assert commune.slot.starts_at == time(17, 5)


def test_a_slot_is_switched_off_and_on(commune: Commune, operator: Client) -> None:
    url = reverse("broadcast:slot", args=[commune.slot.pk])

    off = operator.post(url, {"switch": "off"}, follow=True).content.decode()
    commune.slot.refresh_from_db()
    was_active = commune.slot.active
    operator.post(url, {"switch": "on"})

    commune.slot.refresh_from_db()
    assert (was_active, commune.slot.active) == (False, True)
    assert "is switched off." in off


def test_switching_off_tells_what_will_not_be_heard(
    commune: Commune, operator: Client, now: datetime
) -> None:
    commune.booked(now=now)

    answer = operator.post(reverse("broadcast:slot", args=[commune.slot.pk]), {"switch": "off"}, follow=True)

    assert "1 programme is booked in it and will not be heard" in answer.content.decode()


def test_a_slot_is_not_switched_on_over_another(commune: Commune, operator: Client) -> None:
    commune.slot.active = False
    commune.slot.save()
    _add(operator, starts_at="17:00", name="Khác")

    answer = operator.post(reverse("broadcast:slot", args=[commune.slot.pk]), {"switch": "on"}, follow=True)

    commune.slot.refresh_from_db()
    assert not commune.slot.active
    assert "“Khác” is on the air" in answer.content.decode()


def test_quiet_hours_are_saved(commune: Commune, operator: Client) -> None:
    operator.post(reverse("broadcast:slots"), {"quiet_from": "22:00", "quiet_until": "05:00"})

    commune.station.refresh_from_db()
    assert (commune.station.quiet_from, commune.station.quiet_until) == (time(22), time(5))


def test_quiet_hours_do_not_silence_a_slot_unseen(commune: Commune, operator: Client) -> None:
    answer = operator.post(reverse("broadcast:slots"), {"quiet_from": "16:00", "quiet_until": "18:00"})

    commune.station.refresh_from_db()
    assert answer.status_code == 422
    assert "The slot “Buổi chiều 17:00” would fall silent" in answer.content.decode()
    assert 'value="16:00"' in answer.content.decode()
    assert commune.station.quiet_from == time(21, 30)


def test_who_may_only_watch_changes_nothing(commune: Commune, editor: Client) -> None:
    pages = [
        editor.post(reverse("broadcast:slots"), {"quiet_from": "22:00", "quiet_until": "05:00"}),
        editor.get(reverse("broadcast:slot_add")),
        editor.post(reverse("broadcast:slot", args=[commune.slot.pk]), {"switch": "off"}),
    ]

    commune.slot.refresh_from_db()
    assert [page.status_code for page in pages] == [403] * 3
    assert commune.slot.active
    assert editor.get(reverse("broadcast:slots")).status_code == 200


def test_a_stranger_sees_nothing(stranger: Client) -> None:
    assert stranger.get(reverse("broadcast:slots")).status_code == 403


def test_a_slot_chooses_its_opening_its_sign_off_and_its_spacing(
    commune: Commune, operator: Client, now: datetime
) -> None:
    clip = standing.make_clip(
        commune.station,
        kind="opening",
        words="Kính chào.",
        person=commune.operator,
        now=now,
        label="Chủ nhật",
    )
    waiting = _add(operator, opening="Chủ nhật")
    standing.approve_clip(clip, person=commune.leader, now=now)
    _add(operator, opening="Chủ nhật", closing=NO_CLIP, gap_s="1.5")

    assert waiting.status_code == 422
    row = Slot.objects.get(name="Buổi sáng")
    assert (row.opening, row.closing, row.gap_s) == ("Chủ nhật", NO_CLIP, 1.5)
    standing.revoke_clip(clip, person=commune.leader, now=now)
    page = operator.get(reverse("broadcast:slot", args=[row.pk])).content.decode()
    assert "not in force: as all sessions" in page
    assert (
        operator.post(reverse("broadcast:slot", args=[row.pk]), _wish(opening="Chủ nhật")).status_code == 302
    )
    row.refresh_from_db()
    assert (row.opening, row.closing, row.gap_s) == ("Chủ nhật", "", None)


@pytest.mark.parametrize("wrong", ["-1", "31", "lâu"])
def test_a_spacing_that_is_none_is_refused_and_stays_in_its_field(operator: Client, wrong: str) -> None:
    answer = _add(operator, gap_s=wrong)

    assert answer.status_code == 422
    assert "Write seconds between 0 and 30" in _errors(answer)[0]
    assert f'value="{wrong}"' in answer.content.decode()


def test_a_slot_switches_its_time_signal_on_and_off(
    commune: Commune, operator: Client, now: datetime
) -> None:
    _add(operator, signal="on")
    row = Slot.objects.get(name="Buổi sáng")
    address = reverse("broadcast:slot", args=[row.pk])
    assert row.signal
    assert "No time signal is in force" in operator.get(address).content.decode()

    clip = standing.make_signal(commune.station, person=commune.operator, now=now)
    standing.approve_clip(clip, person=commune.leader, now=now)
    page = operator.get(address).content.decode()
    assert 'name="signal" checked' in page
    assert "No time signal is in force" not in page

    operator.post(address, _wish())
    row.refresh_from_db()
    assert not row.signal

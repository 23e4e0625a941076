import re
from datetime import datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from broadcast import heartbeats, machine, onair, playout, problems, release, stopping, timeline, today
from broadcast.models import Airing, Booking, Programme, SessionChange, StandingClip, ZoneQuiet
from broadcast.plan.reasons import Code, Refusal, left_out
from tests.broadcast.boxes import box_in, receipt, row_of
from tests.broadcast.commune import Commune

pytestmark = pytest.mark.django_db
FIVE = timedelta(hours=8)  # from nine in the morning to the session at 17:00


@pytest.fixture
def airing(commune: Commune, now: datetime) -> Airing:
    """Return the play of the first zone at 17:00; it takes five minutes."""
    programme = commune.booked(now=now)
    programme.recordings.update(duration_s=300)
    release.release(commune.station, now=now)
    return Airing.objects.get(zone=commune.zones[0])


def page_at(client: Client, moment: datetime, query: str = "") -> str:
    with time_machine.travel(moment, tick=False):
        return client.get(reverse("broadcast:live") + query).content.decode()


def states(page: str) -> list[str]:
    return re.findall(r'class="luot luot--(\w+)"', page)


# ------------------------------------------------------------------ on the air


def test_the_desk_says_what_sounds_for_how_long_still_and_what_comes_next(
    commune: Commune, operator: Client, airing: Airing, now: datetime
) -> None:
    after = commune.accepted(now=now, title="Tin sau")
    commune.book(after, now=now)
    release.release(commune.station, now=now)

    page = page_at(operator, airing.starts_at + timedelta(seconds=100))

    assert "Nothing is on the air" not in page
    assert '<span class="air__count" data-until="1764065100">3:20</span>' in page or "3:20" in page
    assert "all zones" in page
    assert "then Tin sau at 17:05:02" in page
    assert states(page)[:2] == ["air", "planned"]


def test_zones_that_are_silent_say_what_they_hear_next(
    commune: Commune, operator: Client, airing: Airing, now: datetime
) -> None:
    page = page_at(operator, now)

    assert "Every zone is silent." in page
    assert f"Next: {airing.title} at 17:00" in page
    assert "in 8 hours 0 minutes" in page


def test_zones_that_hear_the_same_share_a_card(commune: Commune, airing: Airing) -> None:
    at = airing.starts_at + timedelta(seconds=10)
    Airing.objects.filter(zone=commune.zones[1]).update(starts_at=airing.starts_at + timedelta(seconds=4))

    (together,) = onair.on_air(commune.station, now=at).sounding
    stopping.stop(airing, zone_ids=[commune.zones[1].pk], why="thử", person=commune.operator, now=at)
    apart = onair.on_air(commune.station, now=at)

    assert (together.everywhere, together.left_s) == (True, 294)
    assert [zone.pk for zone in apart.sounding[0].zones] == [commune.zones[0].pk]
    assert [zone.pk for zone in apart.silent[0].zones] == [commune.zones[1].pk]


# ------------------------------------------------------------------- the day


def test_each_state_has_a_sign_and_words_of_its_own() -> None:
    words = today.state_words()

    assert set(words) == set(today.SIGNS)
    assert len(set(words.values())) == len(set(today.SIGNS.values())) == len(words)


def test_bars_are_drawn_to_scale_and_lead_to_their_line(
    commune: Commune, operator: Client, airing: Airing, now: datetime
) -> None:
    day = today.today_of(commune.station, now=airing.starts_at)
    drawing = timeline.timeline_of(commune.station, day, near=True)
    (bar,) = drawing.lanes[0].bars

    assert (bar.left, bar.width) == ("25.000%", f"{300 / 7200 * 100:.3f}%")
    assert drawing.now_left == "25.000%"
    page = page_at(operator, airing.starts_at, "?khung=gan")
    assert f'href="#luot-{bar.entry}"' in page
    assert f'id="luot-{bar.entry}"' in page


def test_quiet_hours_and_cancelled_sessions_are_drawn_and_told(
    commune: Commune, operator: Client, airing: Airing, now: datetime
) -> None:
    ZoneQuiet.objects.create(zone=commune.zones[1], why="Giờ lễ", quiet_from=time(15), quiet_until=time(16))
    SessionChange.objects.create(
        slot=commune.slot, on=now.date(), cancelled=True, why="Bão số 9", made_at=now, made_by_name="Tuấn"
    )
    release.release(commune.station, now=now)

    page = page_at(operator, now)

    assert page.count("<title>quiet hours 15:00 – 16:00</title>") == 1
    assert page.count('class="band band--cancelled"') == 2
    assert "Bão số 9" in page
    assert set(states(page)) == {"dropped"}


def test_what_was_not_heard_is_told_with_the_reason(
    commune: Commune, operator: Client, airing: Airing
) -> None:
    over = airing.starts_at + timedelta(minutes=30)
    box = box_in(commune, commune.zones[0], now=airing.starts_at)
    playout.take_receipts(row_of(box), [receipt(airing)])
    playout.settle(over)

    page = page_at(operator, over)

    assert "1 thing was not heard as booked: why" in page
    assert "No loudspeaker is in service in this zone." in page
    assert sorted(states(page)) == ["missed", "played"]


def test_the_day_costs_the_same_number_of_queries_however_much_happens(
    commune: Commune, operator: Client, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(2):
        commune.booked(now=now, title=f"Tin {number}")
    release.release(commune.station, now=now)
    at = now + FIVE + timedelta(seconds=1)

    def cost() -> int:
        with django_assert_max_num_queries(20) as counted:
            day = today.today_of(commune.station, now=at)
            timeline.timeline_of(commune.station, day)
            onair.on_air(commune.station, now=at)
        return len(counted)

    before = cost()
    for number in range(3):
        commune.booked(now=now, title=f"Tin nữa {number}")
    release.release(commune.station, now=now)

    assert cost() == before


# ------------------------------------------------------------------- problems


def test_problems_come_by_urgency_and_each_leads_somewhere(
    commune: Commune, operator: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = commune.approved(now=now, title="Hết hạn mai")
    soon = commune.approved(now=now, title="Hết hạn tối nay")
    Programme.objects.filter(pk=late.pk).update(
        valid_until=now + timedelta(days=1),
        open_questions=[{"written": "3-2", "best": "ba hai", "reason": ""}],
    )
    Programme.objects.filter(pk=soon.pk).update(valid_until=now + timedelta(hours=9))
    monkeypatch.setattr(machine, "disk", lambda: machine.Disk(free=2 * machine.GIGABYTE, total=10**12))
    heartbeats.beat(heartbeats.QUEUE, now=now)

    found = problems.problems(commune.station, now=now)

    sentences = [problem.sentence for problem in found]
    assert sentences[0].startswith("The station program is not running")
    assert "Hết hạn tối nay" in sentences[1]
    assert "not sure of 1 word" in next(each for each in sentences if "Hết hạn mai" in each)
    assert any("2.0 GB" in each for each in sentences)
    assert [problem.urgent for problem in found] == sorted((each.urgent for each in found), reverse=True)
    assert all(problem.url for problem in found)


def test_a_clash_leads_to_the_place_where_the_order_is_decided(
    commune: Commune, operator: Client, now: datetime
) -> None:
    programme = commune.booked(now=now)
    commune.booked(now=now, title="Tin kia")
    clash = left_out(Refusal(code=Code.CLASH, slot_name="Buổi chiều", on=now.date()), last=now.date())
    Booking.objects.filter(programme=programme).update(unplaced={str(commune.zones[0].pk): clash.sentence})

    problem = next(
        each for each in problems.problems(commune.station, now=now) if "tranh cùng chỗ" in each.sentence
    )
    page = page_at(operator, now)

    assert (problem.action, problem.urgent) == ("Decide the order", True)
    anchor = problem.url.partition("#")[2]
    assert f'id="{anchor}"' in page


def test_a_desk_without_problems_is_glad(
    commune: Commune, operator: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problems, "problems", lambda station, now: [])

    page = page_at(operator, now)

    assert "All is in order. Nothing needs you now." in page


def test_the_computer_says_what_to_do_when_the_station_stands_still(operator: Client, now: datetime) -> None:
    heartbeats.beat(heartbeats.STATION, now=now - timedelta(hours=1))
    heartbeats.beat(heartbeats.QUEUE, now=now)

    page = operator.get(reverse("broadcast:machine")).content.decode()

    assert page.count("does not answer</span>") == 1
    assert "Call the administrator" in page
    assert StandingClip.objects.count() == 0


def test_only_who_may_book_is_led_to_another_time(
    commune: Commune, operator: Client, leader: Client, now: datetime
) -> None:
    programme = commune.booked(now=now)
    Booking.objects.update(unplaced={str(commune.zones[0].pk): "Hết chỗ."})

    for_operator, for_leader = page_at(operator, now), page_at(leader, now)

    booking_page = reverse("broadcast:book", args=[programme.pk])
    assert "Hết chỗ." in for_operator and "Hết chỗ." in for_leader
    assert booking_page in for_operator
    assert booking_page not in for_leader

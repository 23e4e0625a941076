"""What the public may know of the air, and what not yet."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client

from broadcast.models import Airing, Regulation, SessionChange, Slot, SpecialDay
from broadcast.states import AiringStatus
from cms.public import air
from newsroom.models import Story
from tests.cms.public import commune

pytestmark = pytest.mark.django_db
SOON = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _site(site: None) -> None:
    """Have a site in every test here."""


def planned(title: str = "Tin chưa công bố", **fields: object) -> Airing:
    """Return an airing of a story without a page; its recording is 192 seconds long."""
    story = commune.published(title, on_site=False)
    return commune.airing(commune.recording(commune.programme(story)), **fields)  # type: ignore[arg-type]


def played() -> list[air.Played]:
    """Return what was played today."""
    return air.played_today(commune.NOON, everywhere=len(air.hamlets()))


def shown(client: Client) -> str:
    """Return all that the public pages tell of the air."""
    pages = [client.get(address).content.decode() for address in ("/", "/dang-phat/", "/nghe-lai/")]
    return "".join(pages)


@pytest.mark.parametrize("status", list(AiringStatus))
def test_what_comes_is_never_named(client: Client, status: AiringStatus) -> None:
    planned(at=commune.NOON + SOON, status=status)

    page = client.get("/").content.decode() + client.get("/dang-phat/").content.decode()

    assert "Tin chưa công bố" not in page


def test_what_sounds_now_is_named_in_its_zone(client: Client) -> None:
    planned("Bản tin trưa", at=commune.NOON - SOON, status=AiringStatus.RELEASED)
    commune.zone("Thôn Tân Tiến")

    heard = air.zones(air.hamlets(), [], air.sounding(commune.NOON), commune.NOON)

    assert [(zone.name, bool(zone.sounding)) for zone in heard] == [
        ("Thôn Đông Hồ", True),
        ("Thôn Tân Tiến", False),
    ]
    assert "Bản tin trưa" in client.get("/dang-phat/").content.decode()
    assert "Bản tin trưa" in client.get("/").content.decode()


@pytest.mark.parametrize(("minutes", "sounds"), [(-1, False), (0, True), (3, True), (4, False)])
def test_it_sounds_from_its_start_to_its_end(minutes: int, sounds: bool) -> None:
    planned(at=commune.NOON, status=AiringStatus.RELEASED)

    assert bool(air.sounding(commune.NOON + timedelta(minutes=minutes))) is sounds


@pytest.mark.parametrize(
    "status", [AiringStatus.PLANNED, AiringStatus.DROPPED, AiringStatus.MISSED, AiringStatus.PARTIAL]
)
def test_what_was_not_sent_out_or_was_cut_does_not_sound(status: AiringStatus) -> None:
    planned(at=commune.NOON - SOON, status=status)

    assert air.sounding(commune.NOON) == []


def test_a_recalled_programme_is_not_named_while_it_sounds(client: Client) -> None:
    planned(at=commune.NOON - SOON, status=AiringStatus.RELEASED)
    assert "Tin chưa công bố" in shown(client)

    commune.recall(Story.objects.get(title="Tin chưa công bố"))

    assert "Tin chưa công bố" not in shown(client)


def test_what_began_last_is_what_a_zone_hears() -> None:
    planned("Thường", at=commune.NOON - 2 * SOON, status=AiringStatus.RELEASED)
    planned("Khẩn cấp", at=commune.NOON - SOON, status=AiringStatus.RELEASED)

    assert [item.title for item in air.sounding(commune.NOON)] == ["Khẩn cấp"]


def test_what_was_played_today_is_listed_and_yesterday_is_not() -> None:
    planned("Sáng nay", at=commune.NOON - timedelta(hours=6))
    planned("Hôm qua", at=commune.NOON - timedelta(hours=13))

    assert [(item.title, item.hour) for item in played()] == [("Sáng nay", "06:00")]


def test_a_play_in_all_zones_is_one_line() -> None:
    story = commune.published("Toàn dân", on_site=False)
    take = commune.recording(commune.programme(story))
    for zone in (commune.zone(), commune.zone("Thôn Tân Tiến")):
        commune.airing(take, where=zone)

    lines = played()

    assert len(lines) == 1
    assert "," not in lines[0].zones


def test_the_slots_of_the_day_know_what_is_over_and_what_comes_next() -> None:
    for name, hour in (("Sáng", 5), ("Chiều", 16), ("Tối", 19)):
        commune.slot(name, time(hour, 30))
    commune.slot("Thứ Hai", time(17, 0), weekdays=[0])
    commune.slot("Bỏ", time(18, 0), active=False)

    today = air.day(air.sessions(commune.NOON), [], commune.NOON)

    assert [(slot.name, slot.when) for slot in today.times] == [
        ("Sáng", "over"),
        ("Chiều", "next"),
        ("Tối", "later"),
    ]
    assert "21/11/2026" in today.date


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [([5], "16:30"), ([6], "16:30"), ([1], "24/11/2026"), ([], "")],
    ids=["today", "tomorrow", "Tuesday", "never"],
)
def test_the_next_start_is_told_in_words(weekdays: list[int], words: str) -> None:
    commune.slot(weekdays=weekdays)

    said = air.coming(air.sessions(commune.NOON), commune.NOON)

    assert words in said
    assert bool(said) is bool(words)


def test_a_slot_that_has_begun_today_comes_again_next_week() -> None:
    commune.slot(starts_at=time(12, 0), weekdays=[5])

    assert "28/11/2026" in air.coming(air.sessions(commune.NOON), commune.NOON)


def test_a_slot_without_zones_reaches_all_and_one_with_zones_only_them() -> None:
    near, far = commune.zone(), commune.zone("Thôn Tân Tiến")
    commune.slot("Chung", time(19, 0))
    commune.slot("Riêng", time(17, 0)).zones.add(near)

    heard = {
        zone.name: zone.coming
        for zone in air.zones(air.hamlets(), air.sessions(commune.NOON), [], commune.NOON)
    }

    assert "17:00" in heard[near.name]
    assert "19:00" in heard[far.name]


def test_midnight_is_the_commune_s_own() -> None:
    late = datetime.fromisoformat("2026-11-21T17:30:00+00:00")  # 00:30 on Sunday in the commune

    assert "22/11/2026" in air.day([], [], late).date


def test_special_days_and_changes_are_told_as_they_will_be() -> None:
    slot = commune.slot(starts_at=time(16, 30))
    station, today = slot.station, commune.NOON.date()
    SpecialDay.objects.create(
        station=station,
        name="Ngày hội",
        first=today + timedelta(days=1),
        last=today + timedelta(days=1),
        sessions="none",
        made_at=commune.NOON,
    )
    SessionChange.objects.create(
        slot=slot, on=today + timedelta(days=2), starts_at=time(18), why="Họp thôn", made_at=commune.NOON
    )

    told = [f"{each.starts_at:%d %H:%M}" for each in air.sessions(commune.NOON, days=3)]

    assert told == ["21 16:30", "23 18:00", "24 16:30"]


def test_in_summer_the_summer_hours_are_told(client: Client) -> None:
    slot = commune.slot(starts_at=time(16, 30))
    Slot.objects.update(summer_starts_at=time(17, 15))
    Regulation.objects.create(station=slot.station, summer_first="01/11", summer_last="30/11")

    assert "17:15" in client.get("/lich-phat-thanh/").content.decode()
    assert "16:30" not in client.get("/lich-phat-thanh/").content.decode()

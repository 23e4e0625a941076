"""Relays, recorded programmes and music that fills what a session has left."""

from dataclasses import replace

import pytest

from broadcast.plan import canonical, manifest
from broadcast.plan.days import Calendar, Change
from broadcast.plan.fields import Malformed
from broadcast.plan.planned import stream_item
from broadcast.plan.rules import Booking
from broadcast.plan.terms import Form, Kind
from broadcast.plan.timeline import plan
from tests.broadcast.plan import manifests, station
from tests.broadcast.plan.station import EAST, MONDAY, at, heard

URL = "https://vov.example/vov1"


def music(identity: str, duration_s: float = 120) -> Booking:
    return station.booking(identity, duration_s, fills=True, stays=True, form=Form.MUSIC)


def relay() -> Booking:
    return station.booking(
        "vov", 900, slot_id=None, at=at("16:50"), stream=URL, media="e" * 64, form=Form.RELAY, stays=True
    )


def test_music_fills_what_a_session_has_left_and_no_more() -> None:
    result = plan(
        station.rules(closing=station.clip(Kind.CLOSING)),
        [music("long", 400), music("short"), station.booking("news", 300)],
        now=at("16:00"),
    )

    assert heard(result) == [("17:00:00", "news"), ("17:05:00", "short"), ("17:07:00", "closing")]
    assert result.unplaced == ()


def test_no_session_is_held_for_music_alone() -> None:
    result = plan(station.rules(), [music("short")], now=at("16:00"))

    assert heard(result) == []


def test_music_gives_way_to_news_that_is_booked_later() -> None:
    rules, calm = station.rules(), [music("short"), station.booking("news", 300)]
    before = plan(rules, calm, now=at("16:00"))
    late = station.booking("late", 290, position=1)

    result = plan(rules, [*calm, late], now=at("16:30"), fixed=station.in_force(before))

    assert [title for _when, title in heard(result)] == ["news", "late"]


def test_a_recorded_programme_is_heard_on_its_day_or_not_at_all() -> None:
    calendar = Calendar(changes=(Change(slot_id="evening", on=MONDAY, cancelled=True, why="Mất điện"),))
    lesson = station.booking("lesson", stays=True, form=Form.RECORDED)

    result = plan(station.rules(calendar=calendar), [lesson], now=at("16:00"))

    assert heard(result) == []
    assert "Mất điện" in station.unplaced(result, "lesson").reason.sentence


def test_sessions_flow_round_a_relay() -> None:
    result = plan(station.rules(), [relay(), station.booking("news")], now=at("16:00"))

    assert heard(result) == [("16:50:00", "vov"), ("17:05:00", "news")]


def test_a_relay_is_written_and_read_back_and_old_boxes_do_not_see_it() -> None:
    (item,) = plan(station.rules(), [relay()], now=at("16:00")).timelines[EAST]
    plain = replace(manifests.manifest(), air=())
    with_relay = replace(plain, streams=(stream_item(item, fallback=manifests.NEWS),))

    read = manifest.parse(canonical.to_bytes(with_relay))

    assert read == with_relay
    assert b"streams" not in canonical.to_bytes(plain)
    assert (read.streams[0].url, read.streams[0].duration_ms) == (URL, 900_000)


@pytest.mark.parametrize("url", ["ftp://a/b", "file:///etc/passwd", ""])
def test_only_addresses_of_the_web_are_relayed(url: str) -> None:
    (item,) = plan(station.rules(), [relay()], now=at("16:00")).timelines[EAST]
    wrong = replace(stream_item(item, fallback=None), url=url)

    with pytest.raises(Malformed, match="url"):
        manifest.parse(canonical.to_bytes(replace(manifests.manifest(), air=(), streams=(wrong,))))


def test_a_relay_and_a_file_never_sound_at_once() -> None:
    (item,) = plan(station.rules(), [relay()], now=at("16:00")).timelines[EAST]
    during = manifests.air_item(1, starts_at=at("17:00"), duration_ms=1000)
    both = replace(manifests.manifest(), air=(during,), streams=(stream_item(item, fallback=None),))

    with pytest.raises(Malformed, match="starts before"):
        manifest.parse(canonical.to_bytes(both))

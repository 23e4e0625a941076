"""The player as a real process: from the claim to the sound and its receipt."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from tests.broadcast.player.boxes import Box, began, offset, samples, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air


def soon(seconds: float) -> datetime:
    return datetime.now(UTC) + timedelta(seconds=seconds)


def test_a_claimed_box_plays_the_recording_at_its_planned_time(
    station: Station, box: Box, mp3: Recording
) -> None:
    station.is_claimed = False
    sha256 = station.add(mp3[0])
    box.start()
    until(lambda: "482 913" in box.said(), "the claim code on the output")
    station.is_claimed = True
    item = air(sha256, soon(2.5), 1500)
    station.release(air=[item])

    until(lambda: station.outcomes() == [(item["airing"], "played")], "the receipt")

    assert box.stop() == 0
    [wav] = box.wavs()
    heard = samples(wav)
    start = began(wav) + timedelta(seconds=offset(heard, mp3[1]) / 44_100)
    error = (start - datetime.fromisoformat(item["starts_at"])).total_seconds()
    assert abs(error) <= 0.1, f"start error {error * 1000:.1f} ms"
    assert len(heard) == 1.5 * 44_100
    [receipt] = station.receipts
    assert receipt["evidence"] == "sink"
    assert receipt["manifest"] == {"epoch": 1, "counter": 1}
    assert abs((datetime.fromisoformat(receipt["started_at"]) - start).total_seconds()) < 0.05


def test_items_of_one_session_follow_without_a_gap(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    one, two = record(1.0, 2), record(0.8, 3)
    session, begin = str(uuid.uuid4()), soon(2)
    first = air(station.add(one[0]), begin, 1000, session=session, kind="opening")
    second = air(station.add(two[0]), begin + timedelta(seconds=1), 800, session=session)
    station.release(air=[first, second])
    box.start()

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    box.stop()
    [wav] = box.wavs()
    heard = samples(wav)
    assert offset(heard, two[1]) - offset(heard, one[1]) == len(one[1])
    assert station.outcomes() == [(first["airing"], "played"), (second["airing"], "played")]


def test_urgent_interrupts_what_is_playing(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    long, alarm = record(8.0, 4), record(0.8, 5)
    item = air(station.add(long[0]), soon(1.5), 8000)
    station.release(air=[item])
    box.start()
    until(lambda: "Đang phát" in box.said(), "the long item on the air")
    urgent = air(
        station.add(alarm[0]), soon(0.2), 800, priority="urgent", kind="emergency", title="Lũ về",
        authority={"kind": "emergency", "id": "1", "sha256": "cd" * 32},
    )  # fmt: skip
    station.release(air=[urgent])

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    assert station.outcomes() == [(item["airing"], "partial"), (urgent["airing"], "played")]
    assert "khẩn cấp" in station.receipts[0]["detail"]
    box.stop()
    heard = samples(box.wavs()[0])
    assert offset(heard, alarm[1]) < 7 * 44_100


def test_recalled_while_playing_falls_silent(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    item = air(station.add(record(8.0, 4)[0]), soon(1.2), 8000)
    station.release(air=[item])
    box.start()
    until(lambda: "Đang phát" in box.said(), "the item on the air")
    station.release(air=[item], revoked=["17"])

    until(lambda: station.outcomes() == [(item["airing"], "partial")], "the partial receipt")

    box.stop()
    assert len(samples(box.wavs()[0])) < 7 * 44_100


def test_stopped_by_a_person_falls_silent_and_the_next_item_is_heard(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    item, later = (
        air(station.add(record(8.0, 4)[0]), soon(1.2), 8000),
        air(station.add(record(0.8, 5)[0]), soon(9.5), 800),
    )
    station.release(air=[item, later])
    box.start()
    until(lambda: "Đang phát" in box.said(), "the item on the air")
    station.release(air=[item, later], stopped=[item["airing"]])

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    assert station.outcomes() == [(item["airing"], "partial"), (later["airing"], "played")]
    assert "người trực đài" in station.receipts[0]["detail"]
    box.stop()


def test_killed_in_the_middle_reports_partial_and_does_not_replay(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    item = air(station.add(record(8.0, 4)[0]), soon(1.2), 8000, grace_ms=600_000)
    station.release(air=[item])
    box.start()
    until(lambda: box.wavs() and box.wavs()[0].stat().st_size > 100_000, "a second of sound")
    box.kill()
    assert len(samples(box.wavs()[0])) > 44_100
    later = air(station.add(record(0.8, 5)[0]), soon(3), 800)
    station.release(air=[item | {"duration_ms": 2500}, later])
    box.start()

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    assert station.outcomes() == [(item["airing"], "partial"), (later["airing"], "played")]
    assert len(box.wavs()) == 2
    box.stop()


def test_a_rerun_item_is_played_again_within_its_grace(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    recording = record(2.5, 6)
    item = air(station.add(recording[0]), soon(1.2), 2500, resume="rerun", grace_ms=600_000)
    station.release(air=[item])
    box.start()
    until(lambda: "Đang phát" in box.said(), "the item on the air")
    box.kill()
    box.start()

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    assert [outcome for _, outcome in station.outcomes()] == ["partial", "played"]
    box.stop()
    assert offset(samples(box.wavs()[-1]), recording[1]) == 0


def test_a_late_item_is_skipped_with_its_reason(station: Station, box: Box, mp3: Recording) -> None:
    tomorrow = air(station.add(mp3[0]), soon(86_400), 1500)
    station.release(air=[tomorrow])
    box.start()
    until(lambda: box.has_media(tomorrow["media"]), "the medium at home")
    item = air(tomorrow["media"], soon(-0.2), 1500, grace_ms=50)
    station.release(air=[item, tomorrow])

    until(lambda: station.outcomes() == [(item["airing"], "skipped")], "the receipt")

    assert "quá giờ" in station.receipts[0]["detail"]
    assert box.wavs() == []


def test_a_medium_that_never_comes_fails_and_the_programme_goes_on(
    station: Station, box: Box, mp3: Recording
) -> None:
    ghost = "12" * 32
    begin = soon(1.5)
    lost = air(ghost, begin, 500)
    next_one = air(station.add(mp3[0]), begin + timedelta(milliseconds=500), 1500)
    fields = station.manifest(air=[lost, next_one])
    fields["media"][ghost] = {"bytes": 1000, "type": "audio/mpeg", "duration_ms": 500}
    station.serve(fields)
    box.start()

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    assert station.outcomes() == [(lost["airing"], "failed"), (next_one["airing"], "played")]
    assert "chưa tải được" in station.receipts[0]["detail"]


def test_quiet_hours_silence_all_but_the_urgent(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    begin = soon(1.5)
    local = (begin + timedelta(hours=7)).replace(second=0, microsecond=0)
    around = {"from": f"{local - timedelta(hours=2):%H:%M}", "until": f"{local + timedelta(hours=2):%H:%M}"}
    quiet = air(station.add(record(0.8, 5)[0]), begin, 800)
    urgent = air(quiet["media"], begin + timedelta(seconds=1), 800, priority="urgent", kind="emergency")
    station.release(air=[quiet, urgent], quiet=[around])
    box.start()

    until(lambda: len(station.outcomes()) == 2, "both receipts")

    assert station.outcomes() == [(quiet["airing"], "skipped"), (urgent["airing"], "played")]
    assert "yên tĩnh" in station.receipts[0]["detail"]


def test_receipts_arrive_once_although_the_station_was_down(
    station: Station, box: Box, mp3: Recording
) -> None:
    item = air(station.add(mp3[0]), soon(2), 1500)
    station.release(air=[item])
    box.start()
    until(lambda: box.has_media(item["media"]), "the medium at home")
    station.is_down = True
    until(lambda: "Kết thúc (đã phát đủ)" in box.said(), "played with the network cut")
    box.kill()
    station.is_down, station.forget_answers = False, 1
    box.start()

    until(lambda: ("/receipts", 200) in station.calls, "sent again because the answer was lost")
    answered = station.calls.index(("/receipts", 200))
    until(lambda: ("/heartbeat", 200) in station.calls[answered:], "the box has nothing more to say")

    assert station.outcomes() == [(item["airing"], "played")]
    assert station.doubles == [station.receipts[0]["id"]]
    box.stop()

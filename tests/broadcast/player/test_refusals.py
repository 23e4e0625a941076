"""What a box must never take, and what it does instead: it goes on with what it holds and says so."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.envelope import REQUEST
from tests.broadcast.player.boxes import ROOT, Box, samples, until
from tests.broadcast.player.conftest import Recording
from tests.broadcast.player.station import Station, air, wire

Misdeed = Callable[[Station], None]


def forged(station: Station) -> None:
    station.serve(station.manifest(), key=Ed25519PrivateKey.generate())


def tampered(station: Station) -> None:
    station.release()
    envelope = json.loads(station.envelope)
    envelope["payload"] = envelope["payload"][:-8] + "AAAA" + envelope["payload"][-4:]
    station.envelope = json.dumps(envelope).encode()


def wrong_context(station: Station) -> None:
    station.serve(station.manifest(), context=REQUEST)


def foreign_zone(station: Station) -> None:
    station.release(zone={"id": "9", "name": "Thôn Đoài"})


def older(station: Station) -> None:
    station.serve(station.manifest(counter=0))


def same_number_other_content(station: Station) -> None:
    station.counter -= 1
    station.serve(station.manifest(quiet=[{"from": "01:00", "until": "02:00"}]))
    station.etag = '"other"'


def expired(station: Station) -> None:
    now = datetime.now(UTC)
    station.release(issued_at=wire(now - timedelta(days=8)), valid_until=wire(now - timedelta(days=1)))


def other_format(station: Station) -> None:
    station.release(format="loaxa.manifest/9")


def traversing(station: Station) -> None:
    name = "../../../../tmp/stolen"
    item = air(name, datetime.now(UTC) + timedelta(seconds=60), 1000)
    station.media[name], station.kinds[name] = b"x", "audio/mpeg"
    station.release(air=[item])


@pytest.mark.parametrize(
    ("misdeed", "said"),
    [
        (forged, "chữ ký"),
        (tampered, "chữ ký"),
        (wrong_context, "chữ ký"),
        (foreign_zone, "khu vực khác"),
        (older, "cũ hơn"),
        (same_number_other_content, "nội dung khác"),
        (expired, "hết hạn"),
        (other_format, "định dạng"),
        (traversing, "định dạng"),
    ],
)
def test_a_bad_manifest_is_refused_once_and_the_held_one_stays(
    station: Station, box: Box, misdeed: Misdeed, said: str
) -> None:
    held = station.release()
    box.start()
    until(lambda: "Đã nhận lịch phát 1.1" in box.said())
    kept = (box.state / "manifest.json").read_bytes()

    misdeed(station)
    until(lambda: station.outcomes("refusal"), "the refusal's receipt")
    served = station.calls.count(("/manifest", 200))
    until(lambda: station.calls.count(("/manifest", 200)) >= served + 2, "served again and again")

    [receipt] = [each for each in station.receipts if each["kind"] == "refusal"]
    assert said in receipt["detail"]
    assert receipt["manifest"] == {"epoch": 1, "counter": held["counter"]}
    until(
        lambda: any(said in problem for problem in station.heartbeats[-1]["problems"]), "told in a heartbeat"
    )
    assert station.heartbeats[-1]["manifest"] == {"epoch": 1, "counter": held["counter"]}
    assert (box.state / "manifest.json").read_bytes() == kept
    assert list((box.state / "media").iterdir()) == []


def test_an_older_manifest_is_refused_even_after_the_held_one_was_lost(station: Station, box: Box) -> None:
    station.counter = 5
    station.release()
    box.start()
    until(lambda: "Đã nhận lịch phát 1.6" in box.said())
    box.kill()
    (box.state / "manifest.json").unlink()
    station.serve(station.manifest(counter=3))
    box.start()

    until(lambda: station.outcomes("refusal"), "the refusal's receipt")

    assert "cũ hơn" in station.receipts[0]["detail"]


def test_an_unchanged_manifest_costs_only_a_304(station: Station, box: Box) -> None:
    station.release()
    box.start()

    until(lambda: station.calls.count(("/manifest", 304)) >= 3, "304 answers")

    assert station.calls.count(("/manifest", 200)) == 1
    box.kill()
    box.start()
    until(lambda: station.calls.count(("/manifest", 304)) >= 5, "304 answers after a restart")
    assert station.calls.count(("/manifest", 200)) == 1


def test_a_broken_download_is_resumed_where_it_stopped(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    recording = record(8.0, 4)[0]
    sha256 = station.add(recording)
    station.cut_after = 50_000
    station.release(air=[air(sha256, datetime.now(UTC) + timedelta(hours=1), 8000)])
    box.start()

    until(lambda: box.has_media(sha256), "the medium at home")

    assert station.ranges == ["", "bytes=50000-"]
    assert (box.state / "media" / sha256).read_bytes() == recording


def test_a_swapped_medium_is_never_kept(station: Station, box: Box, mp3: Recording) -> None:
    sha256 = station.add(mp3[0])
    item = air(sha256, datetime.now(UTC) + timedelta(seconds=2), 1500, grace_ms=0)
    fields = station.manifest(air=[item])
    station.media[sha256] = mp3[0][:-4] + b"evil"
    station.serve(fields)
    box.start()

    until(lambda: station.outcomes() == [(item["airing"], "failed")], "the receipt")

    assert not box.has_media(sha256)
    assert box.wavs() == []


def test_a_revoked_box_forgets_all_and_falls_silent(
    station: Station, box: Box, record: Callable[[float, int], Recording]
) -> None:
    item = air(station.add(record(8.0, 4)[0]), datetime.now(UTC) + timedelta(seconds=1.2), 8000)
    station.release(air=[item])
    box.start()
    until(lambda: "Đang phát" in box.said())
    station.is_revoked = True

    until(lambda: "thu hồi; đã xoá" in box.said())
    until(lambda: "Kết thúc (phát dở)" in box.said())

    assert list((box.state / "media").iterdir()) == []
    assert not (box.state / "manifest.json").exists()
    box.stop()
    assert len(samples(box.wavs()[0])) < 7 * 44_100


def test_a_clock_far_before_the_signing_keeps_the_box_silent(
    station: Station, box: Box, mp3: Recording
) -> None:
    ahead = datetime.now(UTC) + timedelta(days=3)
    item = air(station.add(mp3[0]), datetime.now(UTC), 1500, grace_ms=600_000)
    station.release(air=[item], issued_at=wire(ahead))
    box.start()

    until(
        lambda: station.heartbeats and any("Đồng hồ" in each for each in station.heartbeats[-1]["problems"])
    )

    assert station.outcomes() == []
    assert box.wavs() == []


def test_another_clock_at_the_station_is_signed_with(station: Station, box: Box) -> None:
    station.skew = 4000
    station.release()
    box.start()

    until(lambda: station.heartbeats, "a heartbeat")

    assert abs(datetime.fromisoformat(station.heartbeats[0]["now"]) - datetime.now(UTC)) < timedelta(
        minutes=1
    )


@pytest.mark.parametrize("name", ["device.json", "manifest.json", "journal.jsonl", "device.key"])
def test_broken_state_files_are_set_aside(station: Station, box: Box, name: str) -> None:
    station.release()
    box.start()
    until(lambda: "Đã nhận lịch phát" in box.said() and station.heartbeats)
    box.kill()
    path = box.state / name
    path.write_bytes(path.read_bytes()[:20] + b"\xff\x00garbage\n")
    box.start()

    until(lambda: "bị hỏng" in box.said(), "told")
    beats = len(station.heartbeats)
    until(lambda: len(station.heartbeats) > beats, "at work again")
    assert list(box.state.glob(f"{name}.broken-*"))


def test_the_key_is_readable_by_its_owner_only(station: Station, box: Box) -> None:
    box.start()
    until(lambda: (box.state / "device.json").exists())

    assert (box.state / "device.key").stat().st_mode & 0o777 == 0o600


def test_once_fetches_reports_and_ends(station: Station, box: Box, mp3: Recording) -> None:
    item = air(station.add(mp3[0]), datetime.now(UTC) + timedelta(hours=1), 1500)
    station.release(air=[item])

    box.start("--once")

    assert box.process is not None and box.process.wait(15) == 0
    assert box.has_media(item["media"])
    assert station.heartbeats


def test_a_second_player_on_the_same_state_is_refused(station: Station, box: Box) -> None:
    box.start()
    until(lambda: "bắt đầu chạy" in box.said())
    command = [sys.executable, "-m", "broadcast.player", "--server", station.url, "--state", str(box.state)]

    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=15, check=False)

    assert second.returncode == 2
    assert "chương trình khác" in second.stderr

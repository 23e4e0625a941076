"""What a box must never take, and what it does instead: it goes on with what it holds and says so."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from broadcast.plan.command import Action
from broadcast.plan.envelope import REQUEST
from broadcast.player.errand import Errand
from broadcast.player.fetching import Downloader
from broadcast.player.polling import Poller
from broadcast.player.reporting import Reporter
from tests.broadcast.player.boxes import Box, samples, until
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
        (forged, "không chứng nhận"),
        (tampered, "chữ ký"),
        (wrong_context, "làm cho việc khác"),
        (foreign_zone, "khu vực khác"),
        (older, "cũ hơn"),
        (same_number_other_content, "nội dung khác"),
        (expired, "hết hạn"),
        (other_format, "định dạng"),
        (traversing, "định dạng"),
    ],
)
def test_a_bad_manifest_is_refused_once_and_the_held_one_stays(
    station: Station, errand: Errand, tmp_path: Path, misdeed: Misdeed, said: str
) -> None:
    held, poller = station.release(), Poller(errand)
    reporter = Reporter(errand=errand, flights=None)
    poller.round()
    kept = (tmp_path / "manifest.json").read_bytes()

    misdeed(station)
    for _ in range(3):
        poller.round()
        assert reporter.round()

    [receipt] = station.receipts
    assert station.doubles == []
    assert (receipt["kind"], receipt["outcome"]) == ("refusal", "refused")
    assert said in receipt["detail"]
    assert receipt["manifest"] == {"epoch": 1, "counter": held["counter"]}
    assert said in station.heartbeats[-1]["problems"][0]
    assert station.heartbeats[-1]["manifest"] == {"epoch": 1, "counter": held["counter"]}
    assert (tmp_path / "manifest.json").read_bytes() == kept
    assert not Downloader(errand).fetch_next()


def test_a_good_manifest_after_a_bad_one_ends_the_problem(station: Station, errand: Errand) -> None:
    station.release()
    poller = Poller(errand)
    poller.round()
    forged(station)
    poller.round()
    assert errand.problems.current()

    station.release()
    poller.round()

    assert errand.problems.current() == []
    assert errand.holder.manifest is not None
    assert errand.holder.manifest.counter == station.counter


def test_the_pinned_key_is_never_replaced(station: Station, errand: Errand) -> None:
    station.release()
    poller = Poller(errand)
    poller.round()
    pinned = errand.holder.identity.root_key
    station.root = station.key = Ed25519PrivateKey.generate()
    station.certify()
    station.is_claimed = False
    poller.round()
    station.is_claimed = True
    station.release()

    poller.round()

    assert errand.holder.identity.root_key == pinned
    assert errand.holder.manifest is not None
    assert errand.holder.manifest.counter == 1


@pytest.mark.parametrize(
    "body", [b"<html>Wi-Fi mi\xe1\xbb\x85n ph\xc3\xad</html>", b"[]", b"{" * 1000, b" " * (9 * 1024 * 1024)]
)
def test_a_captive_portal_is_a_network_fault_and_no_forgery(
    station: Station, errand: Errand, body: bytes
) -> None:
    station.release()
    poller = Poller(errand)
    poller.round()
    station.envelope, station.etag = body, "x"

    poller.round()

    [problem] = errand.problems.current()
    assert "Chưa liên lạc được" in problem
    assert errand.ledger.pending(9) == []


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
    station.order(Action.REVOKE)
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

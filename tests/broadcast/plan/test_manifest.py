"""The manifest is read back as it was written, and refused when it is not what the protocol says."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from broadcast.plan import canonical
from broadcast.plan.manifest import MOST_BYTES, Malformed, parse
from tests.broadcast.plan import manifests


def test_manifest_is_read_back_as_it_was_written() -> None:
    manifest = manifests.manifest()

    assert parse(canonical.to_bytes(manifest)) == manifest


def test_the_same_manifest_always_gives_the_same_bytes() -> None:
    manifest = manifests.manifest()
    shuffled = replace(manifest, media=dict(reversed([*manifest.media.items()])))

    payload = canonical.to_bytes(manifest)

    assert canonical.to_bytes(shuffled) == payload
    assert canonical.to_bytes(parse(payload)) == payload


def test_bytes_follow_rfc_8785() -> None:
    payload = canonical.to_bytes(manifests.manifest()).decode()

    assert payload.startswith(
        '{"air":[{"airing":"00000000-0000-4000-8000-000000000001","authority":{"id":"17",'
    )
    assert '"station":{"id":"1","name":"Đài truyền thanh xã Lạc Phượng"}' in payload
    assert '"issued_at":"2026-11-22T09:00:00.000Z"' in payload
    assert '"revoked":["16","9"]' in payload
    assert ": " not in payload


def test_times_of_any_zone_are_written_in_utc() -> None:
    local = datetime(2026, 11, 22, 17, 0, 0, 250_999, tzinfo=timezone(timedelta(hours=7)))

    assert canonical.moment(local) == "2026-11-22T10:00:00.250Z"


def test_time_without_a_zone_is_not_written() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        canonical.moment(manifests.START.replace(tzinfo=None))


def test_content_key_ignores_the_version_and_nothing_else() -> None:
    manifest = manifests.manifest()
    key = canonical.content_key(manifest)

    renewed = replace(
        manifest,
        counter=43,
        issued_at=manifest.issued_at + timedelta(hours=3),
        valid_until=manifest.valid_until + timedelta(hours=3),
    )

    assert canonical.content_key(renewed) == key
    for change in ({"epoch": 2}, {"air": manifest.air[:1]}, {"board": ()}, {"quiet": ()}, {"chain": None}):
        assert canonical.content_key(replace(manifest, **change)) != key


def test_unknown_fields_are_ignored() -> None:
    fields = as_fields()
    fields["invented_later"] = {"x": 1}
    fields["air"][0]["loudness"] = -16.0

    assert parse(json.dumps(fields).encode()) == manifests.manifest()


def test_manifest_without_a_chain_and_alternative_text_is_read() -> None:
    fields = as_fields()
    fields["chain"] = None
    del fields["board"][0]["alt"]

    manifest = parse(json.dumps(fields).encode())

    assert manifest.chain is None
    assert manifest.board[0].alt == ""


REFUSED: list[tuple[str, Callable[[dict[str, Any]], Any], str]] = [
    ("another format", lambda m: m.update(format="loaxa.manifest/2"), "format"),
    ("no zone", lambda m: m.pop("zone"), r"manifest\.zone: missing"),
    ("zone without id", lambda m: m["zone"].pop("id"), r"manifest\.zone\.id: missing"),
    ("negative counter", lambda m: m.update(counter=-1), "counter"),
    ("counter true", lambda m: m.update(counter=True), "counter"),
    ("counter as text", lambda m: m.update(counter="42"), "counter"),
    ("counter with a fraction", lambda m: m.update(counter=42.0), "counter"),
    ("counter beyond JSON", lambda m: m.update(counter=2**53), "counter"),
    ("time without Z", lambda m: m.update(issued_at="2026-11-22T10:00:00.000"), "issued_at"),
    ("time with an offset", lambda m: m.update(issued_at="2026-11-22T10:00:00.000+07:00"), "issued_at"),
    ("30 February", lambda m: m.update(issued_at="2026-02-30T10:00:00.000Z"), "no such time"),
    ("valid until before issue", lambda m: m.update(valid_until=m["issued_at"]), "valid_until"),
    ("unknown time zone", lambda m: m.update(timezone="Asia/Lac_Phuong"), "timezone"),
    ("time zone as a path", lambda m: m.update(timezone="../../etc/passwd"), "timezone"),
    ("quiet at 25:00", lambda m: m["quiet"][0].update(until="25:00"), "no such time of day"),
    ("quiet without end", lambda m: m["quiet"][0].update(until="21:30"), "quiet hours must end"),
    ("media name in capitals", lambda m: m["media"].update({"A" * 64: m["media"]["a" * 64]}), "SHA-256"),
    ("media missing", lambda m: m["media"].pop("b" * 64), "used but not listed"),
    ("picture missing", lambda m: m["media"].pop("c" * 64), "used but not listed"),
    ("media too small", lambda m: m["media"]["b" * 64].update(bytes=-1), "bytes"),
    ("air is no list", lambda m: m.update(air={}), "air"),
    ("air unsorted", lambda m: m["air"].reverse(), "starts before"),
    ("air overlaps", lambda m: m["air"][0].update(duration_ms=4_001), "starts before"),
    ("air twice", lambda m: m["air"][1].update(airing=m["air"][0]["airing"]), "twice"),
    ("nothing to hear", lambda m: m["air"][0].update(duration_ms=0), "duration_ms"),
    ("airing is no UUID", lambda m: m["air"][0].update(airing="1"), r"air\[0\]\.airing"),
    ("unknown kind", lambda m: m["air"][1].update(kind="advert"), r"air\[1\]\.kind: not one of"),
    ("unknown priority", lambda m: m["air"][1].update(priority="top"), "priority"),
    ("no authority", lambda m: m["air"][1].pop("authority"), "authority: missing"),
    ("authority of no kind", lambda m: m["air"][1]["authority"].update(kind="rumour"), "kind"),
    ("authority without digest", lambda m: m["air"][1]["authority"].update(sha256="d" * 63), "sha256"),
    ("title too long", lambda m: m["air"][1].update(title="x" * 501), "title"),
    ("half a character", lambda m: m["air"][1].update(title="\ud800"), "half a character"),
    ("board line is no text", lambda m: m["board"][0].update(lines=[1]), "lines"),
    ("board too many lines", lambda m: m["board"][0].update(lines=["x"] * 21), "lines"),
    (
        "board ends before it begins",
        lambda m: m["board"][0].update(until=m["board"][0]["from"]),
        "ends before",
    ),
    ("board item without time", lambda m: m["board"][0].update(seconds=0), "seconds"),
    ("revoked by number", lambda m: m.update(revoked=[17]), "revoked"),
    ("stopped by number", lambda m: m.update(stopped=[17]), "stopped"),
    ("chain without digest", lambda m: m["chain"].pop("sha256"), "sha256"),
]


@pytest.mark.parametrize(("change", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_manifest_that_breaks_the_protocol_is_refused(
    change: Callable[[dict[str, Any]], Any], message: str
) -> None:
    fields = as_fields()
    change(fields)

    with pytest.raises(Malformed, match=message):
        parse(json.dumps(fields).encode())


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"{" * 10,
        b'{"format":' + b"[" * 100_000,
        b'{"counter": ' + b"9" * 5_000 + b"}",
        b'{"format": "loaxa.manifest/1", "format": "loaxa.manifest/1"}',
        b" " * (MOST_BYTES + 1),
    ],
)
def test_bytes_that_are_no_manifest_are_refused(payload: bytes) -> None:
    with pytest.raises(Malformed):
        parse(payload)


def test_every_cut_manifest_is_refused() -> None:
    payload = canonical.to_bytes(manifests.manifest())

    for length in range(0, len(payload), 7):
        with pytest.raises(Malformed):
            parse(payload[:length])


def test_device_knows_its_quiet_hours() -> None:
    manifest = manifests.manifest()
    evening = datetime(2026, 11, 22, 14, 29, tzinfo=manifests.START.tzinfo)  # 21:29 in the commune

    assert not manifest.is_quiet(evening, evening + timedelta(seconds=60))
    assert manifest.is_quiet(evening, evening + timedelta(seconds=61))


def test_reading_needs_nothing_but_the_standard_library() -> None:
    program = (
        "import sys; import broadcast.plan.manifest; "
        "assert not {'rfc8785', 'cryptography', 'django'} & {name.split('.')[0] for name in sys.modules}"
    )

    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)


def as_fields() -> dict[str, Any]:
    """Return the example manifest as JSON values."""
    fields: dict[str, Any] = json.loads(canonical.to_bytes(manifests.manifest()))
    return fields


def test_stopped_plays_survive_the_way_and_leave_no_trace_where_there_are_none() -> None:
    stopped = replace(manifests.manifest(), stopped=frozenset({"b", "a"}))

    assert json.loads(canonical.to_bytes(stopped))["stopped"] == ["a", "b"]
    assert parse(canonical.to_bytes(stopped)) == stopped
    assert "stopped" not in json.loads(canonical.to_bytes(manifests.manifest()))
    assert canonical.content_key(stopped) != canonical.content_key(manifests.manifest())

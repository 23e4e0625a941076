"""The drill of docs/KEYS.md, through the commands, with the real player at the real server."""

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from broadcast import keyring, pipeline, problems
from broadcast.devices import enrolment
from broadcast.keys import files, paper, ring
from broadcast.models import Airing, KeyList, Manifest, OnlineKey, Receipt, RootKey, Station
from broadcast.plan import canonical, envelope
from broadcast.plan import manifest as wire
from broadcast.plan.envelope import MANIFEST
from tests.broadcast.commune import Commune
from tests.broadcast.real_box import RealBox, serving

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("station_keys", *words, stdout=out)
    return out.getvalue()


def sweep() -> None:
    """Let the station process do one round."""
    pipeline.sweep(timezone.now())


@pytest.fixture
def box(commune: Commune, now: datetime, tmp_path: Path) -> Iterator[RealBox]:
    """A loudspeaker in service, holding the plan of the first zone."""
    commune.booked(now=now)
    with serving() as url:
        box = RealBox(url, tmp_path / "box").join(commune, commune.zones[0], now=now)
        sweep()
        yield box.poll()


def on_paper() -> tuple[str, ...]:
    """What the printed page says."""
    return paper.written(files.load_root().private_bytes_raw())


def print_and_remove() -> tuple[str, ...]:
    groups = on_paper()
    run("confirm", groups[3], groups[10])
    run("remove-root")
    return groups


def type_in(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return run("restore")


def desk(station: Station) -> str:
    """Return what the administrator's desk tells."""
    now = timezone.now()
    found = [*problems.problems(station, now=now), *problems.key_problems(now, for_all=False)]
    return " ".join(problem.sentence for problem in found)


# ------------------------------------------------------------------ set-up


def test_at_set_up_a_box_trusts_the_root_and_serves_the_zone_it_was_ordered_to(
    commune: Commune, box: RealBox
) -> None:
    identity = box.errand.holder.identity

    assert identity.root_key == keyring.root_public_key()
    assert identity.zone == str(commune.zones[0].pk)
    assert box.version == (1, 1)
    assert not box.row.orders.filter(obeyed_at=None).exists()
    assert box.restart().version == (1, 1)


def test_a_box_waits_for_its_order_and_calls_nothing_forged(
    commune: Commune, now: datetime, tmp_path: Path
) -> None:
    commune.booked(now=now)
    keyring.establish(now)
    commune.released(now=now)
    with serving() as url:
        box = RealBox(url, tmp_path / "box").join(commune, commune.zones[0], now=now).poll()
        before = box.version
        sweep()
        box.poll()

    assert before is None
    assert box.version == (1, 1)
    assert not Receipt.objects.filter(kind="refusal").exists()


# ------------------------------------------------------------------ the root


def test_the_root_goes_on_paper_and_comes_back(
    commune: Commune, box: RealBox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = desk(commune.station)
    run("export", str(tmp_path / "root.pdf"))
    pdf = tmp_path / "root.pdf"
    groups = on_paper()
    with pytest.raises(CommandError, match="Nhóm 4"):
        run("confirm", "AAAAA", groups[10])
    with pytest.raises(CommandError, match="Chưa xác nhận"):
        run("remove-root")

    print_and_remove()

    assert "not on paper yet" in said
    assert "not on paper yet" not in desk(commune.station)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert pdf.stat().st_mode & 0o777 == 0o600
    assert RootKey.objects.get().exported_at is not None
    assert not keyring.has_root()
    with pytest.raises(CommandError, match="Khoá gốc không có trên máy này"):
        run("rotate")
    wrong = "-".join(groups[:4]) + "-00000-" + "-".join(groups[5:])
    with pytest.raises(CommandError, match="5"):
        type_in(wrong, monkeypatch)
    type_in(" ".join(groups).lower(), monkeypatch)
    assert keyring.has_root()
    assert run("rotate")


def test_another_stations_paper_is_not_taken(commune: Commune, box: RealBox, monkeypatch: Any) -> None:
    with pytest.raises(CommandError, match="đài khác"):
        type_in("-".join(paper.written(b"\x01" * 32)), monkeypatch)

    assert paper.written(files.load_root().private_bytes_raw()) != paper.written(b"\x01" * 32)


# ------------------------------------------------------------------ rotation


def test_after_a_rotation_the_box_follows_without_a_gap(commune: Commune, box: RealBox) -> None:
    former = OnlineKey.objects.get(context=MANIFEST).pk
    with time_machine.travel(timezone.now() + DAY, tick=False):
        run("rotate")
        sweep()
        box.poll()

    row = Manifest.objects.filter(zone=commune.zones[0]).latest("counter")
    assert row.key_id != former
    assert box.version == (1, row.counter) == (1, 2)
    assert box.problems == ""
    assert box.restart().version == (1, 2)


def test_without_the_root_the_desk_warns_a_month_before(commune: Commune, box: RealBox) -> None:
    print_and_remove()
    quiet = desk(commune.station)

    with time_machine.travel(timezone.now() + ring.LIVES - 29 * DAY, tick=False):
        assert "The signing keys end in 29 days" in desk(commune.station)
    with time_machine.travel(timezone.now() + ring.LIVES + DAY, tick=False):
        sweep()  # nothing can be signed, and nothing breaks
        assert "A signing key is over" in desk(commune.station)
    assert "signing key" not in quiet


# ------------------------------------------------------------------ a lost online key


def thiefs_manifest(box: RealBox, key_id: str, counter: int) -> None:
    """Put a manifest by the stolen key, numbered beyond ours, where the box fetches its own."""
    held = box.errand.holder.manifest
    assert held is not None
    fields = json.loads(canonical.to_bytes(held)) | {"counter": counter}
    payload = json.dumps(fields).encode()
    wire.parse(payload)
    signed = envelope.sign(payload, context=MANIFEST, key=files.load_online(MANIFEST, key_id))
    Manifest.objects.create(
        zone_id=int(held.zone.id), epoch=1, counter=counter, content_key="", media=[], envelope=signed.decode(),
        key_id=key_id, issued_at=timezone.now(), valid_until=timezone.now() + DAY,
    )  # fmt: skip


def test_what_a_stolen_key_signed_is_thrown_away_and_ours_is_heard_again(
    commune: Commune, box: RealBox
) -> None:
    stolen = OnlineKey.objects.get(context=MANIFEST).pk
    thiefs_manifest(box, stolen, 10**9)
    taken = box.poll().version
    Manifest.objects.filter(counter=10**9).delete()

    run("revoke-online", stolen, "--reason", "Máy chủ bị trộm")
    sweep()
    box.poll().poll()

    assert taken == (1, 10**9)
    assert box.version == (2, 1)
    assert box.errand.holder.identity.revoked_keys == [stolen]
    assert box.problems == ""


def test_what_a_revoked_key_signs_later_is_refused_and_told(commune: Commune, box: RealBox) -> None:
    stolen = OnlineKey.objects.get(context=MANIFEST)
    private = files.load_online(MANIFEST, stolen.pk)
    run("revoke-online", stolen.pk, "--reason", "Lộ")
    sweep()
    box.poll()
    forged = envelope.sign(b"{}", context=MANIFEST, key=private).decode()
    Manifest.objects.filter(zone=commune.zones[0], epoch=2).update(envelope=forged, counter=7)

    box.poll()

    assert box.version == (2, 1)
    assert "khoá đã bị thu hồi" in Receipt.objects.get(kind="refusal").detail
    assert "khoá đã bị thu hồi" in desk(commune.station)


# ------------------------------------------------------------------ a restored back-up


def restore_back_up(commune: Commune, now: datetime) -> None:
    """Make the database what it was before the last releases, as a restored back-up does."""
    Airing.objects.all().delete()
    Manifest.objects.all().delete()
    commune.booked(now=now, title="Tin sau khi khôi phục")
    sweep()


def test_after_a_restored_back_up_boxes_refuse_until_a_new_epoch(
    commune: Commune, box: RealBox, now: datetime
) -> None:
    for number in range(3):
        commune.booked(now=now, title=f"Tin {number}")
        sweep()
        box.poll()
    held = box.version
    restore_back_up(commune, now)
    box.poll()

    refused = box.version
    said = desk(commune.station)
    run("new-epoch")
    sweep()
    box.poll()

    assert held == refused == (1, 4)
    assert "cũ hơn lịch đang giữ" in said
    assert "Was a back-up restored?" in said
    assert box.version == (2, 1)
    assert "Was a back-up restored?" not in desk(commune.station)


def test_an_epoch_that_the_root_did_not_open_is_refused(commune: Commune, box: RealBox) -> None:
    Station.objects.update(epoch=5)
    sweep()

    box.poll()

    assert box.version == (1, 1)
    assert "khoá gốc chưa mở" in Receipt.objects.get(kind="refusal").detail


# ------------------------------------------------------------------ a lost root


def test_a_new_root_is_trusted_only_by_boxes_that_are_claimed_anew(
    commune: Commune, box: RealBox, now: datetime, tmp_path: Path
) -> None:
    run("new-root", "--every-device-will-be-claimed-anew")
    sweep()
    box.poll()
    refused = box.version

    fresh = RealBox(box.url, tmp_path / "fresh").join(commune, commune.zones[0], now=now)
    sweep()
    fresh.poll()

    assert refused == (1, 1)
    assert "không do khoá gốc của đài này ký" in "".join(
        Receipt.objects.filter(kind="refusal").values_list("detail", flat=True)
    )
    assert fresh.version == (2, 1)
    assert "not on paper yet" in desk(commune.station)


# ------------------------------------------------------------------ a stolen device


def test_a_stolen_device_is_refused_at_once_and_forgets_on_the_signed_order(
    commune: Commune, box: RealBox, now: datetime
) -> None:
    enrolment.revoke(box.row, person=commune.operator, reason="Mất cắp", now=now)
    box.poll()
    before = (box.version, box.problems)
    sweep()
    box.poll()

    assert before[0] == (1, 1)
    assert "không có lệnh do đài ký" in before[1]
    assert box.version is None
    assert list((box.folder / "media").iterdir()) == []
    assert "đã bị đài thu hồi" in box.problems
    assert not box.row.orders.filter(obeyed_at=None).exists()
    assert box.restart().poll().version is None


def test_show_tells_how_the_keys_stand(commune: Commune, box: RealBox) -> None:
    said = run("show")

    assert RootKey.objects.get().key_id in said
    assert all(key.pk in said for key in OnlineKey.objects.all())
    assert f"danh sách số {KeyList.objects.get().version}" in said

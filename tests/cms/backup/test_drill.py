"""The drill: a station with a loudspeaker is backed up, lost with its machine, restored, and heard again."""

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import CommandError
from django.db import connection
from django.utils import timezone

from broadcast import pipeline
from broadcast.keys import files, paper
from broadcast.models import Manifest
from newsroom import triggers
from newsroom.models import ChainEntry
from newsroom.verification import verify
from tests.broadcast.commune import Commune
from tests.broadcast.real_box import RealBox, serving
from tests.cms.backup.conftest import Run
from tests.cms.backup.machines import Machines

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=2)


def on_paper() -> str:
    return "-".join(paper.written(files.load_root().private_bytes_raw()))


def sweep() -> None:
    """Let the station process do one round."""
    pipeline.sweep(timezone.now())


def test_a_lost_station_is_restored_and_its_loudspeaker_takes_the_plans_of_the_new_epoch(
    commune: Commune, machines: Machines, now: datetime, run: Run, safe: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    commune.booked(now=now)
    with serving() as url:
        box = RealBox(url, tmp_path / "box").join(commune, commune.zones[0], now=now)
        sweep()
        box.poll()
        said = run("back_up", safe)
        links, back_up = ChainEntry.objects.count(), next(safe.iterdir())
        commune.booked(now=now, title="Sau bản sao lưu")
        sweep()
        assert box.poll().version == (1, 2)
        typed = on_paper()

    machines.new()
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    with time_machine.travel(now + LATER, tick=False):
        told = run("restore", back_up, root_from_stdin=True)
        with serving() as url:
            box = RealBox(url, tmp_path / "box")
            sweep()
            box.poll()
        seen = [fault.code for fault in verify().faults]
        acknowledged = run("station_keys", "acknowledge-lost", reason="khôi phục sau hỏng máy")
        with pytest.raises(CommandError, match="Không thiếu mục nào"):
            run("station_keys", "acknowledge-lost", reason="lần nữa")

    assert "read back and whole" in said
    assert "Opened epoch 2" in told
    assert "all agree" in told
    assert box.version == (2, 1)
    assert box.problems == ""
    assert seen == ["tail-cut"]  # the box saw what was decided after
    assert f"mục {links + 2}:" in acknowledged
    assert ChainEntry.objects.count() == links + 1
    assert verify().faults == ()
    assert verify().lost == (links + 2,)
    assert triggers.missing(connection) == []


def test_without_the_root_key_the_next_steps_are_told_and_lead_to_the_new_epoch(
    commune: Commune, machines: Machines, now: datetime, run: Run, safe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune.booked(now=now)
    sweep()
    run("back_up", safe / "mine.tar")
    typed = on_paper()

    machines.new()
    with time_machine.travel(now + LATER, tick=False):
        told = run("restore", safe / "mine.tar")
        shown = run("station_keys", "show")
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        run("station_keys", "restore")
        run("station_keys", "rotate")
        run("station_keys", "new-epoch")
        commune.booked(now=timezone.now(), title="Tin mới")
        sweep()

    assert "No new epoch yet" in told
    assert "A signing key is over or missing" in shown
    assert set(Manifest.objects.filter(epoch=2).values_list("counter", flat=True)) == {1}
    assert verify().faults == ()


def test_a_back_up_goes_into_an_empty_installation_only_and_loses_nothing(
    commune: Commune, machines: Machines, now: datetime, run: Run, safe: Path
) -> None:
    commune.booked(now=now)
    run("back_up", safe / "mine.tar")
    count = ChainEntry.objects.count()

    with pytest.raises(CommandError, match="is not empty"):
        run("restore", safe / "mine.tar")
    home = machines.new()
    files.make_root()
    with pytest.raises(CommandError, match="another station's keys"):
        run("restore", safe / "mine.tar")
    (home / "media" / "documents").mkdir(parents=True)
    (home / "media" / "documents" / "thư mời.docx").write_text("quan trọng")
    with pytest.raises(CommandError, match=r"thư mời\.docx lies here already"):
        run("restore", safe / "mine.tar")

    assert count > 0
    assert (home / "media" / "documents" / "thư mời.docx").read_text() == "quan trọng"
    assert connection.introspection.table_names() == []

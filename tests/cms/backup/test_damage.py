"""Back-ups that were damaged, changed or cut; disks that are full; how many are kept."""

import errno
import io
import os
import shutil
import sqlite3
import stat
import subprocess
import tarfile
from collections import namedtuple
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError
from django.db import connection

from cms.backup import archive, databases, making
from cms.backup.contents import MANIFEST, BackUpError
from tests.cms.backup.conftest import Run
from tests.cms.backup.machines import Machines

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")
SOUND = "media/broadcast/ab/tiếng"


@pytest.fixture
def home(machines: Machines, now: datetime) -> Path:
    """Return the folder of a small station with one sound, and things that can be made again."""
    home = machines.new(filled=True)
    for name in (SOUND, "media/images/nho.jpg", "media/broadcast/heard/aa/thu.mp3", "media/frozen/cd/goc"):
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode() * 500)
    return home


def names(path: Path) -> list[str]:
    with tarfile.open(path) as tar:
        return tar.getnames()


def changed(path: Path, name: str) -> None:
    """Change one byte of a file inside."""
    with tarfile.open(path) as tar:
        place = tar.getmember(name).offset_data
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 1]))


def test_what_cannot_be_made_again_is_in_it_and_only_its_owner_reads_it(
    home: Path, safe: Path, run: Run
) -> None:
    run("back_up", safe / "mine.tar")

    found = names(safe / "mine.tar")
    assert {SOUND, "media/frozen/cd/goc", f"database/{databases.file_name()}"} <= set(found)
    assert not [name for name in found if "images" in name or "heard" in name or name.endswith(".pem")]
    assert stat.S_IMODE((safe / "mine.tar").stat().st_mode) == 0o600
    assert "The back-up is whole" in run("check_back_up", safe / "mine.tar")


def test_a_changed_file_is_named_and_nothing_is_restored(
    home: Path, safe: Path, run: Run, machines: Machines
) -> None:
    run("back_up", safe / "mine.tar")
    shutil.copy(safe / "mine.tar", safe / "list.tar")
    changed(safe / "mine.tar", SOUND)
    changed(safe / "list.tar", MANIFEST)
    machines.new()

    for command in ("check_back_up", "restore"):
        with pytest.raises(CommandError, match=f"{SOUND} in the back-up is damaged or was changed"):
            run(command, safe / "mine.tar")
        with pytest.raises(CommandError, match=r"manifest\.json in the back-up is damaged"):
            run(command, safe / "list.tar")
    assert connection.introspection.table_names() == []


def test_a_cut_or_strange_file_is_refused(home: Path, safe: Path, run: Run) -> None:
    run("back_up", safe / "whole.tar")
    size = (safe / "whole.tar").stat().st_size
    cut = safe / "cut.tar"
    for left in (0, 100, 512, size // 2, size - 30_000):
        shutil.copy(safe / "whole.tar", cut)
        os.truncate(cut, left)
        with pytest.raises(CommandError, match="is no whole back-up"):
            run("check_back_up", cut)
    with pytest.raises(CommandError, match="There is no file"):
        run("check_back_up", safe / "none.tar")


def test_what_was_put_in_afterwards_or_leads_elsewhere_is_refused(home: Path, safe: Path, run: Run) -> None:
    for name, words in (("media/them.txt", "put into the back-up afterwards"), ("../x", "does not belong")):
        path = safe / "mine.tar"
        run("back_up", path)
        with tarfile.open(path, "a") as tar:
            entry = tarfile.TarInfo(name)
            entry.size = 1
            tar.addfile(entry, io.BytesIO(b"x"))
        with pytest.raises(CommandError, match=words):
            run("check_back_up", path)
        path.unlink()


def test_a_disk_that_is_too_small_is_refused_before_the_first_byte(
    home: Path, safe: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(10**9, 10**9, 10**6))

    with pytest.raises(CommandError, match="has 1 MB left"):
        run("back_up", safe)

    assert list(safe.iterdir()) == []


def test_a_disk_that_fills_up_leaves_no_half_file_and_older_back_ups_stay(
    home: Path, safe: Path, run: Run, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("back_up", safe)
    before = sorted(safe.iterdir())

    def full(self: archive.Writer, name: str, source: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(archive.Writer, "add", full)
    with (
        time_machine.travel(now + timedelta(days=1)),
        pytest.raises(CommandError, match="The disk became full"),
    ):
        run("back_up", safe, keep=1)

    assert sorted(safe.iterdir()) == before


def test_the_last_ones_are_kept_and_nothing_else_is_touched(
    home: Path, safe: Path, run: Run, now: datetime
) -> None:
    (safe / "ghi chú.txt").write_text("của người quản trị")
    for day in range(3):
        with time_machine.travel(now + timedelta(days=day)):
            said = run("back_up", safe, keep=2)

    assert sorted(path.name for path in safe.iterdir()) == [
        "ghi chú.txt", "loa-xa-2026-11-26-090000.tar", "loa-xa-2026-11-27-090000.tar",
    ]  # fmt: skip
    assert "Removed the older" in said


def test_nothing_is_written_over_and_two_do_not_work_in_one_folder(
    home: Path, safe: Path, now: datetime
) -> None:
    (safe / "mine.tar").write_text("đừng ghi đè")

    with pytest.raises(BackUpError, match="exists already"):
        making.back_up(safe / "mine.tar", now=now)
    with making._alone(safe), pytest.raises(BackUpError, match="Another back-up"):
        making.back_up(safe, now=now)

    assert (safe / "mine.tar").read_text() == "đừng ghi đè"


def test_a_missing_program_is_told_with_what_to_install(
    home: Path, safe: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_args: Any) -> None:
        return None

    monkeypatch.setattr(shutil, "which", nowhere)
    monkeypatch.setattr(Path, "glob", lambda _self, _pattern: iter(()))

    with pytest.raises(BackUpError, match="apt install postgresql-client"):
        databases._program("pg_dump")


def test_a_restore_needs_a_program_as_new_as_the_back_up(
    home: Path, safe: Path, run: Run, machines: Machines
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('newsroom', '9999_later', '2030-01-01')"
        )
    run("back_up", safe / "mine.tar")
    machines.new()

    with pytest.raises(CommandError, match="newer than this program"):
        run("restore", safe / "mine.tar")


def test_a_restore_that_was_interrupted_can_be_repeated(
    home: Path, safe: Path, run: Run, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("back_up", safe / "mine.tar")
    other = machines.new()

    def killed(_copy: Path) -> None:
        raise BackUpError("mất điện")

    with monkeypatch.context() as patch, pytest.raises(CommandError, match="mất điện"):
        patch.setattr(databases, "put_in", killed)
        run("restore", safe / "mine.tar")
    told = run("restore", safe / "mine.tar")

    assert "Restored the state of 25/11/2026 09:00" in told
    assert (other / SOUND).read_bytes() == (home / SOUND).read_bytes()
    assert [path.name for path in other.iterdir() if "restor" in path.name] == []


def test_it_waits_for_no_writer_and_leaves_out_what_is_not_committed(
    home: Path, safe: Path, run: Run
) -> None:
    with closing(sqlite3.connect(home / "db.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('x', 'half', '2030-01-01')"
        )
        run("back_up", safe / "mine.tar")
        writer.execute("ROLLBACK")

    contents = archive.checked(safe / "mine.tar")
    assert "x.half" not in contents.facts.migrations
    assert len(contents.facts.migrations) > 100


def test_the_tar_opens_by_hand(home: Path, safe: Path, run: Run) -> None:
    run("back_up", safe / "mine.tar")

    listed = subprocess.run(["tar", "tf", safe / "mine.tar"], check=True, capture_output=True, text=True)
    assert MANIFEST in listed.stdout.splitlines()

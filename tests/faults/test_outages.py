"""A full disk, a read-only disk, a locked database: a clear answer, nothing half done, and afterwards all works."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SMALL_DISK = "size=48m"
TITLES = {
    "full": "Ổ đĩa của máy chủ đã đầy",
    "read_only": "Ổ đĩa của máy chủ không ghi được",
    "locked": "Máy chủ đang bận",
}


def played(case: str, folder: Path) -> Mapping[str, Any]:
    """Play one outage on a small disk of its own."""
    environment = {
        "LOAXA_VAR": str(folder / "var"),
        "LOAXA_MEDIA": str(folder / "media"),
        "LOAXA_OFFLINE_VOICE": "silent",
        "LOAXA_SECOND_HEARING": "false",
        "LOAXA_HOSTS": "testserver",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "TMPDIR": str(folder),
    }
    inside = f'mount -t tmpfs -o {SMALL_DISK} tmpfs "$2" && exec "$0" -m tests.faults.outage "$1" "$2"'
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    run = subprocess.run(
        [*own, "sh", "-c", inside, sys.executable, case, str(folder)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    seen: Mapping[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return seen


@pytest.mark.parametrize("case", list(TITLES))
def test_an_outage_is_told_in_plain_words_and_leaves_nothing_half_done(case: str, tmp_path: Path) -> None:
    seen = played(case, tmp_path)

    during, between, after, end = seen["during"], seen["between"], seen["after"], seen["end"]
    for asked in ("approve", "return", "accept"):
        assert (during[asked]["status"], during[asked]["title"]) == (503, TITLES[case]), (asked, during)
        assert during[asked]["typed_is_kept"]
        assert during[asked]["retry_after"]
    assert [between[name] for name in ("approved", "reviews", "accepted", "submitted")] == [0, 0, 0, 1], (
        between
    )
    assert between["faults"] == []
    assert between["leftovers"] == []

    assert after["approve"]["status"] == after["accept"]["status"] == 302, after
    assert after["narrate"].startswith("made"), after
    assert after["submit"].isdigit()
    assert after["tick"].isdigit()
    assert [end[name] for name in ("approved", "accepted", "submitted", "faults", "leftovers")] == [
        1,
        1,
        2,
        [],
        [],
    ]

"""Minutes on the air (``python -m tests.endurance [--minutes 10]``): prints what happened, and the verdict."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.endurance.box import SABOTAGE

ROOT = Path(__file__).parents[2]
SHORT_S = 75.0
RESULT = "result.json"
OURS = ("DATABASE_URL", "LOAXA_URL", "LOAXA_HOSTS", "LOAXA_KEYS", "LOAXA_DEBUG", "PORT")


def seconds_asked() -> float:
    """Return how long it lasts: ``LOAXA_MINUTES``, else the short form."""
    minutes = os.environ.get("LOAXA_MINUTES", "")
    return float(minutes) * 60 if minutes else SHORT_S


def play(folder: Path, seconds: float, *, sabotage: str = "") -> Mapping[str, Any]:
    """Run the story in a folder, on a database of its own; return the result."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    own = {
        "LOAXA_VAR": str(folder / "var"),
        "LOAXA_MEDIA": str(folder / "media"),
        "LOAXA_OFFLINE_VOICE": "espeak",  # quick, and no two programmes sound alike
        "LOAXA_SECOND_HEARING": "false",
        "LOAXA_DOORBELL_PORT": "0",  # behind the address of the station: each box has one line for all
        "DJANGO_SETTINGS_MODULE": "cms.settings",
    }
    (folder / "var").mkdir()
    program = f"from tests.endurance.report import tell; tell({str(folder)!r}, {seconds!r}, {sabotage!r})"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", program],
        cwd=ROOT,
        env=kept | own,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-4000:])
    found: Mapping[str, Any] = json.loads((folder / RESULT).read_text())
    return found


def main() -> int:
    """Run as asked; exit 1 when the verdict names a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    parser.add_argument("--minutes", type=float, default=seconds_asked() / 60)
    parser.add_argument("--folder", type=Path, help="keep everything there")
    parser.add_argument("--sabotage", choices=sorted(SABOTAGE), default="", help="switch a guard off")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="loaxa-minutes-") as name:
        folder = asked.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        result = play(folder, asked.minutes * 60, sabotage=asked.sabotage)
    sys.stdout.write("\n".join(result["lines"]) + "\n")
    return 1 if any(result["faults"].values()) else 0


if __name__ == "__main__":
    sys.exit(main())

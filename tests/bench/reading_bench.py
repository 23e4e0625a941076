"""P0: sentences read right, and characters a second, beside the readers on PyPI; the same sentences, the same run.

The peers live in an environment of their own, `build/peers`, filled here from `peers.txt`: neither the product nor
its development lock depends on them. Without a package index our own figures are measured alone.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from broadcast.text import read
from tests.bench.figure import Figure
from tests.bench.peer_program import best_seconds
from tests.broadcast.text.comparing import cases, plain

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / "build" / "peers"
PINS = Path(__file__).with_name("peers.txt")
SHARED = 30  # the first sentences of cases.tsv, whose accepted forms were widened by others than us
INSTALL_S = 300
Answers = dict[str, dict[str, Any]]


def rows() -> list[dict[str, Any]]:
    """Return sentences right and characters a second for every reader, ours first."""
    all_cases = list(cases())
    written = [sentence for sentence, _ in all_cases]
    answers: Answers = {"ours": _ours(written), **peers_answers(written)}
    characters = sum(len(sentence) for sentence in written)
    sea = answers.get("sea-g2p")
    found = [row for name in answers for row in _rows_of(name, answers[name], all_cases)]
    if sea:
        ratio = sea["seconds"] / answers["ours"]["seconds"]
        what = f"our speed on {characters} characters (goal 1)"
        found.append(
            Figure(id="P0", what=what, value=round(ratio, 2), unit="ratio", baseline="sea-g2p").row()
        )
    return found


def _ours(written: list[str]) -> dict[str, Any]:
    spoken = [read(sentence).spoken for sentence in written]
    return {"spoken": spoken, "seconds": best_seconds(lambda sentence: read(sentence).spoken, written)}


def _rows_of(
    name: str, answer: dict[str, Any], all_cases: list[tuple[str, tuple[str, ...]]]
) -> list[dict[str, Any]]:
    right = [
        plain(spoken) in accepted for spoken, (_, accepted) in zip(answer["spoken"], all_cases, strict=True)
    ]
    characters = sum(len(sentence) for sentence, _ in all_cases)
    figures = (
        (f"{name}: sentences right of {len(right)}", sum(right), "sentences"),
        (f"{name}: of them the {SHARED} shared ones", sum(right[:SHARED]), "sentences"),
        (f"{name}: characters read", round(characters / answer["seconds"]), "1/s"),
    )
    return [Figure(id="P0", what=what, value=value, unit=unit).row() for what, value, unit in figures]


def peers_answers(written: list[str]) -> Answers:
    """Return what the peers say; nothing when they cannot be installed here."""
    try:
        python = _environment()
        done = subprocess.run(
            [python, str(Path(__file__).with_name("peer_program.py"))],
            input=json.dumps(written), capture_output=True, text=True, check=True, timeout=INSTALL_S,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        sys.stderr.write(f"The peers were not measured: {error}\n")
        return {}
    answers: Answers = json.loads(done.stdout)
    return answers


def _environment() -> Path:
    """Return the peers' Python, made and filled unless it was from just these pins."""
    python, stamp = PEERS / "bin" / "python", PEERS / "installed.txt"
    pins = PINS.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != pins:
        for command in (
            [sys.executable, "-m", "venv", "--clear", str(PEERS)],
            [str(python), "-m", "pip", "install", "--quiet", "--requirement", str(PINS)],
        ):
            subprocess.run(command, capture_output=True, check=True, timeout=INSTALL_S)
        stamp.write_text(pins, encoding="utf-8")
    return python

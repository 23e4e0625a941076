import re
from pathlib import Path

from django.db import models

from broadcast.states import LAWFUL, AiringStatus, DeviceStatus, ProgrammeStatus, RecordingStatus

ARCHITECTURE = Path(__file__).parents[3] / "docs" / "ARCHITECTURE.md"
MACHINES: dict[str, type[models.TextChoices]] = {
    "programme": ProgrammeStatus,
    "recording": RecordingStatus,
    "airing": AiringStatus,
    "device": DeviceStatus,
}


def table(text: str, machine: str) -> dict[str, set[str]]:
    """Return the moves that a document's table of this machine names."""
    rows = text.split(f"| {machine} | may become |\n", 1)[1].split("\n\n", 1)[0]
    found = re.findall(r"^\| (\w+) \| ([^|]+) \|$", rows, re.MULTILINE)
    return {
        source: set() if targets == "(end)" else {name.strip() for name in targets.split(",")}
        for source, targets in found
    }


def test_the_tables_in_the_architecture_document_are_the_lawful_moves() -> None:
    text = ARCHITECTURE.read_text()

    written = {machine: table(text, machine) for machine in MACHINES}

    assert written == {
        machine: {
            str(source): {str(target) for target in targets} for source, targets in LAWFUL[states].items()
        }
        for machine, states in MACHINES.items()
    }


def test_a_table_that_forgets_a_move_is_noticed() -> None:
    text = ARCHITECTURE.read_text().replace("| queued | aired, accepted, withdrawn |", "| queued | aired |")

    assert table(text, "programme")["queued"] == {"aired"}

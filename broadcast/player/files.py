"""Files that a power cut cannot tear: written aside, synced, renamed; broken ones are set aside."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from broadcast.player.words import say

ASIDE_KEPT = 5


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put ``data`` at ``path``: afterwards the old or the new content is there, never a part."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_json(path: Path, fields: dict[str, Any], *, mode: int = 0o644) -> None:
    """Put a JSON object at ``path``, whole."""
    write_whole(path, json.dumps(fields, ensure_ascii=False, indent=1).encode(), mode=mode)


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the object at ``path``; None when it is absent or broken (then it is set aside)."""
    try:
        fields = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (ValueError, OSError):
        set_aside(path)
        return None
    if not isinstance(fields, dict):
        set_aside(path)
        return None
    return fields


def set_aside(path: Path) -> None:
    """Move a broken file out of the way for a technician to see, and say so."""
    earlier = sorted(path.parent.glob(f"{path.name}.broken-*"))
    for old in earlier[: max(0, len(earlier) - ASIDE_KEPT + 1)]:
        old.unlink(missing_ok=True)
    number = int(earlier[-1].name.rpartition("-")[2]) + 1 if earlier else 1
    aside = path.with_name(f"{path.name}.broken-{number:04d}")
    path.replace(aside)
    say("set_aside", name=path.name, aside=aside.name)


def sweep_leftovers(folder: Path) -> None:
    """Remove temporary files that an interrupted write left behind."""
    for leftover in folder.glob(".*.tmp"):
        leftover.unlink(missing_ok=True)

"""All measurements: ``python -m tests.bench [NAME ...]`` prints a table and writes build/bench.json."""

import importlib
import json
import pkgutil
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from tests import bench
from tests.bench.figure import table

RESULT = Path(__file__).resolve().parents[2] / "build" / "bench.json"
IN_ALL_S = 30 * 60


def modules() -> list[str]:
    """Return the measurements there are, by the names of their modules."""
    return sorted(each.name for each in pkgutil.iter_modules(bench.__path__) if each.name.endswith("_bench"))


def rows_of(name: str) -> list[dict[str, Any]] | None:
    """Return a module's rows; None when it failed, which it then told on stderr."""
    began = time.monotonic()
    try:
        rows: list[dict[str, Any]] = importlib.import_module(f"tests.bench.{name}").rows()
    except Exception:  # noqa: BLE001 - one broken measurement must not hide the others
        traceback.print_exc()
        return None
    sys.stderr.write(f"{name}: {time.monotonic() - began:.0f} s\n")
    return rows


def main() -> int:
    """Measure, print, write; 1 when a measurement failed or there was no time left for it."""
    end = time.monotonic() + IN_ALL_S
    found: list[dict[str, Any]] = []
    failed = []
    for name in sys.argv[1:] or modules():
        rows = rows_of(name) if time.monotonic() < end else None
        found += rows or []
        failed += [name] if rows is None else []
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    sys.stdout.write(f"{table(found)}\n")
    if failed:
        sys.stderr.write(f"Not measured: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""The whole suite (``python -m tests``): checks, the database's part on PostgreSQL, all on SQLite."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests import checks, packages
from tests.servers import postgres
from tests.servers.postgres import TEMPLATE

PYTEST = (sys.executable, "-m", "pytest", "-n", "3")
"""One worker more than the two processors that are asked for: some tests wait for a minute to come."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One run of pytest: its exit code and the count it printed last."""

    name: str
    code: int
    count: str


def pytest(name: str, arguments: Sequence[str], *, environment: Mapping[str, str]) -> Outcome:
    """Run pytest, let its output through, and keep its last line."""
    sys.stdout.write(f"\n== {name}\n")
    sys.stdout.flush()
    count = "no output"
    with subprocess.Popen(
        [*PYTEST, *arguments],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            sys.stdout.write(line)
            sys.stdout.flush()
            count = line.strip() or count
    return Outcome(name=name, code=process.returncode, count=count)


def on_postgresql(server: postgres.Server, template: str) -> Outcome:
    """Run what is marked ``database`` against a server started for it."""
    return pytest(
        "PostgreSQL",
        ["-m", "database"],
        environment={"DATABASE_URL": server.url, TEMPLATE: template},
    )


def on_sqlite() -> Outcome:
    """Run everything, the browser's tests too."""
    return pytest("SQLite, everything", sys.argv[1:], environment={"DATABASE_URL": ""})


def main() -> int:
    """Run all parts even when one fails; the last line is pytest's count of the last part."""
    try:
        packages.prepare(list(packages.PRESENT), run=packages.quietly)
    except packages.MayNotInstall as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    with postgres.running() as server:
        with postgres.migrated(server, "ready") as template:
            failed = checks.failures()
        outcomes = [on_postgresql(server, template)]
    outcomes.append(on_sqlite())
    failed += [outcome.name for outcome in outcomes if outcome.code != 0]
    if failed:
        sys.stdout.write(f"\nFAILED: {', '.join(failed)}\n")
    for outcome in outcomes:
        sys.stdout.write(f"\n== {outcome.name}\n{outcome.count}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

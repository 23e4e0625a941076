"""A small tree for the tests, its children given as JSON: ``python -m tests.cms.serve.tree JSON``."""

import asyncio
import json
import sys

from cms.serve.starting import Child, load_before_forking
from cms.serve.supervisor import Supervisor


class Plain:
    """Writes everything as one line a test can look for."""

    def line(self, child: str, text: str) -> None:
        """Write a child's line."""
        self._write(f"{child}: {text}")

    def fell(self, child: str, *, code: int, delay_s: float) -> None:
        """Write that it fell."""
        self._write(f"{child} fell {code} {delay_s}")

    def killed(self, child: str) -> None:
        """Write that it was killed."""
        self._write(f"{child} killed")

    def _write(self, text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


async def _tell_start() -> None:
    sys.stdout.write("errand ran\n")
    sys.stdout.flush()


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    tree = [
        Child(name=name, command=[sys.executable, script], forked=given["forked"])
        for name, script in given["scripts"].items()
    ]
    load_before_forking([])
    asyncio.run(Supervisor(tree, Plain(), grace_s=given["grace_s"]).run(_tell_start()))

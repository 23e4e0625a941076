"""The thin parent of the tree, without Django in its memory: what ``manage.py serve`` becomes."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from cms.serve import health
from cms.serve.children import THRIFTY, Plan, children
from cms.serve.starting import load_before_forking
from cms.serve.supervisor import Supervisor
from cms.serve.terminal import Terminal, demo_logins, say, welcome


def read_arguments(arguments: list[str]) -> Plan:
    """Return the plan that the command line describes."""
    parser = argparse.ArgumentParser(prog="cms.serve")
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--var", type=Path, required=True)
    parser.add_argument("--board-port", type=int, default=None)
    parser.add_argument("--bell-port", type=int, default=None)
    found = parser.parse_args(arguments)
    return Plan(
        host=found.host,
        port=found.port,
        var=found.var,
        board_port=found.board_port,
        bell_port=found.bell_port,
    )


async def greet(plan: Plan) -> None:
    """Print the addresses as soon as the web server answers."""
    await health.until_it_answers(plan.host, plan.port)
    board = None if plan.board_port is None else f"http://localhost:{plan.board_port}"
    say(welcome(plan.address, board=board, logins=demo_logins(plan.var)))


async def serve(plan: Plan) -> None:
    """Run the tree until it is told to stop."""
    os.environ.update(THRIFTY)
    if plan.bell_port is not None:
        os.environ.setdefault("LOAXA_DOORBELL_PORT", str(plan.bell_port))
    load_before_forking(["cms.nursery"])
    await Supervisor(children(plan), Terminal()).run(greet(plan))


if __name__ == "__main__":
    asyncio.run(serve(read_arguments(sys.argv[1:])))

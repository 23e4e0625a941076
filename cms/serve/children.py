"""The programs that make up a running station, each with its command line."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cms.serve.starting import Child

WEB_THREADS = 6
# glibc gives every thread a heap of its own by default: with threads that idle it is memory for nothing.
THRIFTY = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Where the tree listens and keeps its things; ``board_port`` None: no demo players, ``bell_port``: no doorbell."""

    host: str
    port: int
    var: Path
    board_port: int | None
    bell_port: int | None = None

    @property
    def address(self) -> str:
        """Return the address at which this machine reaches the web server."""
        return f"http://localhost:{self.port}"


def children(plan: Plan) -> list[Child]:
    """Return every child of the tree, the web server first."""
    tree = [_web(plan), _manage("queue", "qcluster"), _manage("station", "station")]
    if plan.bell_port is not None:
        tree.append(_doorbell(plan, plan.bell_port))
    if plan.board_port is not None:
        tree += [_loudspeaker(plan), _board(plan, plan.board_port)]
    return tree


def _web(plan: Plan) -> Child:
    options = ["--bind", f"{plan.host}:{plan.port}", "--worker-class", "gthread", "--workers", "1"]
    options += ["--threads", str(WEB_THREADS), "--preload", "--timeout", "120", "--graceful-timeout", "5"]
    options += ["--log-level", "warning", "--no-control-socket"]
    return _python("web", ["-m", "gunicorn", *options, "cms.wsgi"], forked=True)


def _manage(name: str, command: str) -> Child:
    return _python(name, ["manage.py", command], forked=True)


def _doorbell(plan: Plan, port: int) -> Child:
    options = ["--host", plan.host, "--port", str(port), "--var", str(plan.var)]
    return _python("doorbell", ["-m", "broadcast.doorbell", *options])


def _loudspeaker(plan: Plan) -> Child:
    folders = [
        "--state",
        str(plan.var / "demo/players/loudspeaker"),
        "--sink",
        f"wav:{plan.var / 'demo/sound'}",
    ]
    return _player("speaker", plan, ["--name", "Cụm loa trình diễn", *folders])


def _board(plan: Plan, port: int) -> Child:
    folders = ["--state", str(plan.var / "demo/players/board"), "--board", "--port", str(port)]
    return _player("board", plan, ["--name", "Bảng tin trình diễn", *folders])


def _player(name: str, plan: Plan, options: Sequence[str]) -> Child:
    return _python(name, ["-m", "broadcast.player", "--server", f"http://127.0.0.1:{plan.port}", *options])


def _python(name: str, arguments: Sequence[str], *, forked: bool = False) -> Child:
    return Child(name=name, command=[sys.executable, *arguments], environment=THRIFTY, forked=forked)

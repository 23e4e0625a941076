"""P3b: up to five thousand players poll every 30 s and report; how soon they are answered, and what each costs.

Part of ``web_bench``, whose station it borrows; by itself ``python -m tests.bench crowd_load``.
``LOAXA_BENCH_CROWDS=100,1000,5000`` are the sizes unless it says others (40 s of load for each).
"""

import asyncio
import os
from typing import Any

import psutil

from tests.bench import station
from tests.bench.crowd import EVERY_S, Crowd, Player, Told
from tests.bench.figure import Figure

USUAL = "100,1000,5000"
SECONDS = 40.0


def rows() -> list[dict[str, Any]]:
    """Return P3b and the cost per player for each size, on a station of its own."""
    with station.seeded() as place:
        return [figure.row() for figure in figures(place)]


def figures(place: station.Station) -> list[Figure]:
    """Return the same for a station that is there."""
    sizes = [int(each) for each in os.environ.get("LOAXA_BENCH_CROWDS", USUAL).split(",")]
    return [figure for size in sizes for figure in _measured(place, size)]


def _measured(place: station.Station, size: int) -> list[Figure]:
    known = place.answer("tests.bench.many_devices", size)
    with station.web(place) as port:
        players = [Player(device=device, key=key) for device, key in known["players"]]
        crowd = Crowd(players=players, port=port, epoch=known["epoch"], counter=known["counter"])
        workers = station.web_processes(port)
        before = _spent(workers)
        told = asyncio.run(crowd.live(seconds=SECONDS))
        spent = _spent(workers) - before
        megabytes = sum(each.memory_info().rss for each in workers) / 1e6
    return _figures(size, told, spent, megabytes)


def _figures(size: int, told: Told, spent: float, megabytes: float) -> list[Figure]:
    what = f"{size} players polling every {EVERY_S:.0f} s and reporting"
    per_player = spent / SECONDS / size
    return [
        Figure(id=f"P3b-{size}", what=f"{what}: answered, p95", value=round(told.share(0.95), 1), unit="ms"),
        Figure(
            id=f"P3b-{size}-p50", what=f"{what}: answered, p50", value=round(told.share(0.5), 1), unit="ms"
        ),
        Figure(
            id=f"P3b-{size}-p99", what=f"{what}: answered, p99", value=round(told.share(0.99), 1), unit="ms"
        ),
        Figure(
            id=f"P3b-{size}-errors",
            what=f"{what}: no good answer, of {len(told.seconds)} {' '.join(sorted(set(told.faults))[:3])}".strip(),
            value=len(told.faults),
            unit="answers",
        ),
        Figure(
            id=f"P3b-{size}-cost",
            what="processor time of the web server for one player in an hour",
            value=round(per_player * 3600, 2),
            unit="s",
        ),
        Figure(id=f"P3b-{size}-mem", what="memory of the web server", value=round(megabytes, 1), unit="MB"),
    ]


def _spent(workers: list[psutil.Process]) -> float:
    return sum(each.cpu_times().user + each.cpu_times().system for each in workers)

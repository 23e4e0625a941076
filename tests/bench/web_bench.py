"""P2, P3, P3b and P8: what our most asked pages cost, measured against a Django that does nothing."""

import re
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psutil

from tests.bench import crowd_load, station
from tests.bench.figure import Figure
from tests.bench.load import Connection, Request, body_of, requests_per_second
from tests.bench.signing import authorization

ROUNDS = 5
SECONDS = 3.0
BRIEF_ROUNDS, BRIEF_S = 3, 1.0
MANIFEST = "/api/device/v1/manifest"
FEW, MANY = 100, 10_000
LOOKS = 12
COLD_MS, GROWTH = 60, 1.2
NOTHING_KEPT = {"LOAXA_PAGE_CACHE_MB": "0"}


def ratio(
    ours: Request, bare: Request, *, rounds: int = ROUNDS, seconds: float = SECONDS
) -> tuple[float, float]:
    """Return (ours ÷ bare, ours in requests per second): the middle of a few rounds, taken in turns."""
    for request in (ours, bare):
        requests_per_second(request, seconds=min(seconds, 1.0))  # warm
    pairs = [
        (requests_per_second(ours, seconds=seconds), requests_per_second(bare, seconds=seconds))
        for _ in range(rounds)
    ]
    return statistics.median(mine / theirs for mine, theirs in pairs), statistics.median(m for m, _ in pairs)


def rows() -> list[dict[str, Any]]:
    """Return P2, P3, P3b, the other pages warm, every page cold, and P8."""
    with station.seeded() as place, _bare(place) as bare_port:
        with station.web(place) as port:
            figures = [*_home(port, bare_port), *_manifest(place, port, bare_port)]
        figures += crowd_load.figures(place)
        place.answer("tests.bench.many_stories", FEW)
        few = _cold(place)
        place.answer("tests.bench.many_stories", MANY)
        many = _cold(place)
        with station.web(place) as port:
            figures += _warm(port, bare_port, _pages(place))
        return [figure.row() for figure in (*figures, *_costs(few, many))]


@contextmanager
def _bare(place: station.Station) -> Iterator[int]:
    with station.web(place, application="tests.bench.bare", path="/1") as port:
        yield port


def _home(port: int, bare_port: int) -> list[Figure]:
    home = Request(port=port, path="/")
    size = len(body_of(home))
    share, rate = ratio(home, Request(port=bare_port, path=f"/{size}"))
    bare = f"bare Django answer of {size} bytes"
    return [
        Figure(id="P2", what="warm home page", value=round(share, 4), unit="ratio", baseline=bare),
        Figure(id="P2-rate", what="warm home page", value=round(rate, 1), unit="requests/s"),
    ]


def _pages(place: station.Station) -> dict[str, str]:
    """Return the addresses that are measured, by name."""
    found: dict[str, str] = place.answer("tests.bench.page_addresses")
    return found


def _warm(port: int, bare_port: int, pages: dict[str, str]) -> list[Figure]:
    figures = []
    for name, path in pages.items():
        page = Request(port=port, path=path)
        size = len(body_of(page))
        bare = Request(port=bare_port, path=f"/{size}")
        share, _rate = ratio(page, bare, rounds=BRIEF_ROUNDS, seconds=BRIEF_S)
        against, what = f"bare Django answer of {size} bytes", f"warm {name}, {MANY} stories"
        figures.append(
            Figure(id=f"P2-{name}", what=what, value=round(share, 4), unit="ratio", baseline=against)
        )
    return figures


def _cold(place: station.Station) -> dict[str, float]:
    """Return the processor time of each page in ms when nothing is kept: the middle of a few looks."""
    with station.web(place, environment=NOTHING_KEPT) as port:
        workers = station.web_processes(port)
        return {
            name: _processor_ms(Request(port=port, path=path), workers)
            for name, path in _pages(place).items()
        }


def _processor_ms(page: Request, workers: list[psutil.Process]) -> float:
    for _warm in range(2):
        body_of(page)
    before = _spent(workers)
    for _look in range(LOOKS):
        body_of(page)
    return (_spent(workers) - before) / LOOKS * 1000


def _spent(workers: list[psutil.Process]) -> float:
    return sum(each.cpu_times().user + each.cpu_times().system for each in workers)


def _costs(few: dict[str, float], many: dict[str, float]) -> Iterator[Figure]:
    for name, cost in many.items():
        what = f"cold {name}, {MANY} stories, processor time (goal {COLD_MS})"
        yield Figure(id=f"P8-cold-{name}", what=what, value=round(cost, 1), unit="ms")
    for name, cost in many.items():
        what, before = f"cold {name}, {MANY} stories (goal {GROWTH})", f"the same page with {FEW} stories"
        value = round(cost / few[name], 2)
        yield Figure(id=f"P8-{name}", what=what, value=value, unit="ratio", baseline=before)


def _manifest(place: station.Station, port: int, bare_port: int) -> list[Figure]:
    device = place.answer("tests.bench.enrolled_device")
    signed = {"Authorization": authorization(MANIFEST, device=device["device"], key=device["key"])}
    etag = _etag(Request(port=port, path=MANIFEST, headers=signed))
    unchanged = Request(port=port, path=MANIFEST, headers={**signed, "If-None-Match": etag}, status=304)
    share, rate = ratio(unchanged, Request(port=bare_port, path="/0", status=304))
    bare, what = "bare Django answer 304", "conditional manifest (304)"
    return [
        Figure(id="P3", what=what, value=round(share, 4), unit="ratio", baseline=bare),
        Figure(id="P3-rate", what=what, value=round(rate, 1), unit="requests/s"),
    ]


def _etag(request: Request) -> str:
    connection = Connection(request)
    connection.ask()
    connection.close()
    found = re.search(rb"(?im)^etag:\s*(.+?)\s*$", connection.headers)
    if found is None:
        raise LookupError("the manifest has no ETag")
    return found.group(1).decode()

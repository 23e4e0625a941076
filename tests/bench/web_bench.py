"""P2 and P3: what our two most asked pages cost, measured against a Django that does nothing."""

import re
import statistics
from typing import Any

from tests.bench import station
from tests.bench.figure import Figure
from tests.bench.load import Connection, Request, body_of, requests_per_second
from tests.bench.signing import authorization

ROUNDS = 5
SECONDS = 3.0
MANIFEST = "/api/device/v1/manifest"


def ratio(ours: Request, bare: Request) -> tuple[float, float]:
    """Return (ours ÷ bare, ours in requests per second): the middle of a few rounds, taken in turns."""
    for request in (ours, bare):
        requests_per_second(request, seconds=1.0)  # warm
    rounds = [
        (requests_per_second(ours, seconds=SECONDS), requests_per_second(bare, seconds=SECONDS))
        for _ in range(ROUNDS)
    ]
    return statistics.median(mine / theirs for mine, theirs in rounds), statistics.median(
        m for m, _ in rounds
    )


def rows() -> list[dict[str, Any]]:
    """Return P2 and P3."""
    with (
        station.seeded() as place,
        station.web(place) as port,
        station.web(place, application="tests.bench.bare", path="/1") as bare_port,
    ):
        return [*_home(port, bare_port), *_manifest(place, port, bare_port)]


def _home(port: int, bare_port: int) -> list[dict[str, Any]]:
    home = Request(port=port, path="/")
    size = len(body_of(home))
    share, rate = ratio(home, Request(port=bare_port, path=f"/{size}"))
    bare = f"bare Django answer of {size} bytes"
    return [
        Figure(id="P2", what="warm home page", value=round(share, 4), unit="ratio", baseline=bare).row(),
        Figure(id="P2-rate", what="warm home page", value=round(rate, 1), unit="requests/s").row(),
    ]


def _manifest(place: station.Station, port: int, bare_port: int) -> list[dict[str, Any]]:
    device = place.answer("tests.bench.enrolled_device")
    signed = {"Authorization": authorization(MANIFEST, device=device["device"], key=device["key"])}
    etag = _etag(Request(port=port, path=MANIFEST, headers=signed))
    unchanged = Request(port=port, path=MANIFEST, headers={**signed, "If-None-Match": etag}, status=304)
    share, rate = ratio(unchanged, Request(port=bare_port, path="/0", status=304))
    bare = "bare Django answer 304"
    return [
        Figure(
            id="P3", what="conditional manifest (304)", value=round(share, 4), unit="ratio", baseline=bare
        ).row(),
        Figure(
            id="P3-rate", what="conditional manifest (304)", value=round(rate, 1), unit="requests/s"
        ).row(),
    ]


def _etag(request: Request) -> str:
    connection = Connection(request)
    connection.ask()
    connection.close()
    found = re.search(rb"(?im)^etag:\s*(.+?)\s*$", connection.headers)
    if found is None:
        raise LookupError("the manifest has no ETag")
    return found.group(1).decode()

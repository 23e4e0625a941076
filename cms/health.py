"""GET /healthz: the database, the queue's and the station's pulse, the version."""

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tomllib import loads

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from broadcast import heartbeats


def software_version() -> str:
    """Return the version, from the installed package or from the checkout."""
    try:
        return version("loa-xa")
    except PackageNotFoundError:
        project = loads(Path(settings.BASE, "pyproject.toml").read_text())["project"]
        return str(project["version"])


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well, 503 with the reasons when something is stale."""
    report: dict[str, object] = {"version": software_version()}
    problems: list[str] = []
    try:
        connection.ensure_connection()
        report["database"] = "ok"
        for pulse in heartbeats.pulses(timezone.now()):
            report[pulse.name] = pulse.beat_at.isoformat() if pulse.beat_at else None
            if pulse.stale:
                problems.append(f"{pulse.name}: no sign of life")
    except DatabaseError as fault:
        problems.append(f"database: {type(fault).__name__}")
    report["status"] = "unwell" if problems else "ok"
    report["problems"] = problems
    answer = JsonResponse(report, status=503 if problems else 200, headers={"Cache-Control": "no-store"})
    answer._has_been_logged = True  # type: ignore[attr-defined]  # a probe asks every few seconds
    return answer

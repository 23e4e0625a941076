"""The story run and judged inside the station's own environment; what came of it as a JSON file and as tables."""

import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.player.words import OUTCOMES
from tests.endurance import collecting, story, verdict
from tests.endurance.evidence import Evidence
from tests.endurance.story import Stage

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
CALM_WITHIN_S = 180.0
RESULT = "result.json"
MOST_NAMED = 20  # of one kind; all are in the file


def tell(folder: str, seconds: float, sabotage: str = "") -> None:
    """Run everything in a folder, and leave the result there."""
    with story.staged(Path(folder), seconds, sabotage=sabotage) as stage:
        story.run(stage)
        calm_after = _until_calm(stage)
        found = collecting.evidence(stage.players, away=stage.away, looks=stage.looks)
    result = result_of(stage, found) | {"calm_after_s": calm_after}
    result["lines"] = list(lines_of(result))
    (Path(folder) / RESULT).write_text(json.dumps(result, ensure_ascii=False, indent=1))


def _until_calm(stage: Stage) -> float:
    """Return after how many seconds every box has handed over what it wrote, and every play is over."""
    began = time.monotonic()
    while time.monotonic() - began < CALM_WITHIN_S and not _is_calm(stage):
        time.sleep(1)
    return round(time.monotonic() - began, 1)


def _is_calm(stage: Stage) -> bool:
    revoked = stage.players[5]
    if any(collecting.pending(player) for player in stage.players if player is not revoked):
        return False
    found = collecting.rows(stage.players, away=stage.away, looks=stage.looks)
    judged = verdict.of(found)
    is_over = all(item.ends_at < datetime.now(HANOI) for item in found.planned if not item.dropped)
    return is_over and not judged.unexplained and not judged.boards


# ------------------------------------------------------------------ the result


def result_of(stage: Stage, found: Evidence) -> dict[str, Any]:
    """Return events, figures and faults as plain values."""
    return {
        "events": [f"{at.astimezone(HANOI):%H:%M:%S}  {what}" for at, what in sorted(stage.log)],
        "boxes": [_row(found, box.name) for box in found.boxes],
        "missing": dict(Counter(_missing(found))),
        "figures": _figures(stage, found),
        "faults": asdict(verdict.of(found)),
    }


def _row(found: Evidence, name: str) -> dict[str, Any]:
    written = [each for each in found.written if each.box == name]
    kept = {each.id for each in found.kept}
    return {
        "box": name,
        "heard": sum(each.box == name for each in found.heard),
        "outcomes": dict(Counter(OUTCOMES.get(each.outcome, each.outcome) for each in written)),
        "receipts": len(written),
        "arrived": sum(each.id in kept for each in written),
    }


def _missing(found: Evidence) -> Iterator[str]:
    """Yield the reason of each play that a box did not give whole."""
    for (_airing, _box), reason in verdict.explained(found).items():
        if reason != "played":
            yield reason or "?"


def _figures(stage: Stage, found: Evidence) -> dict[str, Any]:
    late = sorted(_start_errors(stage, found))
    return {
        "plays planned (zone by zone)": len(found.planned),
        "plays heard": len(found.heard),
        "receipts written": len(found.written),
        "receipts at the station": len(found.kept),
        "looks at the boards": len(found.seen),
        "start error, median (s)": round(statistics.median(late), 3) if late else None,
        "start error, largest (s)": late[-1] if late else None,
        "recalled text gone after (s)": _taken_down(stage, found),
    }


def _start_errors(stage: Stage, found: Evidence) -> Iterator[float]:
    """Yield by how much plays began beside their time, on boxes whose clock was always right."""
    right = {player.name: player.zone for player in stage.players if len(player.clock) == 1}
    moments: dict[tuple[str, str], list[datetime]] = {}
    for item in found.planned:
        if item.title == story.CALL.title:
            continue  # worth hearing a quarter of an hour late
        moments.setdefault((item.zone, item.media), []).append(item.starts_at)
    for heard in found.heard:
        planned = moments.get((right.get(heard.box, ""), heard.media))
        if planned:
            yield round(min(abs((heard.began - each).total_seconds()) for each in planned), 3)


def _taken_down(stage: Stage, found: Evidence) -> Mapping[str, float]:
    """Return for each board how long the recalled text stood after the recall, or after its line was back."""
    told: dict[str, float] = {}
    for approval in found.approvals.values():
        for player in stage.players if approval.recalled_at else ():
            shown = [
                each.at
                for each in found.seen
                if each.board == player.name and approval.number in each.authorities
            ]
            if shown and approval.recalled_at:
                since = _heard_again(stage, player.name, approval.recalled_at)
                told[player.name] = round(max(0.0, (max(shown) - since).total_seconds()), 1)
    return told


def _heard_again(stage: Stage, name: str, said_at: datetime) -> datetime:
    cuts = [each for each in stage.away if each.box == name and each.since <= said_at <= each.until]
    return max([said_at, *(each.until for each in cuts)])


def lines_of(result: Mapping[str, Any]) -> Iterator[str]:
    """Yield the result as people read it."""
    yield from _table("What happened", result["events"])
    rows = [
        f"{row['box']:8} heard {row['heard']:3}  receipts {row['receipts']:3}, arrived {row['arrived']:3}  "
        + ", ".join(f"{name} {count}" for name, count in row["outcomes"].items())
        for row in result["boxes"]
    ]
    yield from _table("Boxes", rows)
    yield from _table(
        "Plays not given whole, and why", [f"{n:4}  {why}" for why, n in result["missing"].items()]
    )
    yield from _table("Figures", [f"{name}: {value}" for name, value in result["figures"].items()])
    verdicts = []
    for name, faults in result["faults"].items():
        verdicts += [f"{name}: {len(faults)}", *(f"    {fault}" for fault in faults[:MOST_NAMED])]
    yield from _table(f"Verdict (calm after {result['calm_after_s']} s)", verdicts)


def _table(title: str, rows: Sequence[str]) -> Iterator[str]:
    yield f"\n== {title}"
    yield from (f"  {row}" for row in rows)

"""P6 and P6b: how long a plan takes, and how that grows with the queue."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from typing import Any

from broadcast.plan.planned import Plan
from broadcast.plan.quiet import QuietHours
from broadcast.plan.rules import Bookend, Booking, Rules, Slot
from broadcast.plan.terms import Authority, AuthorityKind, Kind, Priority
from broadcast.plan.timeline import plan

NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # Monday 00:00 in the commune
MONDAY = date(2026, 11, 23)
ZONES = frozenset(str(number) for number in range(20))
AUTHORITY = Authority(kind=AuthorityKind.REVISION, id="1", sha256="d" * 64)
PRIORITIES = (Priority.NORMAL, Priority.NORMAL, Priority.NORMAL, Priority.PRIORITY)


def rules() -> Rules:
    """Return five hours on the air a day, so that ten times the queue still finds places."""
    slots = tuple(
        Slot(
            id=str(hour),
            name=f"Khung {hour} giờ",
            weekdays=frozenset(range(7)),
            start=wall_time(hour, 0),
            budget_s=3600,
            zone_ids=ZONES,
        )
        for hour in (5, 9, 11, 16, 18)
    )
    return Rules(
        timezone="Asia/Ho_Chi_Minh",
        slots=slots,
        quiet=(QuietHours(start=wall_time(21, 30), until=wall_time(4, 45)),),
        opening=_clip(Kind.OPENING),
        closing=_clip(Kind.CLOSING),
    )


def queue(programmes: int) -> list[Booking]:
    """Return so many programmes of 20 to 79 s for every zone, spread over the week."""
    return [
        Booking(
            id=str(number),
            programme_id=str(number),
            title=f"Bản tin số {number}",
            slot_id=("5", "9", "11", "16", "18")[number % 5],
            on=MONDAY + timedelta(days=number // 5 % 7),
            zone_ids=ZONES,
            duration_s=20 + number * 7 % 60,
            media="b" * 64,
            authority=AUTHORITY,
            booked_at=NOW,
            priority=PRIORITIES[number % 4],
            position=number % 9,
        )
        for number in range(programmes)
    ]


def rows() -> list[dict[str, Any]]:
    """Return the rows of the benchmark table."""
    small, large = queue(200), queue(2000)
    seconds = _best(lambda: plan(rules(), small, now=NOW))
    ten_times = _best(lambda: plan(rules(), large, now=NOW))
    return [
        {
            "id": "P6",
            "what": "plan of 7 days, 20 zones, 200 programmes in every zone",
            "value": round(seconds, 4),
            "unit": "s",
            "baseline": None,
        },
        {
            "id": "P6b",
            "what": "the same with 2000 programmes",
            "value": round(ten_times / seconds, 2),
            "unit": "ratio",
            "baseline": "P6",
        },
    ]


def _clip(kind: Kind) -> Bookend:
    return Bookend(kind=kind, title="Nhạc hiệu", media="a" * 64, duration_s=12, authority=AUTHORITY)


def _best(work: Callable[[], Plan], runs: int = 5) -> float:
    """Return the fastest of several runs in time of the processor: what others do meanwhile does not count."""
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)

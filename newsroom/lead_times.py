"""How long stories wait for their decision: this month and the last, in all and step by step."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom import due
from newsroom.models import Review

WHOLE = ""
"""Stands for the whole wait, from submitting to the last decision there is."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How long it took within one month; None where nothing was decided."""

    count: int = 0
    median: timedelta | None = None
    longest: timedelta | None = None

    @property
    def median_text(self) -> str:
        """In words."""
        return due.length(self.median) if self.median is not None else "–"

    @property
    def longest_text(self) -> str:
        """In words."""
        return due.length(self.longest) if self.longest is not None else "–"


@dataclass(frozen=True, kw_only=True)
class Row:
    """One step in both months; the widths are of bars, 100 for the longest median of the page."""

    name: str
    this: Figure
    last: Figure
    this_width: int = 0
    last_width: int = 0


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One decision: at which step, when, and after how long."""

    step: str
    decided_at: datetime
    took: timedelta


def months(now: datetime) -> tuple[datetime, datetime]:
    """Return where this month and the last begin, by the clock of the commune."""
    this = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return this, (this - timedelta(days=1)).replace(day=1)


def figures(now: datetime) -> list[Row]:
    """Return the whole wait first, then each step where there are several; one query."""
    this, last = months(now)
    waits = [wait for wait in _waits(last) if wait.decided_at >= last]
    steps = sorted({wait.step for wait in waits} - {WHOLE})
    names = [WHOLE, *(steps if len(steps) > 1 else [])]
    rows = [_row(name, [wait for wait in waits if wait.step == name], this) for name in names]
    return _with_bars(rows)


def _waits(since: datetime) -> list[Wait]:
    """Return the waits of every submission on which somebody decided since then."""
    recent = Review.objects.filter(decided_at__gte=since).values("submission_id")
    rows = (
        Review.objects.filter(submission_id__in=recent)
        .order_by("submission_id", "decided_at", "pk")
        .values_list("submission_id", "step", "decided_at", "submission__submitted_at")
    )
    by_submission: dict[int, list[tuple[str, datetime, datetime]]] = defaultdict(list)
    for submission_id, step, decided_at, submitted_at in rows:
        by_submission[submission_id].append((step, decided_at, submitted_at))
    return [wait for reviews in by_submission.values() for wait in _of_one(reviews)]


def _of_one(reviews: Sequence[tuple[str, datetime, datetime]]) -> Iterable[Wait]:
    """Yield the wait at each step, which begins when the one before was passed, and the whole wait."""
    began = submitted_at = reviews[0][2]
    for step, decided_at, _submitted in reviews:
        yield Wait(step=step, decided_at=decided_at, took=decided_at - began)
        began = decided_at
    yield Wait(step=WHOLE, decided_at=began, took=began - submitted_at)


def _row(name: str, waits: Sequence[Wait], this: datetime) -> Row:
    return Row(
        name=name or _("From submitting to the decision"),
        this=_figure([wait.took for wait in waits if wait.decided_at >= this]),
        last=_figure([wait.took for wait in waits if wait.decided_at < this]),
    )


def _figure(spans: Sequence[timedelta]) -> Figure:
    if not spans:
        return Figure()
    seconds = median(span.total_seconds() for span in spans)
    return Figure(count=len(spans), median=timedelta(seconds=seconds), longest=max(spans))


def _with_bars(rows: Sequence[Row]) -> list[Row]:
    medians = [each.median for row in rows for each in (row.this, row.last) if each.median is not None]
    most = max(medians, default=timedelta()) or timedelta(seconds=1)
    return [
        Row(
            name=row.name,
            this=row.this,
            last=row.last,
            this_width=_width(row.this, most),
            last_width=_width(row.last, most),
        )
        for row in rows
    ]


def _width(figure: Figure, most: timedelta) -> int:
    """Return a bar's width; what took next to no time is still seen."""
    return max(1, round(100 * (figure.median / most))) if figure.median is not None else 0

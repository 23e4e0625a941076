"""Stories for the tasks of the yearly plan: choosing them, and counting by task and quarter; the only writer."""

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.models import Approval, PlanTask, StoryTask

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One task with the number of its stories in each quarter."""

    task: PlanTask
    quarters: tuple[int, ...]

    @property
    def total(self) -> int:
        """The stories of the whole year."""
        return sum(self.quarters)

    @property
    def numbered(self) -> list[tuple[int, int]]:
        """The quarters with their numbers, for a table whose cells lead to their stories."""
        return list(zip(QUARTERS, self.quarters, strict=True))


@transaction.atomic
def choose(story_id: int, task_ids: Collection[int]) -> None:
    """Let the story carry out exactly these tasks."""
    rows = StoryTask.objects.filter(story_id=story_id)
    rows.exclude(task_id__in=task_ids).delete()
    known = PlanTask.objects.filter(pk__in=task_ids).values_list("pk", flat=True)
    StoryTask.objects.bulk_create(
        (StoryTask(story_id=story_id, task_id=pk) for pk in known), ignore_conflicts=True
    )


def of_stories(story_ids: Collection[int]) -> dict[int, list[PlanTask]]:
    """Return the tasks of each of these stories, in one query."""
    found: dict[int, list[PlanTask]] = defaultdict(list)
    for row in StoryTask.objects.filter(story_id__in=story_ids).select_related("task").order_by("task__code"):
        found[row.story_id].append(row.task)
    return found


def approvals_of(
    task: PlanTask, approvals: QuerySet[Approval], *, quarter: int | None = None
) -> QuerySet[Approval]:
    """Keep the approvals of the task's stories; with a quarter, what ``counted`` counts in it."""
    links = StoryTask.objects.filter(task=task, story_id=OuterRef("story_id"))
    rows = approvals.filter(Exists(links))
    if quarter is None:
        return rows
    return rows.filter(pk__in=[pk for pk, at in _first_approvals([task]).values() if _quarter(at) == quarter])


def counted(tasks: Iterable[PlanTask]) -> list[Line]:
    """Return the lines of a report: a story counts once, in the quarter of its first approval in force that year."""
    rows = list(tasks)
    links: dict[int, set[int]] = defaultdict(set)
    for task_id, story_id in StoryTask.objects.filter(task__in=rows).values_list("task_id", "story_id"):
        links[task_id].add(story_id)
    first = _first_approvals(rows)
    found = []
    for task in rows:
        of_task = [
            _quarter(first[story, task.year][1]) for story in links[task.pk] if (story, task.year) in first
        ]
        found.append(Line(task=task, quarters=tuple(of_task.count(quarter) for quarter in QUARTERS)))
    return found


def _first_approvals(tasks: Collection[PlanTask]) -> dict[tuple[int, int], tuple[int, datetime]]:
    """Return (story, year) -> (approval, when): the first that is in force, of the stories of these tasks."""
    stories = StoryTask.objects.filter(task__in=tasks).values("story_id")
    rows = Approval.objects.in_force().filter(story_id__in=stories).order_by("-entry_id")
    years = {task.year for task in tasks}
    found = {}
    for pk, story_id, at in rows.values_list("pk", "story_id", "approved_at"):
        if (year := timezone.localtime(at).year) in years:
            found[story_id, year] = (pk, at)
    return found


def _quarter(at: datetime) -> int:
    return (timezone.localtime(at).month + 2) // 3


def as_csv(lines: Iterable[Line]) -> str:
    """Return the report as a table for a spreadsheet; the mark at its beginning tells Excel that it is Unicode."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    heads = [_("Quarter %(number)s") % {"number": number} for number in QUARTERS]
    writer.writerow([_("Year"), _("Code"), _("Task"), _("Lead office"), *heads, _("Whole year")])
    for line in lines:
        task = line.task
        words = [_harmless(word) for word in (task.code, task.text, task.office)]
        writer.writerow([task.year, *words, *line.quarters, line.total])
    return "\ufeff" + file.getvalue()


def _harmless(word: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{word}" if word[:1] in ("=", "+", "-", "@", "\t") else word

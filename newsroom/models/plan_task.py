"""Tasks of the yearly plan, and which stories carry them out; so that a report can count by task."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from newsroom.models.issue import this_year


class PlanTask(index.Indexed, models.Model):
    """One task of a year's plan, as its annex names it."""

    year = models.PositiveSmallIntegerField(
        _("year"), default=this_year, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    code = models.CharField(_("code"), max_length=20, help_text=_("As in the annex of the plan: 3.2"))
    text = models.CharField(_("task"), max_length=500)
    office = models.CharField(_("lead office"), max_length=160, blank=True)

    search_fields = [index.SearchField("text"), index.SearchField("code"), index.FilterField("year")]

    class Meta:
        verbose_name = _("task of the yearly plan")
        verbose_name_plural = _("tasks of the yearly plan")
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code"],
                name="one_task_per_code_and_year",
                violation_error_message=_(
                    "This year has a task with that code already. Choose another code."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.text}"


class StoryTask(models.Model):
    """A story carries out a task; kept beside the story, because reports sort what was approved long before.

    The story is a plain number, as in the evidence: its page may go.
    """

    story_id = models.PositiveBigIntegerField()
    task = models.ForeignKey(PlanTask, on_delete=models.PROTECT, related_name="stories")

    class Meta:
        verbose_name = _("story for a task")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["story_id", "task"], name="a_story_carries_a_task_out_once")
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {self.task_id}"

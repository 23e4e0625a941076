"""Issues of the e-bulletin (bản tin điện tử): approved stories in an order, with the editor's foreword."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import PageChooserBlock
from wagtail.fields import StreamField

from newsroom.models.story import Story
from newsroom.models.story_forms import StoryForm
from newsroom.models.story_panels import tabs

KINDS = [
    "newsroom.ArticlePage",
    "newsroom.InfographicPage",
    "newsroom.BulletinPage",
    "newsroom.RegisteredDocument",
]
MOST = 40


def this_month() -> int:
    """Return the month of today, by the clock of the commune."""
    return timezone.localdate().month


def this_year() -> int:
    """Return the year of today, by the clock of the commune."""
    return timezone.localdate().year


class IssueForm(StoryForm):
    """Lets only what the public may read now into an issue, each story once."""

    def _check_complete(self, cleaned: dict[str, Any]) -> None:
        super()._check_complete(cleaned)
        if "stories" in self.errors:
            return
        ids = [block.value.pk for block in cleaned.get("stories") or () if block.value]
        if not ids:
            self.add_error("stories", _("Choose at least one story for the issue."))
        if len(ids) != len(set(ids)):
            self.add_error("stories", _("A story stands in the issue twice. Take one of them out."))
        public = set(Story.objects.filter(pk__in=ids).public().values_list("pk", flat=True))
        missing = Story.objects.filter(pk__in=set(ids) - public).values_list("title", flat=True)
        if missing:
            message = gettext("Not approved, or not on the site: %(titles)s. Take them out of the issue.")
            self.add_error("stories", message % {"titles": ", ".join(missing)})


class IssuePage(Story):
    """One issue; its text is the foreword, and it is approved like every story.

    What is frozen and approved is which stories stand in it, in which order. Their words are those of their own
    approvals, and one that is not in force any more is not shown.
    """

    issue_number = models.PositiveSmallIntegerField(_("issue number"), default=1)
    issue_month = models.PositiveSmallIntegerField(
        _("month"), default=this_month, choices=[(month, str(month)) for month in range(1, 13)]
    )
    issue_year = models.PositiveSmallIntegerField(_("year"), default=this_year)
    stories = StreamField(
        [("story", PageChooserBlock(page_type=KINDS, label=_("Story"), icon="doc-full-inverse"))],
        verbose_name=_("stories of the issue"),
        blank=True,
        max_num=MOST,
        help_text=_("In their order. Only stories that are approved and on the site can stand in an issue."),
    )

    base_form_class = IssueForm
    edit_handler = tabs("issue_number", "issue_month", "issue_year", "stories", issue=True)
    template = "public/issue.html"

    class Meta:
        verbose_name = _("e-bulletin")
        verbose_name_plural = _("e-bulletins")

    def story_ids(self) -> list[int]:
        """Return the numbers of its stories, in their order."""
        return [int(block["value"]) for block in self.stories.get_prep_value() if block["value"]]

    def named(self) -> str:
        """Return how people speak of it: Số 11, tháng 11/2026."""
        words = {"number": self.issue_number, "month": self.issue_month, "year": self.issue_year}
        return gettext("Issue %(number)s, %(month)s/%(year)s") % words

"""What a writer confirms to have checked before a story is submitted; the leader sees it, the public does not."""

from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel


class Check(models.TextChoices):
    """The list, in the order in which one goes through it."""

    SOURCE = "source", _("The news comes from the one responsible, or two sources say the same")
    NAMES = "names", _("Names, titles and offices are written as the people and offices write them")
    TIMES = "times", _("Days, hours and places agree with the document or the organiser")
    FIGURES = "figures", _("Figures and units agree with the source")
    PEOPLE = "people", _("People who are named or shown have agreed, children's parents too")
    RIGHTS = "rights", _("Pictures, video and text of others may be used, and say whose they are")


def told(ticked: Collection[str]) -> list[tuple[str, bool]]:
    """Return every point in words, and whether it was ticked."""
    return [(str(check.label), check.value in ticked) for check in Check]


class ChecksComparison(FieldComparison):
    """Shows in words what was ticked in one version and not in the other."""

    def htmldiff(self) -> Any:
        """Return both lists, one after the other."""
        return escape(f"{_in_words(self.val_a)} → {_in_words(self.val_b)}")


class ChecksPanel(FieldPanel):
    """The list as boxes to tick."""

    def get_comparison_class(self) -> type[FieldComparison]:
        """Compare in words."""
        return ChecksComparison


def _in_words(ticked: Collection[str] | None) -> str:
    return "; ".join(words for words, is_ticked in told(ticked or ()) if is_ticked) or "0"

"""What Wagtail writes down by itself: pages, pictures, documents, settings, accounts."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.audit.entry import Entry, Group, Question
from cms.audit.folding import fold
from cms.audit.rows import Rows


class WagtailLog(Rows):
    """What Wagtail writes down by itself."""

    at = "timestamp"
    words = ("label", "user__full_name", "user__username")

    def of_person(self, question: Question) -> Q:
        """Return what somebody did."""
        return Q(user=question.person_id)

    def said(self, text: str) -> Q:
        """Find entries by the name of their action."""
        return Q(action__in=[action for action, label in registry.get_choices() if text in fold(str(label))])

    def group_of(self, row: Any) -> Group:
        """Return what the row is about."""
        raise NotImplementedError

    def entries(self, rows: Sequence[Any], rank: int) -> Sequence[Entry]:
        """Return the lines, in Wagtail's own words."""
        return [
            Entry(
                mark=self.mark(row, rank),
                group=self.group_of(row),
                what=str(registry.get_action_label(row.action))
                if registry.action_exists(row.action)
                else row.action,
                who=row.user.get_full_name() if row.user else "",
                about=row.label,
                detail=str(row.content_type.name) if row.content_type else "",
            )
            for row in rows
        ]


class PageLog(WagtailLog):
    """Pages written, changed, moved, shown, taken down."""

    groups = (Group.TEXT,)
    told_by_rows = ("wagtail.workflow.start", "wagtail.workflow.approve", "wagtail.workflow.reject")

    def rows(self) -> QuerySet[Any]:
        """Return all but submissions and decisions, which have rows of their own."""
        log = PageLogEntry.objects.select_related("user", "content_type")
        return log.exclude(action__in=self.told_by_rows)

    def group_of(self, row: Any) -> Group:
        """Return that it is about a text."""
        return Group.TEXT


class ModelLog(WagtailLog):
    """Pictures, documents, settings, hamlets, accounts."""

    groups = (Group.TEXT, Group.SETTING, Group.ACCOUNT)
    files = ("picture", "sourcedocument")
    people = ("user", "group")

    def rows(self) -> QuerySet[Any]:
        """Return all but accounts made and deleted, which have rows of their own."""
        log = ModelLogEntry.objects.select_related("user", "content_type")
        return log.exclude(content_type__model="user", action__in=("wagtail.create", "wagtail.delete"))

    def of_group(self, group: Group) -> Q:
        """Return rows by what they are about."""
        if group is Group.TEXT:
            return Q(content_type__model__in=self.files)
        if group is Group.ACCOUNT:
            return Q(content_type__model__in=self.people)
        return ~Q(content_type__model__in=self.files + self.people)

    def group_of(self, row: Any) -> Group:
        """Return what it is about."""
        name = row.content_type.model if row.content_type else ""
        if name in self.files:
            return Group.TEXT
        return Group.ACCOUNT if name in self.people else Group.SETTING

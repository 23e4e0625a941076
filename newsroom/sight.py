"""Which pages a person finds in the admin: contributors only what is theirs."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from newsroom import roles
from newsroom.models import Story, User


class NewsroomPagePolicy(PagePermissionPolicy):
    """Wagtail's own policy, short of other people's stories for those who only contribute."""

    def explorable_instances(self, user: User) -> QuerySet[Any]:
        """Return the pages that explorer, search and choosers offer."""
        pages: QuerySet[Any] = super().explorable_instances(user)
        if user.is_superuser or user.role_codes - {roles.CONTRIBUTOR}:
            return pages
        others = Story.objects.exclude(owner=user).values("pk")
        return pages.exclude(pk__in=others)


def plug() -> None:
    """Put the policy in force, once, at start."""
    register_permission_policy(Page, NewsroomPagePolicy())

"""What a person finds in the admin and may delete there: contributors only their pages, nobody a submitted file."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from newsroom import roles
from newsroom.models import Picture, SourceDocument, Story, User


class NewsroomPagePolicy(PagePermissionPolicy):
    """Wagtail's own policy, short of other people's stories for those who only contribute."""

    def explorable_instances(self, user: User) -> QuerySet[Any]:
        """Return the pages that explorer, search and choosers offer."""
        pages: QuerySet[Any] = super().explorable_instances(user)
        if user.is_superuser or user.role_codes - {roles.CONTRIBUTOR}:
            return pages
        others = Story.objects.exclude(owner=user).values("pk")
        return pages.exclude(pk__in=others)


class FilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's own policy, but what was ever submitted is kept, whoever asks."""

    def user_has_any_permission_for_instance(self, user: User, actions: Any, instance: Any) -> bool:
        """Whether the person may do one of ``actions`` with this file."""
        if set(actions) == {"delete"} and instance.frozen_sha256:
            return False
        return bool(super().user_has_any_permission_for_instance(user, actions, instance))


def plug() -> None:
    """Put the policies in force, once, at start."""
    register_permission_policy(Page, NewsroomPagePolicy())
    for model, auth_model in ((Picture, Image), (SourceDocument, Document)):
        policy = FilePolicy(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)

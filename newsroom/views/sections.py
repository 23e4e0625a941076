"""The sections in which a person may write."""

from wagtail.models import Page
from wagtail.permissions import policy_registry

from newsroom.models import SectionPage, User
from newsroom.requests import PersonRequest


def sections_for(person: User) -> list[SectionPage]:
    """Return the sections to which this person may add a story, in the order of the site."""
    writable = policy_registry.get_by_type(Page).instances_user_has_permission_for(person, "add")
    return list(SectionPage.objects.filter(pk__in=writable.values("pk")).order_by("path"))


def section_of(request: PersonRequest, chosen: str) -> SectionPage | None:
    """Return the chosen section when this person may write in it."""
    return next((section for section in sections_for(request.user) if str(section.pk) == chosen), None)

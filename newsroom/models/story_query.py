"""Which stories the public may see, and that no query writes past an approval."""

from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

from newsroom import drills
from newsroom.models.approval import Approval
from newsroom.models.story_site import PUBLIC_COLUMNS


class Unapproved(PermissionDenied):
    """Somebody tried to make a story public at a revision that nobody approved."""


class StoryQuerySet(PageQuerySet):
    """Stories, and the one reading of "may the public see it"."""

    def public(self) -> Self:
        """Keep what is live at an approved revision and meant for the site, from its first valid moment on."""
        in_force = Approval.objects.in_force().filter(
            story_id=OuterRef("pk"),
            revision_id=OuterRef("live_revision_id"),
            submission__title=OuterRef("title"),
        )
        now = timezone.now()
        marked = Q(drill=False) | Q(title__startswith=drills.TITLE_PREFIX)
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=now),
            marked,
            Exists(in_force),
            live=True,
            on_site=True,
            alias_of=None,
        ).public_only()

    def update(self, **fields: Any) -> int:
        """Update rows; what the public reads of a story that is live is never written past its approval."""
        written = PUBLIC_COLUMNS & set(fields)
        if fields.get("live") or (written - {"live"} and self.filter(live=True).exists()):
            raise Unapproved("what the public reads of a story changes only by an approval")
        return super().update(**fields)

    def public_only(self) -> Self:
        """Leave out pages behind a view restriction, in the same query: Wagtail asks one more each time.

        Restrictions, of which there are few, stand outside: of a join a database might go through all pages first,
        for each story anew.
        """
        own = ExpressionWrapper(OuterRef(OuterRef("path")), output_field=CharField())
        above = (
            Page.objects.filter(pk=OuterRef("page_id")).annotate(own=own).filter(own__startswith=F("path"))
        )
        return self.exclude(Exists(PageViewRestriction.objects.filter(Exists(above))))

"""What Wagtail's screens offer a person to do with a page: stories by approval only, structure by superusers only."""

from wagtail.models import PagePermissionTester

from newsroom.models.approval import Submission


class StoryPermissionTester(PagePermissionTester):
    """Nobody publishes, unpublishes or schedules a story by hand, superusers included: an approval does."""

    def can_publish(self) -> bool:
        """Only an approval publishes."""
        return False

    can_unpublish = can_publish
    can_unschedule = can_publish

    def can_move(self) -> bool:
        """Leave what was submitted in the section for which it was decided."""
        return not self._was_submitted() and bool(super().can_move())

    def _was_submitted(self) -> bool:
        return bool(self.page.pk) and self.page.specific_deferred.was_submitted()

    def can_set_view_restrictions(self) -> bool:
        """Stories are for everybody."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Keep what was ever submitted; it is recalled, not deleted."""
        if self._was_submitted():
            return False
        return bool(super().can_delete(ignore_bulk=ignore_bulk))


class StructurePermissionTester(PagePermissionTester):
    """The front page and the sections are the site's structure: a superuser changes them, and Wagtail logs it.

    What others may do below them, write stories in a section, stays as their roles say.
    """

    def _keeps_structure(self) -> bool:
        return bool(self.user.is_active and self.user.is_superuser)

    def can_edit(self) -> bool:
        """Change the page's own words."""
        return self._keeps_structure() and bool(super().can_edit())

    def can_submit_for_moderation(self) -> bool:
        """Structure has no approver; a section that waited for one would stay locked."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Keep a page below which something was ever submitted."""
        below = [str(pk) for pk in self.page.get_descendants().values_list("pk", flat=True)]
        if Submission.objects.filter(story_id__in=below).exists():
            return False
        return self._keeps_structure() and bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_copy(self) -> bool:
        """Copying a section would copy its stories."""
        return False

    def can_publish_subpage(self) -> bool:
        """Only an approval publishes what lies in a section."""
        return False

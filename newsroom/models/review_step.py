"""A step of review on Wagtail's own workflow: one rule says who takes it, one page is where it is taken."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from newsroom import roles


class ReviewStep(AbstractGroupApprovalTask):
    """One step; its groups take it. While it waits, the text is locked for everybody."""

    class Meta:
        verbose_name = _("review step")
        verbose_name_plural = _("review steps")

    def role_codes(self) -> frozenset[str]:
        """The roles whose people take this step."""
        return roles.codes(self.groups.values_list("name", flat=True))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Give reviewers a look at the text in the editor."""
        return bool(self._user_in_groups(user))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Lock the text: what was submitted is what is decided on. Withdrawing the submission unlocks it."""
        return True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        """Offer nothing in the editor: decisions are taken on the approval page, behind its rule."""
        return []

    @classmethod
    def get_description(cls) -> str:
        """Say what the step is, in the list of steps."""
        return str(_("A person of the chosen groups, who did not write the story, decides."))

"""The editor's buttons for a story: save, submit, take back; nothing that could never work."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem, SubmitForModerationMenuItem


class SubmitItem(SubmitForModerationMenuItem):
    """Put the story before its approvers."""

    label = _("Submit for approval")
    icon_name = "check"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Keep one name for the button, whatever the workflow is called."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["label"] = self.label
        return context


class TakeBackItem(CancelWorkflowMenuItem):
    """Take the submission back to go on writing."""

    label = _("Take the submission back")
    icon_name = "undo"


OURS = {"action-submit": SubmitItem(order=60), "action-cancel-workflow": TakeBackItem(order=40)}
KEPT = ("action-save-draft", "action-page-locked", *OURS)


def actions_for_story(items: list[ActionMenuItem]) -> list[ActionMenuItem]:
    """Return the buttons that a story has, in their order."""
    return [OURS.get(item.name, item) for item in items if item.name in KEPT]

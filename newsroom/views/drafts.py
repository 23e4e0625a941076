"""The draft a screen works on: who may open it, and why it cannot be changed just now."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from newsroom.models import Story
from newsroom.requests import PersonRequest


def draft_for(request: PersonRequest, story_id: int) -> Story:
    """Return the newest draft of a story that this person may edit."""
    story: Story = get_object_or_404(Story, pk=story_id).specific
    if not story.permissions_for_user(request.user).can_edit():
        raise PermissionDenied(_("You may open only stories that you may edit."))
    draft: Story = story.get_latest_revision_as_object()
    return draft


def why_locked(story: Story) -> str:
    """Return why the draft cannot be changed now, empty when it can."""
    if not story.workflow_in_progress:
        return ""
    return _(
        "This story waits for a decision, so its text is locked. To change it, take the submission back."
    )


def save_draft(story: Story, request: PersonRequest) -> None:
    """Keep the change as a new revision by this person."""
    story.save_revision(user=request.user, log_action=True, clean=False)

"""The newsroom app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    """Connects Wagtail's own workflow signals to what submitting does."""

    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Listen for a review step being entered (a submission is frozen then); say who sees what; watch sign-ins."""
        from wagtail.signals import task_submitted

        from newsroom import finish, sight, workflow
        from newsroom.models import ReviewStep
        from newsroom.security import watch

        sight.plug()
        watch.plug()
        finish.bind(workflow.publish_approved)
        task_submitted.connect(
            workflow.on_step_entered,
            sender=ReviewStep.get_task_state_class(),
            dispatch_uid="newsroom.submission",
        )

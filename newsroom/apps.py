"""The newsroom app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.signals import task_submitted


class NewsroomConfig(AppConfig):
    """Connects Wagtail's own workflow signals to what submitting does."""

    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self) -> None:
        """Listen for a review step being entered and for migrations; say who sees which pages; watch sign-ins."""
        from newsroom import finish, own_decisions, press, reported, sight, standing_in, triggers, workflow
        from newsroom.models import ReviewStep
        from newsroom.security import watch

        sight.plug()
        own_decisions.plug()
        standing_in.plug()
        reported.plug()
        press.plug()
        watch.plug()
        finish.bind(workflow.publish_approved)
        pre_migrate.connect(triggers.before_migrations, sender=self, dispatch_uid="newsroom.triggers")
        post_migrate.connect(triggers.after_migrations, sender=self, dispatch_uid="newsroom.triggers")
        task_submitted.connect(
            workflow.on_step_entered,
            sender=ReviewStep.get_task_state_class(),
            dispatch_uid="newsroom.submission",
        )

"""The broadcast app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BroadcastConfig(AppConfig):
    """From approved stories to sound, plan, loudspeakers and boards."""

    name = "broadcast"
    verbose_name = _("Broadcast")

    def ready(self) -> None:
        """Bring the shipped words of the dictionary along with every migration."""
        from broadcast import shipped_words

        post_migrate.connect(
            shipped_words.ship_after_migrating, sender=self, dispatch_uid="broadcast.shipped_words"
        )

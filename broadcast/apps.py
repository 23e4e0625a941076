"""The broadcast app."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class BroadcastConfig(AppConfig):
    """From approved stories to sound, plan, loudspeakers and boards."""

    name = "broadcast"
    verbose_name = _("Broadcast")

    def ready(self) -> None:
        """Bring the shipped words of the dictionary along with every migration; tell where installed voices lie."""
        from broadcast import shipped_words, speech

        speech.look_in(Path(settings.INSTALLED_VOICES))
        post_migrate.connect(
            shipped_words.ship_after_migrating, sender=self, dispatch_uid="broadcast.shipped_words"
        )

"""The broadcast app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BroadcastConfig(AppConfig):
    """From approved stories to sound, plan, loudspeakers and boards."""

    name = "broadcast"
    verbose_name = _("Broadcast")

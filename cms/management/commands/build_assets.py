"""Make the public style sheet and the web fonts: ``manage.py build_assets``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cms.setup import assets


class Command(BaseCommand):
    """Builds into var/assets, from where the static files are served."""

    help = "Make the public style sheet and the web fonts; does nothing when they are up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is stale."""
        assets.build(settings.VAR / "assets")

"""Addresses of our own style sheet, script and fonts: by the names that hold their digests, once they were built."""

import json
from functools import cached_property

from django.conf import settings
from django.contrib.staticfiles.storage import StaticFilesStorage

from cms.setup import NAMES


class NamedByContent(StaticFilesStorage):
    """Gives a file that was built its lasting name, and every other file its own."""

    @cached_property
    def _names(self) -> dict[str, str]:
        path = settings.VAR / "assets" / "cms" / NAMES
        names: dict[str, str] = json.loads(path.read_text()) if path.exists() and not settings.DEBUG else {}
        return names

    def url(self, name: str | None) -> str:
        """Return the address of a file."""
        return super().url(self._names.get(name or "", name))

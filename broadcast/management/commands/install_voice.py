"""Install a Piper voice: ``manage.py install_voice NAME --from PATH_OR_URL.onnx [--sha256 DIGEST]``."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from broadcast.speech.installing import NotInstalled, install

MEGABYTE = 1024 * 1024


class Command(BaseCommand):
    """Copies or downloads a model into the folder of voices; a broken download goes on where it stopped."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name on our screens, where the model is, and what it must be."""
        parser.add_argument("name", help="what the voice is called here: vais1000")
        parser.add_argument("--from", dest="source", required=True, help="path or address of the .onnx file")
        parser.add_argument("--sha256", help="the digest that its makers publish")

    def handle(self, *, name: str, source: str, sha256: str | None, **_options: Any) -> None:
        """Install, telling how far it is."""
        self._told = -1
        try:
            card = install(
                name, source, folder=Path(settings.INSTALLED_VOICES), sha256=sha256, tell=self._tell
            )
        except NotInstalled as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"\nĐã cài giọng piper-{card.name}, {card.sample_rate} Hz, SHA-256 {card.sha256}")
        if sha256 is None:
            self.stdout.write("Chưa so mã SHA-256: hãy so dòng trên với mã nơi phát hành công bố.")

    def _tell(self, here: int, in_all: int) -> None:
        percent = 100 * here // in_all if in_all else 0
        if percent != self._told:
            self._told = percent
            size = f" / {in_all // MEGABYTE} MB ({percent} %)" if in_all else " MB"
            self.stdout.write(f"\r{here // MEGABYTE}{size}", ending="")

"""Read a back-up from the first byte to the last and say whether it is whole."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.backup.archive import checked
from cms.backup.contents import BackUpError
from cms.backup.progress import Percent


class Command(BaseCommand):
    """``manage.py check_back_up FILE``."""

    help = "Compare every file in a back-up with its digest; exit 1 and name the first that does not agree."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Say what is in it, or what is wrong with it."""
        try:
            contents = checked(file, Percent(self.stderr, total=file.stat().st_size if file.exists() else 0))
        except BackUpError as fault:
            raise CommandError(str(fault)) from fault
        words = {
            "files": len(contents.files),
            "size": contents.size // 10**6,
            "made_at": f"{timezone.localtime(contents.made_at):%d/%m/%Y %H:%M}",
            "version": contents.program,
            "link": contents.facts.chain_sequence,
            "sha256": contents.facts.chain_sha256[:16],
        }
        self.stdout.write(
            _(
                "The back-up is whole: made %(made_at)s by version %(version)s, %(files)s files, %(size)s MB, "
                "chain up to link %(link)s (%(sha256)s)."
            )
            % words
        )

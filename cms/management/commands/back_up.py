"""Make a back-up of the whole station in one file, while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.backup.contents import BackUpError
from cms.backup.making import back_up, expected_size
from cms.backup.progress import Percent


class Command(BaseCommand):
    """``manage.py back_up FOLDER_OR_FILE``."""

    help = "Write database, media, public keys and the chain's witness into one checked file (docs/DEPLOYING.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Say where to, and how many to keep."""
        parser.add_argument("where", type=Path, help="a folder, or the file to make")
        parser.add_argument("--keep", type=int, help="keep so many back-ups in the folder, remove older ones")

    def handle(self, *args: Any, where: Path, keep: int | None, **options: Any) -> None:
        """Make it, and say what is in it."""
        try:
            percent = Percent(self.stderr, total=2 * expected_size())
            made = back_up(where, now=timezone.now(), keep=keep, progress=percent)
        except BackUpError as fault:
            raise CommandError(str(fault)) from fault
        words = {
            "path": made.path,
            "files": len(made.contents.files),
            "size": made.contents.size // 10**6,
            "link": made.contents.facts.chain_sequence,
        }
        self.stdout.write(
            _("%(path)s: %(files)s files, %(size)s MB, chain up to link %(link)s; read back and whole.")
            % words
        )
        for path in made.removed:
            self.stdout.write(_("Removed the older %(path)s.") % {"path": path})
        self.stdout.write(
            _(
                "Not in it: signing keys (the root is on paper, others are made anew), settings of the environment, "
                "sizes of pictures and trial readings, which are made again. It holds people's accounts: lock it away."
            )
        )

"""Run the whole station on this machine: prepare the database, then become the parent of the tree."""

import os
import sys
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connections
from django.utils.translation import gettext as _

from cms.serve.ports import first_free, is_free


class Command(BaseCommand):
    """``manage.py serve``: one process tree, one Ctrl-C."""

    help = "Run the whole station on this machine."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Say where to listen, and whether the demo players run."""
        parser.add_argument(
            "--host", default="127.0.0.1", help="address to listen on (0.0.0.0: every network)"
        )
        parser.add_argument("--no-players", action="store_true", help="leave the demo players out")

    def handle(self, *args: Any, host: str, no_players: bool, **options: Any) -> None:
        """Prepare everything, then become the thin parent of the tree."""
        if not is_free(host, settings.PORT):
            raise CommandError(
                _("Port %(port)s is taken by another program; choose another: PORT=%(other)s make run")
                % {"port": settings.PORT, "other": first_free(host, settings.PORT + 1)}
            )
        call_command("build_assets")
        self._prepare_database()
        connections.close_all()
        words = ["-m", "cms.serve", "--host", host, "--port", str(settings.PORT), "--var", str(settings.VAR)]
        board_port = first_free("127.0.0.1", settings.PORT + 1)
        words += ["--bell-port", str(first_free(host, board_port + 1))]
        if not no_players:
            words += ["--board-port", str(board_port)]
        os.chdir(settings.BASE)
        os.execv(sys.executable, [sys.executable, *words])

    def _prepare_database(self) -> None:
        """Bring the tables up to date; fill an empty database with the demo commune."""
        try:
            call_command("migrate", verbosity=0, interactive=False)
        except OperationalError as fault:
            reason = str(fault).strip().splitlines()[0]
            raise CommandError(_("The database does not answer: %(reason)s") % {"reason": reason}) from fault
        if not apps.get_model("broadcast", "Station").objects.exists():
            self.stdout.write(
                _("First start: making the demo commune, about two minutes, longer on a weak machine…")
            )
            call_command("seed_demo")

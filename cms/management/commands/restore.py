"""Put a back-up into an empty installation, and say what a person has to do next."""

import getpass
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from broadcast import keyring
from cms.backup import restoring
from cms.backup.contents import BackUpError
from cms.backup.progress import Percent
from newsroom.management.commands.verify_approvals import line_of
from newsroom.verification import Report, verify

SHOWN = 5


class Command(BaseCommand):
    """``manage.py restore FILE``."""

    help = (
        "Put a back-up into an empty installation; refuses where anything lies already (docs/DEPLOYING.md)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which, and whether the root key's code is on standard input."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--root-from-stdin", action="store_true", help="read the root key's code, from paper"
        )

    def handle(self, *args: Any, file: Path, root_from_stdin: bool, **options: Any) -> None:
        """Restore, open the new epoch when the root is here, verify; exit 1 when the proof fails."""
        try:
            size = file.stat().st_size if file.exists() else 0
            contents = restoring.restore(file, progress=Percent(self.stderr, total=size))
        except (BackUpError, DatabaseError, OSError) as fault:
            raise CommandError(_("Not restored. %(reason)s") % {"reason": fault}) from fault
        made_at = f"{timezone.localtime(contents.made_at):%d/%m/%Y %H:%M}"
        self.stdout.write(_("Restored the state of %(made_at)s.") % {"made_at": made_at})
        epoch = self._open_epoch(root_from_stdin)
        report = verify()
        state, *steps = next_steps(epoch, made_at=made_at)
        self.stdout.write(state)
        for number, step in enumerate(steps, start=1):
            self.stdout.write(f"{number}. {step}")
        self._tell(report)

    def _open_epoch(self, root_from_stdin: bool) -> int | None:
        typed = self._typed_root(root_from_stdin)
        try:
            if typed:
                restoring.type_root(timezone.now(), typed)
            return restoring.open_epoch(timezone.now())
        except BackUpError as fault:
            self.stderr.write(str(fault))
            return None

    def _typed_root(self, root_from_stdin: bool) -> str:
        if root_from_stdin:
            return sys.stdin.read().strip()
        if keyring.has_root() or not sys.stdin.isatty():
            return ""
        return getpass.getpass(_("Code of the root key, from the paper (Enter: later): ")).strip()

    def _tell(self, report: Report) -> None:
        if report.faults:
            lines = [line_of(fault) for fault in report.faults[:SHOWN]]
            words = _(
                "%(count)s things do not agree with the chain of approvals; look at them before you start:"
            )
            raise CommandError("\n".join([words % {"count": len(report.faults)}, *lines]), returncode=1)
        words = _("The chain of approvals was verified: %(links)s links, all agree.")
        self.stdout.write(words % {"links": report.links})


def next_steps(epoch: int | None, *, made_at: str) -> Iterator[str]:
    """Yield what happened to the keys, and what to do now, in order."""
    if epoch is None:
        yield _(
            "No new epoch yet, for the root key is not on this machine: devices go on with the plan they hold and take "
            "no other."
        )
        yield _(
            "Type in the root key: manage.py station_keys restore. Is the paper lost too: "
            "manage.py station_keys new-root --every-device-will-be-claimed-anew (docs/KEYS.md)."
        )
        yield _(
            "Make the signing keys anew: manage.py station_keys rotate, then manage.py station_keys new-epoch"
        )
    else:
        yield _(
            "Opened epoch %(epoch)s with new signing keys: devices learn it at their next look and take plans again."
        ) % {"epoch": epoch}
    yield _("Take the root key off this machine: manage.py station_keys remove-root")
    yield _("Start the station. Everybody signs in again; two-step codes stay as they were.")
    yield _(
        "Enter again what was decided after %(made_at)s, recalls first: approvals, bookings, people who left."
    ) % {"made_at": made_at}
    yield _(
        "Devices will tell of decisions that this back-up does not hold; once all of them have: "
        "manage.py station_keys acknowledge-lost --reason … (docs/KEYS.md)."
    )
    yield _(
        "Was the old machine stolen: manage.py station_keys revoke-online for each of its keys. Does the desk "
        "say that a device holds a newer plan: manage.py station_keys new-epoch once more."
    )

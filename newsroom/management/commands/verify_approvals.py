"""Recompute the chain, its rows, frozen texts and files; exit 1 and name the first broken link."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from newsroom.agreement import Fault
from newsroom.verification import Report, verify


class Command(BaseCommand):
    """Prove that what stands approved is what was approved."""

    help = (
        "Recompute the chain of approvals, its rows, the frozen texts and files, and what the public reads."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how much is told, and how."""
        parser.add_argument("--all", action="store_true", help="name every fault, not only the first")
        parser.add_argument("--json", action="store_true", help="answer in JSON, for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line when all agrees; fail with what is broken otherwise."""
        report = verify()
        shown = report.faults if options["all"] else report.faults[:1]
        if options["json"]:
            self.stdout.write(json.dumps(_as_data(report, shown), ensure_ascii=False))
        if report.faults:
            raise CommandError(_told(report, shown) if not options["json"] else "", returncode=1)
        if not options["json"]:
            self._say_all_is_well(report)

    def _say_all_is_well(self, report: Report) -> None:
        words = {"links": report.links, "seconds": f"{report.seconds:.1f}"}
        self.stdout.write(_("%(links)s links of the chain were verified: all agree (%(seconds)s s).") % words)
        for order in report.erased:
            self.stdout.write(
                _("Texts were erased by order %(order)s; their digests still stand.") % {"order": order}
            )
        if report.lost:
            numbers = ", ".join(map(str, report.lost))
            self.stdout.write(
                _("Lost with a restored back-up, and acknowledged: links %(numbers)s.") % {"numbers": numbers}
            )


def line_of(fault: Fault) -> str:
    """Return a fault as one sentence."""
    words = {"number": fault.sequence, "message": fault.message}
    return _("Link %(number)s: %(message)s.") % words if fault.sequence else f"{fault.message}."


def _told(report: Report, shown: tuple[Fault, ...]) -> str:
    lines = [line_of(fault) for fault in shown]
    if left := len(report.faults) - len(shown):
        lines.append(_("%(left)s more faults; --all names them.") % {"left": left})
    return "\n".join(lines)


def _as_data(report: Report, shown: tuple[Fault, ...]) -> dict[str, Any]:
    return {
        "links": report.links,
        "seconds": round(report.seconds, 3),
        "erased_by": report.erased,
        "lost": report.lost,
        "fault_count": len(report.faults),
        "faults": [asdict(fault) for fault in shown],
    }

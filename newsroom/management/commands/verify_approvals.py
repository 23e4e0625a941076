"""Recompute approvals, frozen texts and files; exit 1 and name the first broken row."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsroom.models import ChainEntry
from newsroom.verification import faults


class Command(BaseCommand):
    """Prove that what stands approved is what was approved."""

    help = "Recompute the chain of approvals, the frozen texts and the frozen files."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line when all agrees; fail with the first fault otherwise."""
        fault = next(faults(), None)
        if fault is not None:
            raise CommandError(f"Mắt xích số {fault.sequence}: {fault.message}.", returncode=1)
        self.stdout.write(
            f"Đã kiểm tra {ChainEntry.objects.count()} mắt xích của chuỗi phê duyệt: tất cả khớp."
        )

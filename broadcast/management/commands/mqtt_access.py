"""Write who may what at the MQTT broker, as the station's loop does by itself."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from broadcast import broker


class Command(BaseCommand):
    """For the first set-up, or to see at once that the folder can be written."""

    help = "Write Mosquitto's password file and its list of rights."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a folder, else the one of the settings."""
        parser.add_argument(
            "folder", nargs="?", default=settings.MQTT_FILES, help="default: LOAXA_MQTT_FILES"
        )

    def handle(self, *args: Any, folder: str, **options: Any) -> None:
        """Write, and say whether anything changed."""
        if not broker.is_there() or not folder:
            raise CommandError("Chưa đặt LOAXA_MQTT_URL và LOAXA_MQTT_FILES.")
        try:
            is_new = broker.write_access(Path(folder))
        except OSError as fault:
            raise CommandError(f"Không ghi được vào {folder}: {fault.strerror}") from fault
        self.stdout.write("Đã ghi; nạp lại Mosquitto." if is_new else "Không có gì thay đổi.")

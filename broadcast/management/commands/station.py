"""Run the station's loop until it is told to stop."""

import os
import signal
import socket
import threading
from typing import Any

from django.core.management.base import BaseCommand

from broadcast.station_loop import Loop


class Command(BaseCommand):
    """The second-to-second work of the station; only one runs at a time."""

    help = "Run the station: plan, release, settle."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGTERM or Ctrl-C."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("Đài đang chạy.")
        Loop(f"{socket.gethostname()}:{os.getpid()}").run(stopped=stop.is_set)

"""Switches an amplifier or a transmitter on before the sound and off after it, by commands of the site."""

import shlex
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcast.plan.manifest import Manifest
from broadcast.player.moments import Clock
from broadcast.player.problems import Problems
from broadcast.player.trust import is_in_force

HOLD = 30.0  # seconds that it stays on after the last sound: sessions have pauses
LOOK = 0.25  # seconds between two looks
PATIENCE = 20.0  # seconds for a command
LONGEST_LEAD = 300.0


@dataclass(frozen=True, kw_only=True)
class Switch:
    """The site's commands, run without a shell, and how long before the sound the first one comes."""

    on: str
    off: str
    lead_s: float


class Amplifier:
    """On while something sounds or is about to; ``is_needed`` tells of needs that stand in no plan."""

    def __init__(self, switch: Switch | None, *, clock: Clock, problems: Problems) -> None:
        self._switch = switch
        self._clock = clock
        self._problems = problems
        self._lock = threading.Lock()
        self._ready_at: float | None = None  # monotonic moment at which it is warm; None: off
        self._needed_at = clock.monotonic()
        self._is_unknown = True  # a former life of ours may have left it on

    def ready_in(self) -> float:
        """Switch it on if it is off; return the seconds until it may be given sound."""
        if self._switch is None:
            return 0.0
        with self._lock:
            self._needed_at = self._clock.monotonic()
            if self._ready_at is None:
                self._run(self._switch.on)
                self._ready_at = self._clock.monotonic() + self._switch.lead_s
            return max(0.0, self._ready_at - self._clock.monotonic())

    def run(
        self, stop: threading.Event, *, manifest: Callable[[], Manifest | None], is_needed: Callable[[], bool]
    ) -> None:
        """Go on until told to stop; then it is switched off."""
        if self._switch is None:
            return
        while not stop.wait(LOOK):
            self.look(manifest(), is_needed=is_needed())
        with self._lock:
            self._turn_off()

    def look(self, manifest: Manifest | None, *, is_needed: bool) -> None:
        """Switch it as the moment demands."""
        if is_needed or self._is_due(manifest, self._clock.now()):
            self.ready_in()
            return
        with self._lock:
            if self._clock.monotonic() - self._needed_at > HOLD:
                self._turn_off()

    def _is_due(self, manifest: Manifest | None, now: datetime) -> bool:
        """Whether something begins so soon that it must warm up now."""
        if self._switch is None or manifest is None or not is_in_force(manifest, now):
            return False
        soon = now + timedelta(seconds=self._switch.lead_s + 1)
        starts = [item.starts_at for item in manifest.air] + [item.starts_at for item in manifest.streams]
        return any(now <= each <= soon for each in starts)

    def _turn_off(self) -> None:
        if self._switch and (self._ready_at is not None or self._is_unknown):
            self._run(self._switch.off)
            self._ready_at, self._is_unknown = None, False

    def _run(self, command: str) -> None:
        """Run a command to its end; a failure is told and the sound goes out all the same."""
        try:
            subprocess.run(
                shlex.split(command), check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, ValueError, subprocess.SubprocessError) as fault:
            self._problems.report("amplifier", command=command, why=type(fault).__name__)
        else:
            self._problems.clear("amplifier")

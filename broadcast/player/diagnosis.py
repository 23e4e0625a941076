"""``--diagnose``: looks at everything that can be wrong with a box and says in plain words what is, and what to do."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from broadcast.player import broker_probe, probes
from broadcast.player.options import Options
from broadcast.player.probes import Finding


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing to look at; ``needs`` names the checks without whose success it makes no sense."""

    name: str
    look: Callable[[Options], Finding]
    needs: tuple[str, ...] = ()


CHECKS = (
    Check(name="disk", look=probes.disk),
    Check(name="clock", look=probes.clock),
    Check(name="sound", look=probes.sound),
    Check(name="dns", look=probes.dns),
    Check(name="line", look=probes.line, needs=("dns",)),
    Check(name="tls", look=probes.tls, needs=("line",)),
    Check(name="station", look=probes.station, needs=("tls",)),
    Check(name="server_clock", look=probes.server_clock, needs=("station",)),
    Check(name="key", look=probes.key, needs=("disk",)),
    Check(name="accepted", look=probes.accepted, needs=("station", "disk")),
    Check(name="plan", look=probes.plan, needs=("disk",)),
    Check(name="broker", look=broker_probe.broker, needs=("disk", "dns")),
)


def findings(options: Options) -> Iterator[tuple[str, Finding]]:
    """Yield each check's name and what it found; what makes no sense after an earlier fault is left out."""
    failed: set[str] = set()
    for check in CHECKS:
        if failed.intersection(check.needs):
            failed.add(check.name)
            continue
        finding = check.look(options)
        if not finding.is_good:
            failed.add(check.name)
        yield check.name, finding


def diagnose(options: Options) -> int:
    """Print what was found; return 0 when nothing is wrong, else 1."""
    faults = 0
    for _name, finding in findings(options):
        faults += not finding.is_good
        sys.stdout.write(f"{'[tốt]' if finding.is_good else '[HỎNG]'} {finding.sentence}\n")
        if finding.advice:
            sys.stdout.write(f"       Cần làm: {finding.advice}\n")
        sys.stdout.flush()
    sys.stdout.write("Máy không có lỗi nào.\n" if not faults else f"Có {faults} chỗ cần xử lý, xem ở trên.\n")
    return 1 if faults else 0

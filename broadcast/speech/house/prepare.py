"""Makes the house voice ready, once: ``python -m broadcast.speech.house.prepare [FOLDER]``.

Called at set-up, and by the voice itself when set-up has not; a machine without the wheels is told, not failed.
"""

import subprocess
import sys
from pathlib import Path

from broadcast.speech.house import network

NOT_INSTALLED = "Máy chủ này chưa cài đủ gói cho giọng của hệ thống, nên giọng espeak đọc thay."
NOT_PREPARED = "Gói của giọng hệ thống trên máy chủ này hỏng hoặc khác bản, nên giọng espeak đọc thay."

_LONGEST_S = 180.0


def hindrance(folder: Path) -> str | None:
    """Return why this machine cannot have the voice, a Vietnamese sentence; None when nothing is known against it."""
    needed = network.RUNNING if network.is_prepared(folder) else network.PREPARING
    return NOT_INSTALLED if network.missing(needed) else None


def prepare(folder: Path) -> str | None:
    """Fill ``folder`` with the parts of the network unless they are there; return what hinders, None when ready."""
    reason = hindrance(folder)
    if reason or network.is_prepared(folder):
        return reason
    command = (sys.executable, "-m", "broadcast.speech.house.cut", str(folder))
    try:
        done = subprocess.run(command, cwd=network.ROOT, capture_output=True, timeout=_LONGEST_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return NOT_PREPARED
    return NOT_PREPARED if done.returncode else None


def main(arguments: list[str]) -> int:
    """Prepare the folder named, or the one where the voice looks; always 0: there is another voice."""
    folder = next((Path(each) for each in arguments), network.home())
    reason = prepare(folder)
    if reason:
        sys.stderr.write(f"{reason}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

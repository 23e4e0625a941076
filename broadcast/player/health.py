"""How the machine is: how hot, and since when the program runs."""

import time
from datetime import UTC, datetime
from pathlib import Path

THERMAL = Path("/sys/class/thermal")
STARTED = datetime.fromtimestamp(time.time(), UTC)


def temperature_c(folder: Path = THERMAL) -> float | None:
    """Return the hottest of the machine's sensors in degrees Celsius; None when it has none."""
    heats = [heat for path in sorted(folder.glob("thermal_zone*/temp")) if (heat := _read(path)) is not None]
    return max(heats, default=None)


def _read(path: Path) -> float | None:
    """Read thousandths of a degree, as Linux writes them; a sensor that tells nonsense is none."""
    try:
        heat = int(path.read_text().strip()) / 1000
    except (OSError, ValueError):
        return None
    return heat if -50 <= heat <= 150 else None

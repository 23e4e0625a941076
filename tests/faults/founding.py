"""The ground of the storm: a database, a commune with a slot in every minute, and one loudspeaker."""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time as wall_time
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from broadcast.devices import enrolment
from broadcast.models import Slot
from tests.broadcast import commune
from tests.faults import roles
from tests.faults.diary import Diary

CODE = re.compile(r"Mã nhận máy: (\d{3} \d{3})")
MINUTES = 15


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Where everything lies."""

    folder: Path
    port: int
    diary: Diary
    commune: commune.Commune


def found(folder: Path, port: int) -> Scene:
    """Make the database, the commune and its slots."""
    call_command("migrate", verbosity=0)
    ground = commune.found()
    Slot.objects.all().delete()
    first = timezone.localtime()
    for minute in range(MINUTES):
        at = first + timedelta(minutes=minute)
        Slot.objects.create(
            station=ground.station,
            name=f"Lúc {at:%H:%M}",
            weekdays=list(range(7)),
            starts_at=wall_time(at.hour, at.minute),
            budget_minutes=1,
        )
    station = ground.station
    station.quiet_from = station.quiet_until = wall_time(0, 0)
    station.save()
    return Scene(folder=folder, port=port, diary=Diary(folder / "diary.jsonl"), commune=ground)


def parts(scene: Scene, seed: int) -> Mapping[str, Callable[[], None]]:
    """Return the roles that are forked."""
    return {
        "web": partial(roles.web, scene.port),
        "worker": roles.worker,
        "station": roles.station,
        "people": partial(roles.people, scene.diary, seed),
    }


def confirm(scene: Scene, said: Path) -> None:
    """Type the code that the loudspeaker shows."""
    limit = time.monotonic() + 30
    while not (shown := CODE.search(said.read_text() if said.exists() else "")):
        assert time.monotonic() < limit, "the loudspeaker never showed a code"
        time.sleep(0.1)
    enrolment.confirm(
        shown.group(1),
        zone=scene.commune.zones[0],
        name="Cụm loa",
        person=scene.commune.operator,
        now=timezone.now(),
    )

"""The commune's station, beside its newsroom, and a clock that the story moves on."""

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import Settings

from broadcast.models import Slot, Station, Zone
from tests.factories import Commune

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 11, 25, 9, 0, tzinfo=HANOI)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Stand at nine in the morning of a Wednesday, until the story moves on."""
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def station(ground: Commune, settings: Settings, tmp_path: Path) -> Station:
    """Set up a station with a slot at 17:00; its voice is the one without words, which takes no time."""
    settings.KEY_DIRECTORY = tmp_path / "keys"
    settings.OFFLINE_VOICE = Station.Voice.SILENT
    station = Station.objects.create(name="Đài truyền thanh xã", voice=Station.Voice.SILENT)
    for place in ground.places:
        Zone.objects.create(station=station, place=place, name=str(place))
    Slot.objects.create(
        station=station, name="Buổi chiều", weekdays=list(range(7)), starts_at=time(17), budget_minutes=30
    )
    return station

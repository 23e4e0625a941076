"""The station beside the newsroom, so that boards and loudspeakers can be asked too."""

import pytest

from broadcast.models import Station, Zone
from tests.factories import Commune


@pytest.fixture(autouse=True)
def station(ground: Commune) -> Station:
    """Return the station with one zone."""
    station = Station.objects.create(name="Đài truyền thanh xã Lạc Phượng")
    Zone.objects.create(station=station, place=ground.places[0], name="Thôn Đông")
    return station

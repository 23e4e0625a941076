"""The key for telephones' notices is in a back-up: with another one they would silently hear nothing more."""

from pathlib import Path

import pytest

from broadcast import heartbeats
from broadcast.models import Heartbeat
from cms.backup.making import BACK_UP
from cms.push import vapid
from tests.broadcast.commune import Commune
from tests.cms.backup.conftest import Run
from tests.cms.backup.machines import Machines

pytestmark = pytest.mark.django_db


def test_the_key_for_notices_comes_back_and_is_still_the_services_alone(
    commune: Commune, machines: Machines, run: Run, safe: Path
) -> None:
    key = vapid.public_key()
    run("back_up", safe)
    assert Heartbeat.objects.filter(name=BACK_UP).exists()
    assert BACK_UP not in heartbeats.STALE_AFTER  # an old back-up is told to administrators, not to /healthz

    machines.new()
    run("restore", next(safe.iterdir()))

    assert vapid.public_key() == key
    assert vapid.key_file().stat().st_mode & 0o777 == 0o600

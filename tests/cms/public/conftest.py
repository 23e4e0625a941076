"""Every test of the public pages has its own media folder, a fixed noon and the addresses of the site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.cache import cache
from pytest_django import Settings

from tests.cms.public import commune


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Settings) -> None:
    """Keep sounds and pictures of a test apart."""
    settings.MEDIA_ROOT = tmp_path
    settings.BROADCAST_MEDIA = tmp_path / "broadcast"


@pytest.fixture(autouse=True, scope="session")
def static_folder() -> None:
    """WhiteNoise warns when nothing was collected yet."""
    Path(django_settings.STATIC_ROOT).mkdir(exist_ok=True)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    """Let every test run on Saturday 21/11/2026 at noon."""
    with time_machine.travel(commune.NOON, tick=False):
        yield


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Forget where the last test's site stood."""
    cache.clear()


@pytest.fixture
def site(db: None) -> None:
    """Have a front page and one section."""
    commune.section()

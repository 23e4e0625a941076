"""A commune on the air, made afresh for each test that asks for it; its sound is noise, made at once."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from broadcast import narration, standing
from tests.broadcast.commune import HANOI, Commune, found, founded, noise
from tests.remembered import remembered


@pytest.fixture
def now() -> datetime:
    """Return a Wednesday at nine in the morning."""
    return datetime(2026, 11, 25, 9, 0, tzinfo=HANOI)


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    """Keep files and keys in a folder of this test's own; the offline voice is the silent one, and
    messages are in the language of the code."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BROADCAST_MEDIA = settings.MEDIA_ROOT / "broadcast"
    settings.FROZEN_MEDIA = settings.MEDIA_ROOT / "frozen"
    settings.KEY_DIRECTORY = tmp_path / "keys"
    settings.CHAIN_WITNESS = tmp_path / "chain-witness.txt"
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.OFFLINE_VOICE = "silent"
    settings.SPOKEN_SENTENCES = tmp_path / "spoken"
    settings.INSTALLED_VOICES = tmp_path / "voices"
    settings.LANGUAGE_CODE = "en"
    return tmp_path / "media"


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sound files without ffmpeg: what they contain matters to nobody here."""
    monkeypatch.setattr(narration, "produce", noise)
    monkeypatch.setattr(standing, "produce", noise)


@pytest.fixture
def commune(db: None, files: Path, workshop: None, now: datetime) -> Iterator[Commune]:
    """Return a commune with a station, two zones and a slot at 17:00 on every day; its clock stands at ``now``."""
    with time_machine.travel(now, tick=False):
        yield remembered(found, again=founded)

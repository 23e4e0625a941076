"""A commune on a machine of its own that can be backed up, lost and restored."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from pytest_django import Settings

from broadcast import narration, standing
from tests.broadcast.commune import HANOI, Commune, found, noise
from tests.cms.backup.machines import Machines, lent

Run = Callable[..., str]


@pytest.fixture
def now() -> Iterator[datetime]:
    """Stand at a Wednesday at nine in the morning."""
    moment = datetime(2026, 11, 25, 9, 0, tzinfo=HANOI)
    with time_machine.travel(moment, tick=False):
        yield moment


@pytest.fixture
def machines(db: None, tmp_path: Path, settings: Settings) -> Iterator[Machines]:
    """Lend machines, words in the language of the code."""
    settings.LANGUAGE_CODE = "en"
    with lent(tmp_path, settings) as machines:
        yield machines


@pytest.fixture
def commune(machines: Machines, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Commune:
    """Return a commune on its first machine, its sound made at once."""
    monkeypatch.setattr(narration, "produce", noise)
    monkeypatch.setattr(standing, "produce", noise)
    machines.new(filled=True)
    return found()


@pytest.fixture
def run() -> Run:
    """Return what runs a command and answers what it said."""

    def run(*words: Any, **options: Any) -> str:
        out = io.StringIO()
        call_command(*map(str, words), stdout=out, stderr=out, **options)
        return out.getvalue()

    return run


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    """Return the folder of back-ups, on another disk as it were."""
    folder = tmp_path / "safe"
    folder.mkdir()
    return folder

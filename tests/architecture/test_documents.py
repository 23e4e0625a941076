"""Every setting and every command of ours is written down for whoever runs a station."""

import re
from collections.abc import Iterable
from pathlib import PurePath

from tests.architecture import code_rules, sources

DOCUMENTS = ("README.md", "docs/ARCHITECTURE.md", "docs/RUNNING.md")
# What the machine or Django itself sets; no one sets it for Loa Xã.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "PATH", "HOME", "PYTHONPATH"}


def undocumented(names: Iterable[str], documents: str) -> list[str]:
    """Return the names that the documents do not show as code."""
    shown = set(re.findall(r"`(?:manage\.py )?([A-Za-z_]\w*)[^`]*`", documents))
    return sorted(set(names) - shown)


def commands() -> set[str]:
    """Return the names of our management commands."""
    found = set()
    for path, _source in sources.modules():
        parts = PurePath(path)
        if parts.match("management/commands/*.py") and not parts.name.startswith("_"):
            found.add(parts.stem)
    return found


def settings() -> set[str]:
    """Return the names of the environment variables that our code reads."""
    return set().union(*(code_rules.environment_settings(source) for _path, source in sources.modules()))


def documents() -> str:
    """Return the text of the documents, those that exist."""
    paths = [sources.ROOT / name for name in DOCUMENTS]
    return "\n".join(path.read_text() for path in paths if path.exists())


def test_every_management_command_is_documented() -> None:
    assert "serve" in commands()
    assert undocumented(commands(), documents()) == []


def test_every_setting_is_documented() -> None:
    assert "DATABASE_URL" in settings()
    assert undocumented(settings() - NOT_OURS, documents()) == []


def test_a_missing_name_is_seen() -> None:
    assert undocumented({"PORT", "LOAXA_SECRET"}, "Set `PORT=9000`; LOAXA_SECRET is told nowhere") == [
        "LOAXA_SECRET"
    ]


def test_every_way_of_reading_the_environment_is_seen() -> None:
    source = """
import os
a = os.environ["A"]
b = os.environ.get("B", "")
c = os.getenv("C")
d = env.text("D", "")
e = env.flag("E", False)
"""

    assert code_rules.environment_settings(source) == {"A", "B", "C", "D", "E"}

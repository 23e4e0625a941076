"""compose.yaml: its commands are those of the services, its settings and folders ours; no test starts it."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from cms.serve.children import Plan, children
from tests.cms.backup.test_guide import FILES, ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
PLAN = Plan(host="127.0.0.1", port=8000, var=Path("/var/lib/loa-xa/var"), board_port=None, bell_port=8091)


def words(service: str) -> list[str]:
    """Return what a service runs, without its program."""
    told = str(SERVICES[service]["command"]).replace("0.0.0.0", "127.0.0.1")
    return told.split()[1:]


@pytest.mark.parametrize("child", children(PLAN), ids=lambda child: child.name)
def test_each_program_has_a_container_that_runs_it_as_serve_does(child: Any) -> None:
    ours = (
        " ".join(child.command[1:]).replace(" --log-level warning", "").replace(" --graceful-timeout 5", "")
    )

    assert ours.split() in [words(name) for name in ("web", "queue", "station", "doorbell")]


def test_what_prepares_names_modules_and_commands_that_exist() -> None:
    told = str(SERVICES["prepare"]["command"])

    assert set(re.findall(r"manage\.py (\w+)", told)) == {"migrate", "build_assets"} <= set(get_commands())
    for module in re.findall(r"-m (\S+)", told):
        path = ROOT / Path(*module.split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


def test_its_settings_are_ours_and_agree_with_the_guide() -> None:
    guide = dict(line.split("=", 1) for line in FILES["/etc/loa-xa/environment"].splitlines())
    settings = SERVICES["web"]["environment"]
    documented = (ROOT / "docs" / "RUNNING.md").read_text()

    assert [name for name in settings if f"`{name}`" not in documented] == []
    for name in (
        "PORT",
        "LOAXA_VAR",
        "LOAXA_MEDIA",
        "LOAXA_KEYS",
        "LOAXA_PROXIES",
        "LOAXA_DOORBELL_PORT",
        "LOAXA_TWO_FACTOR",
    ):
        assert settings[name] == guide[name], name
    assert {SERVICES[name]["environment"] == settings for name in ("queue", "station", "prepare")} == {True}


def test_what_is_kept_lies_in_volumes() -> None:
    targets = {mount.split(":")[0]: mount.split(":")[1] for mount in SERVICES["web"]["volumes"]}

    assert set(COMPOSE["volumes"]) == {"data", "database"}
    assert targets["data"] == "/var/lib/loa-xa"
    for name in ("LOAXA_VAR", "LOAXA_MEDIA", "LOAXA_KEYS"):
        assert SERVICES["web"]["environment"][name].startswith(targets["data"])


def test_everything_waits_for_what_it_needs_and_only_this_machine_reaches_it() -> None:
    assert SERVICES["prepare"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert SERVICES["database"]["healthcheck"]["test"][:2] == ["CMD", "pg_isready"]
    for name in ("web", "queue", "station", "doorbell"):
        assert SERVICES[name]["depends_on"] == {"prepare": {"condition": "service_completed_successfully"}}
    published = [port for each in SERVICES.values() for port in each.get("ports", [])]
    assert published == ["127.0.0.1:8000:8000", "127.0.0.1:8091:8091"]

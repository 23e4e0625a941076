"""The files in docs/DEPLOYING.md are what the programs that read them accept, and name what exists here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from cms.serve.children import Plan, children

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "DEPLOYING.md").read_text()
BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = dict(BLOCK.findall(GUIDE))
UNITS = {Path(name).name: text for name, text in FILES.items() if name.startswith("/etc/systemd/")}


def needs(name: str) -> str:
    """Return the program's path, or skip and say why."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    return found


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, env={**os.environ, **environment}, cwd=ROOT)


def test_systemd_accepts_every_unit(tmp_path: Path) -> None:
    program = needs("systemd-analyze")
    assert len(UNITS) == 8
    for name, text in UNITS.items():
        here = text.replace("/opt/loa-xa/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(here)

    done = run(program, "verify", "--man=no", *(tmp_path / name for name in UNITS))

    told = [line for line in done.stderr.splitlines() if "loa-xa" in line]
    assert (done.returncode, told) == (0, []), done.stderr


def test_nginx_accepts_the_proxys_settings(tmp_path: Path) -> None:
    program, openssl = needs("nginx"), needs("openssl")
    for name in ("fullchain.pem", "privkey.pem"):
        assert name in FILES["/etc/nginx/sites-available/loa-xa"]
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    words = ("req", "-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=x")
    assert run(openssl, *words, "-keyout", key, "-out", certificate).returncode == 0
    site = FILES["/etc/nginx/sites-available/loa-xa"].replace(
        "/etc/letsencrypt/live/loa-xa.example.vn", str(tmp_path)
    )
    (tmp_path / "site").write_text(site)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ include {tmp_path}/site; }}\n"
    )

    done = run(program, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf")

    assert done.returncode == 0, done.stderr


def test_docker_reads_the_compose_file() -> None:
    program = needs("docker")
    if run(program, "compose", "version").returncode != 0:
        pytest.skip("docker compose is not on this machine")

    done = run(
        program, "compose", "-f", "compose.yaml", "config", "--quiet",
        LOAXA_DATABASE_PASSWORD="x", LOAXA_URL="https://x", LOAXA_HOSTS="x",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


def test_the_services_are_the_programs_that_serve_runs() -> None:
    plan = Plan(host="127.0.0.1", port=8000, var=Path("/var/lib/loa-xa/var"), board_port=None, bell_port=8091)
    started = [" ".join(re.findall(r"^ExecStart=\S+ (.*)$", text, re.MULTILINE)) for text in UNITS.values()]

    for child in children(plan):
        words = " ".join(child.command[1:]).replace(" --log-level warning", "")
        assert words in started, child.name


def test_every_command_that_the_guide_names_exists_with_its_options() -> None:
    named = set(re.findall(r"manage\.py (\w+)", GUIDE))
    assert {"back_up", "check_back_up", "restore", "migrate"} <= named <= set(get_commands())

    parser = load_command_class("cms", "back_up").create_parser("manage.py", "back_up")
    line = re.search(r"manage\.py back_up (.*)$", UNITS["loa-xa-back-up.service"], re.MULTILINE)
    assert line is not None
    assert parser.parse_args(line[1].split()).keep == 14


def test_every_setting_in_the_guide_is_one_that_we_read() -> None:
    documented = (ROOT / "docs" / "RUNNING.md").read_text()
    names = re.findall(r"^(\w+)=", FILES["/etc/loa-xa/environment"], re.MULTILINE)
    names += re.findall(r"^(LOAXA_MQTT\w+)=", GUIDE, re.MULTILINE)

    assert [name for name in names if f"`{name}`" not in documented] == []

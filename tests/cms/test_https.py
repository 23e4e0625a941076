"""What changes when the station is reached over https: asked in a process of its own, for settings are read once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture import sources

ASK = """
import json
from cms import settings
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME",
         "SECURE_HSTS_SECONDS", "TWO_FACTOR", "TRUSTED_PROXIES"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def settings(tmp_path: Path, **environment: str) -> dict[str, object]:
    """Return some settings as another environment would have them."""
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=sources.ROOT,
        env={**os.environ, "LOAXA_VAR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: dict[str, object] = json.loads(done.stdout)
    return told


def test_over_https_cookies_are_secure_and_browsers_stay_with_it(tmp_path: Path) -> None:
    told = settings(tmp_path, LOAXA_URL="https://lacphuong.example", LOAXA_PROXIES="1")

    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    assert told["SESSION_COOKIE_NAME"] == "__Host-session"
    assert isinstance(told["SECURE_HSTS_SECONDS"], int) and told["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert told["TRUSTED_PROXIES"] == 1


def test_a_fresh_checkout_asks_nobody_for_a_phone(tmp_path: Path) -> None:
    told = settings(tmp_path, LOAXA_TWO_FACTOR="", LOAXA_URL="")

    assert told["TWO_FACTOR"] == "offered"
    assert told["SESSION_COOKIE_SECURE"] is False


def test_a_misspelt_switch_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="LOAXA_TWO_FACTOR must be one of"):
        settings(tmp_path, LOAXA_TWO_FACTOR="requierd")

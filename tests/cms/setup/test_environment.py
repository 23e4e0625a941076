"""What `make setup` does before any package is there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cms.setup import environment


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory for one checkout: making an environment takes seconds."""
    return tmp_path_factory.mktemp("checkout")


@pytest.fixture
def checkout(root: Path) -> Path:
    """Return a checkout whose locks name nothing, set up for running."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        (root / name).write_text("# nothing\n")
    (root / ".venv" / "installed.json").unlink(missing_ok=True)
    assert environment.prepare(root, "run")
    return root


def test_a_second_setup_installs_nothing(checkout: Path) -> None:
    assert not environment.prepare(checkout, "run")


def test_a_changed_lock_is_installed_again(checkout: Path) -> None:
    lock = checkout / "requirements.lock"

    lock.write_text(lock.read_text() + "# changed\n")

    assert environment.prepare(checkout, "run")
    assert not environment.prepare(checkout, "run")


def test_who_has_the_development_lock_has_the_other_too(checkout: Path) -> None:
    (checkout / ".venv" / "installed.json").unlink()

    assert environment.prepare(checkout, "dev")

    assert not environment.prepare(checkout, "run")


def test_a_failed_install_is_not_taken_for_done(checkout: Path) -> None:
    lock = checkout / "requirements.lock"
    lock.write_text("no-hash==1.0\n")

    with pytest.raises(environment.CannotSetUp, match=r"requirements\.lock"):
        environment.prepare(checkout, "run")

    assert not environment.is_current(checkout / ".venv", lock)


def test_an_environment_whose_python_went_away_is_not_current(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text("")
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "installed.json").write_text(json.dumps({lock.name: environment.digest(lock)}))

    (venv / "bin" / "python").symlink_to(tmp_path / "gone")

    assert not environment.is_current(venv, lock)


def test_it_needs_nothing_but_the_standard_library() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            "import sys; sys.path.insert(0, '.'); import cms.setup.environment",
        ],
        cwd=environment.ROOT,
        check=False,
    )

    assert done.returncode == 0

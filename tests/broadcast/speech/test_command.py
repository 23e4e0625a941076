"""``python -m broadcast.speech`` as a person uses it."""

import subprocess
import sys
import wave
from pathlib import Path

from broadcast.speech.installing import install
from tests.broadcast.speech import tiny_piper


def _command(*arguments: str, text: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "broadcast.speech", *arguments],
        input=text.encode(),
        capture_output=True,
        timeout=30,
    )


def test_text_on_standard_input_becomes_a_wav(tmp_path: Path) -> None:
    out = tmp_path / "speech.wav"

    done = _command("--voice", "espeak", "--out", str(out), text="Kính chào bà con. Hôm nay họp thôn.")

    assert done.returncode == 0, done.stderr.decode()
    with wave.open(str(out)) as speech:
        assert (speech.getnchannels(), speech.getsampwidth(), speech.getframerate()) == (1, 2, 22_050)
        assert 2 < speech.getnframes() / speech.getframerate() < 8


def test_the_voices_are_listed() -> None:
    listed = _command("--list").stdout.decode().splitlines()

    assert listed[:2] == [
        "house-female\tGiọng nữ của hệ thống (ngoại tuyến)",
        "house-male\tGiọng nam của hệ thống (ngoại tuyến)",
    ]
    assert "espeak\tGiọng máy ngoại tuyến (espeak)" in listed
    assert "google\tGiọng Google (cần mạng)" in listed
    assert all(len(line.split("\t")) == 2 for line in listed)


def test_nothing_to_say_is_told(tmp_path: Path) -> None:
    done = _command("--voice", "silent", "--out", str(tmp_path / "x.wav"), text=" \n")

    assert done.returncode == 2
    assert "Không có chữ nào để đọc" in done.stderr.decode()


def test_an_unknown_voice_is_told(tmp_path: Path) -> None:
    done = _command("--voice", "nobody", "--out", str(tmp_path / "x.wav"), text="Một.")

    assert done.returncode == 2
    assert "no voice nobody" in done.stderr.decode()


def test_an_installed_voice_speaks(tmp_path: Path) -> None:
    install("thu", str(tiny_piper.save(tmp_path / "made.onnx")), folder=tmp_path / "voices")
    out = tmp_path / "speech.wav"

    done = _command(
        *("--models", str(tmp_path / "voices"), "--voice", "piper-thu", "--out", str(out)), text="Xin chào."
    )

    assert done.returncode == 0, done.stderr.decode()
    assert out.stat().st_size > 10_000

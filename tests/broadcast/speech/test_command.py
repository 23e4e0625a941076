"""``python -m broadcast.speech`` as a person uses it."""

import errno
import io
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from broadcast.speech import __main__ as command
from broadcast.speech.__main__ import main
from broadcast.speech.installing import install
from broadcast.speech.voice import VoiceUnavailable
from tests.broadcast.speech import tiny_piper


def _command(*arguments: str, text: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "broadcast.speech", *arguments],
        input=text.encode(),
        capture_output=True,
        timeout=30,
    )


def _status(arguments: list[str]) -> object:
    """Return the exit status, whoever decides on it."""
    try:
        return main(arguments)
    except SystemExit as end:
        return end.code


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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--voice", "nobody", "--out", "{}/x.wav"),
            "Không có giọng “nobody”. Các giọng trên máy này: house-",
        ),
        (("--voice", "silent"), "Thiếu --out"),
        (("--voice", "silent", "--out", "{}"), "là một thư mục"),
        (("--voice", "silent", "--out", "{}/none/x.wav"), "Không có thư mục"),
        (("--voice", "silent", "--out", "{}/x.wav", "--rate", "nan"), "--rate phải từ 0.6 đến 1.4"),
        (("--voice", "silent", "--out", "{}/x.wav", "--rate", "nhanh"), "Không hiểu lệnh"),
        (("--models", "{}/none", "--list"), "Không có thư mục giọng đọc"),
        (("--list", "--loud"), "Không hiểu lệnh"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    arguments: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _status([each.format(tmp_path) for each in arguments]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "Không có chữ nào để đọc"),
        (b" \n...\n", "Không có chữ nào để đọc"),
        ("Xin chào.".encode("utf-16"), "không phải văn bản UTF-8"),
        ("Một hai ba bốn. ".encode() * 60_000, "nhiều nhất 100.000 ký tự"),
        ("ứ".encode() * 100_001, "nhiều nhất 100.000 ký tự"),
    ],
)
def test_text_that_cannot_be_read_is_told(
    text: bytes,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))

    assert main(["--voice", "silent", "--out", str(tmp_path / "x.wav")]) == 2

    assert told in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


class Broken:
    """Fails where the sound is written, as a full disk does."""

    def __call__(self, *_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.wav"
    out.write_bytes(b"before")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Xin.")))
    monkeypatch.setattr(command, "write_wav", Broken())

    assert main(["--voice", "silent", "--out", str(out)]) == 1

    assert "Không ghi được tệp" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["x.wav"]
    assert out.read_bytes() == b"before"


def test_a_voice_that_cannot_speak_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def silent(*_args: object, **_more: object) -> None:
        raise VoiceUnavailable("Giọng này cần mạng.")

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Xin.")))
    monkeypatch.setattr(command, "speak_lines", silent)

    assert main(["--voice", "google", "--out", str(tmp_path / "x.wav")]) == 1

    assert capsys.readouterr().err == "Giọng này cần mạng.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_never_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Xin.")))

    assert main(["--voice", "silent", "--out", "/dev/null"]) == 0

    assert Path("/dev/null").is_char_device()


def test_an_installed_voice_speaks(tmp_path: Path) -> None:
    install("thu", str(tiny_piper.save(tmp_path / "made.onnx")), folder=tmp_path / "voices")
    out = tmp_path / "speech.wav"

    done = _command(
        *("--models", str(tmp_path / "voices"), "--voice", "piper-thu", "--out", str(out)), text="Xin chào."
    )

    assert done.returncode == 0, done.stderr.decode()
    assert out.stat().st_size > 10_000

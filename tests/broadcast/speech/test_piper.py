"""Installed neural voices, on a model that the tests make: installing, resuming, checking, speaking."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from broadcast.speech import look_in, names, registry, voice
from broadcast.speech.installing import NotInstalled, install
from broadcast.speech.piper import PiperVoice, installed
from broadcast.speech.voice import SentenceRefused, VoiceUnavailable
from tests.broadcast.speech import tiny_piper
from tests.broadcast.speech.conftest import SENTENCE
from tests.servers.files import Site, files


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_piper.save(tmp_path / "downloads" / "vi_VN-thu-medium.onnx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "voices"


@pytest.fixture
def site(model: Path) -> Iterator[Site]:
    with files(model.parent) as running:
        yield running


@pytest.fixture
def speaker(model: Path, folder: Path) -> Iterator[PiperVoice]:
    install("thu", str(model), folder=folder)
    made = PiperVoice(folder / "thu", timeout_s=30)
    yield made
    made.close()


def test_an_installed_model_speaks_in_a_process_of_its_own(speaker: PiperVoice) -> None:
    clip = speaker.speak("Xin chào bà con.")

    assert clip.rate == tiny_piper.SAMPLE_RATE
    assert 0.5 < clip.duration_s < 3
    assert speaker.child.pid is not None


def test_punctuation_is_spoken_of_too(speaker: PiperVoice) -> None:
    flat = speaker.speak("Sáng mai họp thôn").duration_s
    parted = speaker.speak("Sáng mai, họp thôn.").duration_s

    assert parted > flat


def test_a_model_that_is_spelled_needs_no_phonemes(tmp_path: Path, folder: Path) -> None:
    install("chu", str(tiny_piper.save(tmp_path / "spelled.onnx", spelled=True)), folder=folder)
    made = PiperVoice(folder / "chu", timeout_s=30)

    seconds_per_id = tiny_piper.SAMPLES_PER_ID / tiny_piper.SAMPLE_RATE
    assert made.speak("ba ba").duration_s == pytest.approx((2 + 2 * 5 + 1) * seconds_per_id)
    made.close()


def test_a_model_that_is_too_loud_is_not_clipped(tmp_path: Path, folder: Path) -> None:
    install("to", str(tiny_piper.save(tmp_path / "loud.onnx", loudness=3.0)), folder=folder)
    made = PiperVoice(folder / "to", timeout_s=30)

    loudest = int(np.abs(made.speak(SENTENCE).samples.astype(int)).max())

    assert 30_000 < loudest < 32_767
    made.close()


def test_what_the_model_has_no_sign_for_is_refused(tmp_path: Path, folder: Path) -> None:
    install("chu", str(tiny_piper.save(tmp_path / "spelled.onnx", spelled=True)), folder=folder)
    made = PiperVoice(folder / "chu", timeout_s=30)

    with pytest.raises(SentenceRefused):
        made.speak("漢字")
    made.close()


def test_a_model_that_was_changed_after_it_was_installed_does_not_speak(
    speaker: PiperVoice, folder: Path
) -> None:
    model = folder / "thu" / "model.onnx"
    model.write_bytes(model.read_bytes() + b"\0")

    with pytest.raises(VoiceUnavailable, match="không chạy được"):
        speaker.speak("Xin chào.")


def test_the_installed_voice_stands_in_the_list(
    model: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_shelf", [])
    look_in(folder)
    assert "piper-thu" not in names()

    install("thu", str(model), folder=folder)

    assert "piper-thu" in names()
    assert voice("piper-thu").label == "Giọng Piper thu (ngoại tuyến)"
    assert voice("piper-thu") is voice("piper-thu")
    with pytest.raises(KeyError):
        voice("piper-gone")


def test_another_model_under_the_same_name_is_another_version(model: Path, folder: Path) -> None:
    before = install("thu", str(model), folder=folder)
    tiny_piper.save(model, loudness=0.25)

    after = install("thu", str(model), folder=folder)

    assert before.sha256 != after.sha256
    assert PiperVoice(folder / "thu").version == after.sha256


@pytest.mark.parametrize("card", ["", "[]", '{"name": "other"}', '{"name": "thu", "sha256": 1}'])
def test_a_folder_that_nobody_installed_is_no_voice(folder: Path, card: str) -> None:
    (folder / "thu").mkdir(parents=True)
    (folder / "thu" / "voice.json").write_text(card)

    assert installed(folder) == ()
    with pytest.raises(KeyError):
        PiperVoice(folder / "thu")


# ------------------------------------------------------------------ installing


def test_a_model_is_fetched_from_an_address_and_its_progress_told(
    site: Site, folder: Path, settings: Settings
) -> None:
    settings.INSTALLED_VOICES = folder
    told = io.StringIO()

    call_command("install_voice", "thu", source=f"{site.url}/vi_VN-thu-medium.onnx", stdout=told)

    assert "100 %" in told.getvalue()
    assert "Đã cài giọng piper-thu, 16000 Hz" in told.getvalue()
    assert PiperVoice(folder / "thu").name == "piper-thu"


def test_a_broken_download_goes_on_where_it_stopped(site: Site, folder: Path, model: Path) -> None:
    model.write_bytes(bytes(range(256)) * 400)
    site.breaks_after = 50_000
    with pytest.raises(NotInstalled, match="tải tiếp"):
        install("thu", f"{site.url}/{model.name}", folder=folder)

    card = install("thu", f"{site.url}/{model.name}", folder=folder)

    assert site.asked[-1] == (f"/{model.name}", "bytes=49152-")
    assert card.sha256 == hashlib.sha256(model.read_bytes()).hexdigest()


def test_a_file_that_changed_meanwhile_is_fetched_from_its_start(
    site: Site, folder: Path, model: Path
) -> None:
    model.write_bytes(bytes(range(256)) * 400)
    site.breaks_after = 50_000
    with pytest.raises(NotInstalled):
        install("thu", f"{site.url}/{model.name}", folder=folder)
    site.etag = '"two"'
    tiny_piper.save(model, loudness=0.25)

    card = install("thu", f"{site.url}/{model.name}", folder=folder)

    assert card.sha256 == hashlib.sha256(model.read_bytes()).hexdigest()


def test_another_digest_than_promised_installs_nothing(model: Path, folder: Path, settings: Settings) -> None:
    settings.INSTALLED_VOICES = folder

    with pytest.raises(CommandError, match="khác mã đã cho"):
        call_command("install_voice", "thu", source=str(model), sha256="0" * 64)

    assert not list(folder.iterdir())


@pytest.mark.parametrize(
    ("name", "source", "reason"),
    [
        ("../thu", "x.onnx", "Tên giọng"),
        ("thu", "/nowhere/x.onnx", "Không đọc được"),
        ("thu", "http://voices.example/x.onnx", "https"),
        ("thu", "ftp://voices.example/x.onnx", "https"),
    ],
)
def test_what_cannot_be_installed_is_told_plainly(folder: Path, name: str, source: str, reason: str) -> None:
    with pytest.raises(NotInstalled, match=reason):
        install(name, source, folder=folder)


def test_a_missing_file_is_told(site: Site, folder: Path) -> None:
    with pytest.raises(NotInstalled, match="404"):
        install("thu", f"{site.url}/other.onnx", folder=folder)


@pytest.mark.parametrize("description", ["", "[]", "{}", '{"phoneme_id_map": {"_": [0]}}'])
def test_what_is_no_description_of_a_piper_voice_is_refused(
    model: Path, folder: Path, description: str
) -> None:
    model.with_name(model.name + ".json").write_text(description)

    with pytest.raises(NotInstalled, match="không phải mô tả"):
        install("thu", str(model), folder=folder)

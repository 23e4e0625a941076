"""Files named by their content."""

from pathlib import Path

import pytest
from pytest_django import Settings

from broadcast import media

SHA256 = "0f" * 32


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Settings) -> None:
    """Keep the files of a test apart."""
    settings.BROADCAST_MEDIA = tmp_path / "broadcast"


@pytest.mark.parametrize("name", ["", "0f", "0F" * 32, "../" * 22, "0f" * 33, "0f" * 32 + "\n", "g" * 64])
def test_only_a_digest_names_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        media.path_of(name)


def test_a_file_moves_to_its_place(tmp_path: Path) -> None:
    made = tmp_path / "made.mp3"
    made.write_bytes(b"sound")

    place = media.store(made, SHA256)

    assert place == media.path_of(SHA256)
    assert place.read_bytes() == b"sound"
    assert not made.exists()
    assert [path.name for path in place.parent.iterdir()] == [SHA256]


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        (tmp_path / "made").write_bytes(content)
        media.store(tmp_path / "made", SHA256)

    assert media.path_of(SHA256).read_bytes() == b"first"
    assert not (tmp_path / "made").exists()

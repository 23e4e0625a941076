import hashlib
from pathlib import Path

import pytest

from broadcast import media


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_file_is_moved_under_its_digest(files: Path, tmp_path: Path) -> None:
    source = tmp_path / "take.flac"
    source.write_bytes(b"sound")

    place = media.store(source, _digest(b"sound"))

    assert place.read_bytes() == b"sound"
    assert not source.exists()
    assert media.is_whole(_digest(b"sound"))


def test_what_is_there_already_stays_and_nothing_is_left_behind(files: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).write_bytes(b"sound")
        place = media.store(tmp_path / name, _digest(b"sound"))

    assert [path.name for path in place.parent.iterdir()] == [_digest(b"sound")]
    assert not (tmp_path / "second").exists()


def test_a_file_can_be_named_by_what_it_holds(files: Path, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(b"picture")

    assert media.store_by_content(tmp_path / "picture") == _digest(b"picture")


def test_a_changed_or_missing_file_is_not_whole(files: Path, tmp_path: Path) -> None:
    (tmp_path / "take").write_bytes(b"sound")
    media.store(tmp_path / "take", _digest(b"sound")).write_bytes(b"other")

    assert not media.is_whole(_digest(b"sound"))
    assert not media.is_whole("0" * 64)
    assert not media.is_whole("")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "/x"])
def test_only_a_digest_names_a_file(files: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        media.path_of(name)

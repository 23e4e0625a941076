import os
from pathlib import Path

import numpy as np
import pytest

from broadcast.speech.cache import SentenceCache
from broadcast.speech.silent import SilentVoice
from broadcast.speech.voice import Clip

VOICE = SilentVoice()
CLIP = Clip(samples=np.arange(-500, 500, dtype=np.int16), rate=24_000)


class NewerVoice(SilentVoice):
    """The same voice after an update."""

    version = "2"


def _only_file(folder: Path) -> Path:
    (path,) = folder.glob("*/*")
    return path


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    SentenceCache(tmp_path).keep(CLIP, VOICE, "Xin chào", 1.0)

    found = SentenceCache(tmp_path).load(VOICE, "Xin chào", 1.0)

    assert found is not None
    assert found.rate == 24_000
    assert found.samples.tolist() == CLIP.samples.tolist()


@pytest.mark.parametrize(
    ("voice", "words", "rate"),
    [(NewerVoice(), "Xin chào", 1.0), (VOICE, "Xin chào!", 1.0), (VOICE, "Xin chào", 0.9)],
    ids=["version", "words", "rate"],
)
def test_whatever_sounds_different_is_another_entry(
    tmp_path: Path, voice: SilentVoice, words: str, rate: float
) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(CLIP, VOICE, "Xin chào", 1.0)

    assert cache.load(voice, words, rate) is None


def test_the_same_letters_composed_otherwise_are_the_same_entry(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(CLIP, VOICE, "Tổng vệ sinh", 1.0)

    assert cache.load(VOICE, "To\u0302\u0309ng ve\u0323\u0302 sinh", 1.0) is not None


@pytest.mark.parametrize("damage", [b"", b"<html>", bytes(3000)], ids=["empty", "short", "zeros"])
def test_a_damaged_file_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(CLIP, VOICE, "a", 1.0)
    _only_file(tmp_path).write_bytes(damage)

    assert cache.load(VOICE, "a", 1.0) is None
    assert not list(tmp_path.glob("*/*"))


def test_one_flipped_bit_is_noticed(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(CLIP, VOICE, "a", 1.0)
    path = _only_file(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"\x7f")

    assert cache.load(VOICE, "a", 1.0) is None


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path, most_bytes=2 * 2100)
    for age, words in enumerate(("newest", "middle", "oldest")):
        cache.keep(CLIP, VOICE, words, 1.0)
        (path,) = (path for path in tmp_path.glob("*/*") if path.stat().st_mtime > 2_000)
        os.utime(path, (1_000 - age, 1_000 - age))
    cache.load(VOICE, "oldest", 1.0)

    cache.prune()

    left = [words for words in ("newest", "middle", "oldest") if cache.load(VOICE, words, 1.0)]
    assert left == ["newest", "oldest"]


def test_nothing_unfinished_is_left_beside_the_entries(tmp_path: Path) -> None:
    SentenceCache(tmp_path).keep(CLIP, VOICE, "a", 1.0)

    assert not _only_file(tmp_path).name.startswith(".")


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    cache = SentenceCache(tmp_path / "file")

    cache.keep(CLIP, VOICE, "a", 1.0)

    assert cache.load(VOICE, "a", 1.0) is None


def test_erasing_leaves_nothing(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(CLIP, VOICE, "a", 1.0)

    cache.clear()

    assert not list(tmp_path.glob("*/*"))

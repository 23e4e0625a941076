import os
from pathlib import Path

from broadcast.speech.cache import SentenceCache


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    SentenceCache(tmp_path).keep(b"sound", "voice-1", "Xin chào")

    assert SentenceCache(tmp_path).load("voice-1", "Xin chào") == b"sound"


def test_another_version_of_the_voice_is_another_entry(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(b"old", "voice-1", "Xin chào")

    assert cache.load("voice-2", "Xin chào") is None


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path, most_bytes=250)
    for age, text in enumerate(("newest", "middle", "oldest")):
        cache.keep(bytes(100), text)
        (path,) = (path for path in tmp_path.glob("*/*") if path.stat().st_mtime > 2_000)
        os.utime(path, (1_000 - age, 1_000 - age))
    cache.load("oldest")

    cache.prune()

    assert [text for text in ("newest", "middle", "oldest") if cache.load(text)] == ["newest", "oldest"]


def test_nothing_unfinished_is_left_beside_the_entries(tmp_path: Path) -> None:
    SentenceCache(tmp_path).keep(b"sound", "a")

    assert len(list(tmp_path.glob("*/*"))) == 1
    assert not list(tmp_path.glob("*/.*"))

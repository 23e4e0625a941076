"""Compile the message catalogues (.po -> .mo) without gettext: ``python -m cms.setup.catalogues``."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("cms/locale", "locale_wagtail")


def catalogues(root: Path) -> Iterator[Path]:
    """Yield every source catalogue of ours, in order."""
    for folder in FOLDERS:
        yield from sorted((root / folder).glob("*/LC_MESSAGES/*.po"))


def is_stale(source: Path) -> bool:
    """Say whether the compiled catalogue is missing or older than its source."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns


def compile_catalogue(source: Path) -> Path:
    """Write the compiled catalogue beside its source, at once or not at all; return its path."""
    compiled = source.with_suffix(".mo")
    unfinished = source.with_suffix(f".{os.getpid()}.new")
    polib.pofile(str(source)).save_as_mofile(str(unfinished))
    return unfinished.replace(compiled)


def main() -> int:
    """Compile what is stale."""
    for source in catalogues(ROOT):
        if is_stale(source):
            compile_catalogue(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())

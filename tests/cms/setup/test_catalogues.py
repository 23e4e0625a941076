"""Compiling the catalogues without gettext."""

import gettext
import os
from pathlib import Path

from cms.setup import catalogues

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "Loudspeaker"
msgstr "Cụm loa"

msgctxt "verb"
msgid "Air"
msgstr "Phát"
"""


def source(root: Path) -> Path:
    """Write a small catalogue where ours lie."""
    path = root / "cms" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE)
    return path


def test_a_compiled_catalogue_speaks_vietnamese(tmp_path: Path) -> None:
    compiled = catalogues.compile_catalogue(source(tmp_path))

    with compiled.open("rb") as handle:
        words = gettext.GNUTranslations(handle)
    assert words.gettext("Loudspeaker") == "Cụm loa"
    assert words.pgettext("verb", "Air") == "Phát"


def test_only_a_catalogue_newer_than_its_compiled_form_is_stale(tmp_path: Path) -> None:
    path = source(tmp_path)
    assert catalogues.is_stale(path)

    compiled = catalogues.compile_catalogue(path)
    os.utime(path, ns=(1, 1))
    assert not catalogues.is_stale(path)

    os.utime(path, ns=(compiled.stat().st_mtime_ns + 1,) * 2)
    assert catalogues.is_stale(path)


def test_every_catalogue_is_found(tmp_path: Path) -> None:
    path = source(tmp_path)

    assert list(catalogues.catalogues(tmp_path)) == [path]

"""Committed files tell nothing of the machine they were written on."""

import pytest

from tests.architecture import sources
from tests.architecture.text_rules import private_words

DOT = "."  # the examples are put together here, so that this file itself holds none


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    found = [f"{path}: {word}" for path, text in sources.texts() for word in private_words(text)]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "cd /" + "home/lan/loaxa",
        "see /" + "work/main",
        "open('/" + "root/.cache')",
        "C:" + "\\Users\\Lan",
        "https://files" + DOT + "pythonhosted" + DOT + "org/packages/x.whl",
        "https://pypi" + DOT + "org/simple",
        "registry" + DOT + "npmjs" + DOT + "org",
        "deb http://deb" + DOT + "debian" + DOT + "org/debian bookworm main",
        "--index" + "-url https://mirror",
    ],
)
def test_a_private_word_is_seen(text: str) -> None:
    assert private_words(f"first line\n{text}\n")


@pytest.mark.parametrize(
    "text", ["https://example.org/home/", "var/db.sqlite3", "/usr/lib/postgresql", "~/work/"]
)
def test_an_ordinary_path_is_no_breach(text: str) -> None:
    assert private_words(text) == []

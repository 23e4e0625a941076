"""How two spoken forms are compared: case, stops, tone-mark place and free variants do not count."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from broadcast.text.shadow import fold_tones

CASES = Path(__file__).parent / "cases.tsv"
LETTERS = Path(__file__).parent / "letters"
VARIANTS = {"mồng": "mùng", "lẻ": "linh", "ngàn": "nghìn", "tỉ": "tỷ", "quí": "quý"}


def plain(spoken: str) -> str:
    """Lower case, no punctuation, single blanks, newer tone marks."""
    text = fold_tones(unicodedata.normalize("NFC", spoken).lower())
    return " ".join(VARIANTS.get(word, word) for word in re.sub(r"[^\w\s]|_", " ", text).split())


def cases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each written sentence of cases.tsv with the spoken forms that are accepted."""
    for line in CASES.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            written, _, accepted = line.partition("\t")
            yield written, tuple(plain(form) for form in accepted.split(" || "))

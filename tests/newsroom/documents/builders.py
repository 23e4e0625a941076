"""Builds real Word files for the tests, as an office clerk's Word would write them."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml

DEMO = Path(__file__).resolve().parents[3] / "cms" / "demo" / "documents"
LETTER = (DEMO / "lac-phuong-letter.txt").read_text(encoding="utf-8")
PLAN = (DEMO / "xuan-hung-plan-2026.txt").read_text(encoding="utf-8")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word_file(build: Callable[[Any], None]) -> bytes:
    """Return the bytes of a Word file that ``build`` filled."""
    document = docx.Document()
    build(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(document: Any, inner: str) -> None:
    """Add a paragraph of raw WordprocessingML."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {NAMESPACES}>{inner}</w:p>"))


def as_word(text: str) -> bytes:
    """Return the text as a Word file: a paragraph for each line, markdown tables as real tables."""

    def build(document: Any) -> None:
        rows: list[list[str]] = []
        for line in [*text.split("\n"), ""]:
            if line.startswith("|"):
                if "--" not in line:
                    rows.append([cell.strip() for cell in line.strip("|").split("|")])
                continue
            if rows:
                _table(document, rows)
                rows = []
            document.add_paragraph(line)

    return word_file(build)


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text

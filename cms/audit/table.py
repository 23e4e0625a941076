"""The log as a table for a spreadsheet: UTF-8 with its mark, Vietnamese columns, line by line."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.audit.entry import GROUP_WORDS, Entry

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\0")
LINES_AT_ONCE = 200


class _Paper:
    """What csv writes on; it hands each line back."""

    def write(self, line: str) -> str:
        return line


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the table in pieces."""
    writer: Any = csv.writer(_Paper())
    piece = ["\ufeff", writer.writerow(_head())]
    for entry in entries:
        piece.append(writer.writerow([_harmless(cell) for cell in _cells(entry)]))
        if len(piece) >= LINES_AT_ONCE:
            yield "".join(piece)
            piece = []
    yield "".join(piece)


def _head() -> list[str]:
    return [
        _("Day"),
        _("Time"),
        _("Kind"),
        _("What happened"),
        _("Who"),
        _("About"),
        _("Details"),
        _("Address"),
        _("Device"),
    ]


def _cells(entry: Entry) -> list[str]:
    at = localtime(entry.at)
    words = [str(GROUP_WORDS[entry.group]), entry.what, entry.who, entry.about, entry.detail]
    return [f"{at:%d/%m/%Y}", f"{at:%H:%M:%S}", *words, entry.address, entry.device]


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking what somebody typed for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell

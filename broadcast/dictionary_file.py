"""The dictionary as a table for Excel: out with a byte-order mark and semicolons, in as Excel may have saved it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from broadcast.dictionary import Kind, Teaching
from broadcast.models import DictionaryEntry

HEAD = ("Cách viết", "Cách đọc", "Cách đọc khác", "Loại", "Hỏi lại", "Ghi chú", "Nguồn")
KINDS = {
    Kind.ABBREVIATION: "viết tắt",
    Kind.PLACE: "tên địa danh",
    Kind.PERSON: "tên người",
    Kind.FOREIGN: "từ nước ngoài",
}
ASK, SHIPPED, OWN = "có", "có sẵn", "của xã"
BETWEEN = " | "
MOST_BYTES, MOST_ROWS = 1_000_000, 5000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of a file: what it teaches; ``line`` is counted as Excel counts."""

    line: int
    teaching: Teaching


def written(entries: Iterable[DictionaryEntry]) -> bytes:
    """Return the entries as a file that Excel opens with a double click."""
    file = io.StringIO(newline="")
    table = csv.writer(file, delimiter=";")
    table.writerow(HEAD)
    for entry in entries:
        table.writerow(_harmless(cell) for cell in _cells(entry))
    return file.getvalue().encode("utf-8-sig")


def _cells(entry: DictionaryEntry) -> tuple[str, ...]:
    return (
        entry.written,
        entry.spoken,
        BETWEEN.join(entry.readings[1:]),
        KINDS[Kind(entry.kind)],
        ASK if entry.is_asked else "",
        entry.note,
        SHIPPED if entry.is_shipped else OWN,
    )


def _harmless(cell: str) -> str:
    """A cell that begins like a formula would be one in Excel."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def rows_of(data: bytes) -> list[Row]:
    """Read a file; shipped words in it are passed over, for they come with the program. Raises ``Unreadable``."""
    if len(data) > MOST_BYTES:
        raise Unreadable(_("The file is larger than 1 MB. Split it and import the parts."))
    text = _decoded(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise Unreadable(_("This is no CSV file. In Excel choose “Save as”, type “CSV UTF-8”.")) from fault
    if not table or len(table) > MOST_ROWS or len(table[0]) < 2:
        raise Unreadable(
            _(
                "The file needs a line for each word and at least two columns: as it is written, as it is said."
            )
        )
    columns = _columns(table[0])
    begin = 1 if columns else 0
    columns = columns or {name: at for at, name in enumerate(HEAD)}
    found = [(number, _fields(cells, columns)) for number, cells in enumerate(table[begin:], start=begin + 1)]
    return [
        Row(line=number, teaching=_teaching(fields))
        for number, fields in found
        if any(fields.values()) and fields["Nguồn"].lower() != SHIPPED
    ]


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16", "utf-8-sig") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        _("The letters of this file cannot be read. In Excel choose “Save as”, type “CSV UTF-8”.")
    )


def _columns(head: list[str]) -> dict[str, int]:
    """Return where the columns are, empty when the first line is no head."""
    known = {name.lower(): name for name in HEAD}
    places = {
        known[cell.strip().lower()]: at for at, cell in enumerate(head) if cell.strip().lower() in known
    }
    return places if HEAD[0] in places and HEAD[1] in places else {}


def _fields(cells: list[str], columns: dict[str, int]) -> dict[str, str]:
    found = {}
    for name in HEAD:
        at = columns.get(name, len(cells))
        cell = cells[at].strip() if at < len(cells) else ""
        found[name] = cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
    return found


def _teaching(fields: dict[str, str]) -> Teaching:
    kinds = {label: kind for kind, label in KINDS.items()}
    return Teaching(
        written=fields["Cách viết"],
        readings=(fields["Cách đọc"], *fields["Cách đọc khác"].split(BETWEEN.strip())),
        kind=kinds.get(fields["Loại"].lower(), Kind.ABBREVIATION),
        ask=fields["Hỏi lại"].lower() in (ASK, "x", "1", "đúng"),
        note=fields["Ghi chú"],
    )

"""The plain fields of a template, and what is wrong with what somebody typed into them, in Vietnamese, by field."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from newsroom.infographics.numbers import read_number

Kind = Literal["line", "text", "number", "date", "choice", "rows"]
Row = Mapping[str, str]
Values = Mapping[str, "str | Sequence[Row]"]
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

EMPTY = "Vui lòng điền mục này."
TOO_MANY = "Dài quá {over} ký tự (nhiều nhất {most}). Vui lòng viết ngắn lại."
NO_NUMBER = "Đây chưa phải là số. Viết như 1.234,5."
NO_DATE = "Ngày chưa đúng. Vui lòng chọn lại."
NO_CHOICE = "Vui lòng chọn một mục trong danh sách."
FEW_ROWS = "Cần ít nhất {least} dòng."


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field: ``most`` characters, or for rows the most and ``least`` number of rows of ``columns``."""

    name: str
    label: str
    kind: Kind = "line"
    most: int = 80
    least: int = 0
    required: bool = True
    help: str = ""
    example: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple["Field", ...] = ()


def text_in(values: Values, name: str) -> str:
    """Return what was typed into a field, with single spaces."""
    value = values.get(name, "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def rows_in(values: Values, name: str) -> list[Row]:
    """Return the rows that somebody began to fill."""
    return [row for _number, row in rows_typed(values, name)]


def rows_typed(values: Values, name: str) -> list[tuple[int, Row]]:
    """Return the rows that somebody began to fill, each with its number in the form."""
    value = values.get(name, ())
    if isinstance(value, str):
        return []
    rows = [{key: " ".join(str(cell).split()) for key, cell in row.items()} for row in value]
    return [(number, row) for number, row in enumerate(rows) if any(row.values())]


def number_in(row: Row, name: str) -> float | None:
    """Return the number in a cell."""
    return read_number(row.get(name, ""))


def day_of(typed: str) -> dt.date | None:
    """Return the day of an ISO date."""
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def weekday(day: dt.date) -> str:
    """Return the weekday's name."""
    return WEEKDAYS[day.weekday()]


def long_date(typed: str) -> str:
    """Return an ISO date as 05/10/2026, empty when it is none."""
    day = day_of(typed)
    return f"{day:%d/%m/%Y}" if day else ""


def errors_in(fields: Iterable[Field], values: Values) -> dict[str, str]:
    """Return what is wrong, by the field's name; cells are named ``field.row.column``."""
    found: dict[str, str] = {}
    for field in fields:
        if field.kind == "rows":
            found |= _row_errors(field, values)
        elif error := _error(field, text_in(values, field.name)):
            found[field.name] = error
    return found


def _row_errors(field: Field, values: Values) -> dict[str, str]:
    found: dict[str, str] = {}
    typed = values.get(field.name, ())
    rows = [] if isinstance(typed, str) else list(typed)
    filled = 0
    for number, row in enumerate(rows):
        if not any(str(cell).strip() for cell in row.values()):
            continue
        filled += 1
        for column in field.columns:
            if error := _error(column, text_in(row, column.name)):
                found[f"{field.name}.{number}.{column.name}"] = error
    if filled < field.least:
        found[field.name] = FEW_ROWS.format(least=field.least)
    return found


def _error(field: Field, text: str) -> str:
    if not text:
        return EMPTY if field.required else ""
    if field.kind == "number" and read_number(text) is None:
        return NO_NUMBER
    if field.kind == "date" and day_of(text) is None:
        return NO_DATE
    if field.kind == "choice" and text not in dict(field.choices):
        return NO_CHOICE
    over = len(text) - field.most
    return TOO_MANY.format(over=over, most=field.most) if over > 0 else ""


def holding(fields: Iterable[Field], values: Values, text: str) -> str:
    """Return the name of the field, or of the cell, that holds ``text``; empty when none does."""
    wanted = " ".join(text.split()).casefold()
    places: list[tuple[str, str]] = []
    for field in fields:
        if field.kind != "rows":
            places.append((field.name, text_in(values, field.name)))
            continue
        typed = values.get(field.name, ())
        for number, row in enumerate([] if isinstance(typed, str) else typed):
            places += [
                (f"{field.name}.{number}.{column.name}", text_in(row, column.name))
                for column in field.columns
            ]
    same = [name for name, held in places if held.casefold() == wanted]
    within = [
        name for name, held in places if held and (wanted in held.casefold() or held.casefold() in wanted)
    ]
    return next(iter([*same, *within]), "")

"""The form of a template: its fields as the page shows them, and what was typed as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.infographics.fields import Field, Row, Values
from newsroom.infographics.templates import Template

LONG = 40  # characters: longer inputs stand alone in their row
LONGEST = 500  # characters read from any one field: more than any of them takes


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One input: its address in the form, what stands in it, and what is wrong."""

    field: Field
    name: str
    value: str = ""
    error: str = ""
    rows: tuple["ShownRow", ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether the input takes a whole row."""
        return self.field.most > LONG and self.field.kind in ("line", "text")

    @property
    def input_type(self) -> str:
        """The browser's type of a plain input."""
        return "date" if self.field.kind == "date" else "text"


@dataclass(frozen=True, kw_only=True)
class ShownRow:
    """One row of inputs; ``is_open`` when it is shown before somebody asks for another."""

    number: int
    cells: tuple[Shown, ...]
    is_open: bool


def read_values(posted: Mapping[str, str], template: Template) -> Values:
    """Return what was typed, field by field."""
    values: dict[str, str | list[Row]] = {}
    for field in template.fields:
        if field.kind != "rows":
            values[field.name] = posted.get(field.name, "")[:LONGEST]
            continue
        values[field.name] = [
            {
                column.name: posted.get(f"{field.name}.{number}.{column.name}", "")[:LONGEST]
                for column in field.columns
            }
            for number in range(field.most)
        ]
    return values


def fields_shown(template: Template, values: Values, errors: Mapping[str, str]) -> list[Shown]:
    """Return the form's inputs in order."""
    return [_shown(field, values, errors) for field in template.fields]


def _shown(field: Field, values: Values, errors: Mapping[str, str]) -> Shown:
    value = values.get(field.name, "")
    error = errors.get(field.name, "")
    if field.kind != "rows":
        text = value if isinstance(value, str) else ""
        return Shown(field=field, name=field.name, value=text, error=error)
    typed = [] if isinstance(value, str) else list(value)
    typed = [row for row in typed if any(str(cell).strip() for cell in row.values())] if not errors else typed
    rows = tuple(
        _row(field, number, typed[number] if number < len(typed) else {}, errors)
        for number in range(field.most)
    )
    return Shown(field=field, name=field.name, error=error, rows=rows)


def _row(field: Field, number: int, row: Row, errors: Mapping[str, str]) -> ShownRow:
    cells = tuple(
        Shown(
            field=column,
            name=f"{field.name}.{number}.{column.name}",
            value=str(row.get(column.name, "")),
            error=errors.get(f"{field.name}.{number}.{column.name}", ""),
        )
        for column in field.columns
    )
    filled = any(cell.value.strip() for cell in cells)
    return ShownRow(number=number, cells=cells, is_open=filled or number < max(1, field.least))

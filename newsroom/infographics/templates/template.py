"""What a template is, and the fields that all of them share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newsroom.infographics.design import Block, Colour, Design, Look
from newsroom.infographics.fields import (
    Field,
    Row,
    Values,
    errors_in,
    holding,
    long_date,
    rows_typed,
    text_in,
)
from newsroom.infographics.formats import FORMATS
from newsroom.infographics.rendering import refusals

DOES_NOT_FIT = "Chữ dài quá, không vừa {format}. Vui lòng viết ngắn lại hoặc bớt một dòng."
IMPOSSIBLE = "Mẫu này chưa điền đủ để vẽ thành hình."


def _wrong_row(wrong: Mapping[str, str], field: Field, number: int) -> bool:
    return any(name.startswith(f"{field.name}.{number}.") for name in wrong)


@dataclass(frozen=True, kw_only=True)
class Template:
    """``build`` makes the blocks of values that have no errors; ``lead`` is the label of the line under the title."""

    code: str
    name: str
    purpose: str
    icon: str
    colour: Colour
    title: str
    lead: str
    own_fields: tuple[Field, ...]
    build: Callable[[Values], tuple[Block, ...]]
    example: Values

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in the order of the form."""
        return (
            Field(name="title", label="Tiêu đề", most=60, example=self.title),
            Field(name="lead", label=self.lead, most=110, required=False),
            *self.own_fields,
            Field(name="source", label="Nguồn", most=80, help="Cơ quan cung cấp thông tin."),
            Field(name="date", label="Ngày của thông tin", kind="date"),
        )

    def design(self, values: Values, look: Look) -> Design:
        """Return the design; the values must have no errors."""
        return Design(
            title=text_in(values, "title"),
            lead=text_in(values, "lead"),
            source=text_in(values, "source"),
            date=long_date(text_in(values, "date")),
            blocks=self.build(values),
            look=look,
            colour=self.colour,
        )

    def filled(self, values: Values) -> tuple[Values, bool]:
        """Return values that can be drawn while somebody types, and whether some come from the example."""
        wrong = errors_in(self.fields, values)
        shown: dict[str, str | Sequence[Row]] = {}
        borrowed = False
        for field in self.fields:
            if field.kind == "rows":
                whole = [
                    row
                    for number, row in rows_typed(values, field.name)
                    if not _wrong_row(wrong, field, number)
                ]
                short = len(whole) < field.least
                shown[field.name] = self.example.get(field.name, ()) if short else whole
            else:
                short = field.name in wrong
                shown[field.name] = self.example.get(field.name, "") if short else text_in(values, field.name)
            borrowed = borrowed or short
        return shown, borrowed

    def errors(self, values: Values, look: Look) -> dict[str, str]:
        """Return what is wrong by field: missing, malformed, or too long for one of the formats."""
        found = errors_in(self.fields, values)
        if found:
            return found
        for refusal in refusals(self.design(values, look), FORMATS):
            name = holding(self.fields, values, refusal.text) or "title"
            found.setdefault(name, DOES_NOT_FIT.format(format=refusal.format.name))
        return found

"""Says an infographic in words, from the same data: for who cannot see it, and for who hears it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from newsroom.infographics.design import (
    Agenda,
    BarChart,
    BeforeAfter,
    BigNumber,
    Comparison,
    DataTable,
    Design,
    HamletMap,
    IconList,
    Item,
    LineChart,
    Notice,
    PieChart,
    State,
    Steps,
)
from newsroom.infographics.numbers import written

SHORT = 250  # characters that a picture's own description holds
HOUR = re.compile(r"(?<![\d/.,:])(\d{1,2})(?::|[hg](?=\d|\b))(\d{2}\b)?(?<!:)")
SPAN = re.compile(r"(\d+ giờ(?: \d+ phút)?)\s*[-–]\s*(\d+ giờ)")
DAY_SPAN = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")


def alternative(design: Design) -> str:
    """Return all that the picture says but for its title, a paragraph a line."""
    lines = [_stopped(design.lead)]
    for block in design.blocks:
        lines += [*_kind(block), *SAID[type(block)](block)]
    lines.append(f"Nguồn: {_stopped(design.source)}" if design.source else "")
    return "\n".join(line for line in lines if line)


def spoken(design: Design) -> str:
    """Return what is said aloud, as written Vietnamese: hours and spans in words, no talk of pictures."""
    lines = [_stopped(design.lead)]
    for block in design.blocks:
        lines += SAID[type(block)](block)
    return "\n".join(_for_the_ear(line) for line in lines if line)


def short(design: Design) -> str:
    """Return one sentence that stands for the picture where there is no room for all of it."""
    first = next((line for block in design.blocks for line in SAID[type(block)](block)), "")
    sentence = f"Đồ hoạ thông tin: {_stopped(design.title)}"
    for more in (_stopped(design.lead), first):
        longer = f"{sentence} {more}".strip()
        sentence = longer if len(longer) <= SHORT else sentence
    return sentence if len(sentence) <= SHORT else f"{sentence[: SHORT - 1].rpartition(' ')[0]}…"


def _stopped(text: str) -> str:
    text = " ".join(text.split())
    return text if not text or text[-1] in ".!?…:" else f"{text}."


def _for_the_ear(line: str) -> str:
    line = HOUR.sub(_hour, line)
    line = SPAN.sub(r"từ \1 đến \2", line)
    return DAY_SPAN.sub(" đến ", line)


def _hour(match: re.Match[str]) -> str:
    minutes = match.group(2)
    return f"{int(match.group(1))} giờ" + (f" {int(minutes)} phút" if minutes and int(minutes) else "")


def _joined(first: str, second: str) -> str:
    """Join what is said first and what explains it."""
    if not second:
        return _stopped(first)
    if second[:1].islower():
        return _stopped(f"{first.rstrip('.')}, {second}")
    return f"{_stopped(first)} {_stopped(second)}"


def _kind(block: Any) -> list[str]:
    """Return the sentence that names a chart or a table."""
    names = {
        BarChart: "Biểu đồ cột",
        LineChart: "Biểu đồ đường",
        PieChart: "Biểu đồ tròn",
        DataTable: "Bảng",
        HamletMap: "Sơ đồ các thôn",
    }
    name = names.get(type(block))
    if name is None:
        return []
    unit = getattr(block, "unit", "")
    if not block.title:
        return []
    said = f"{name}: {block.title}"
    return [_stopped(f"{said}, đơn vị {unit}" if unit else said)]


def _big_number(block: BigNumber) -> list[str]:
    said = f"{block.value} {block.label}".strip()
    return [_joined(said, block.note)]


def _comparison(block: Comparison) -> list[str]:
    sides = (block.left, block.right)
    return [
        f"{side.title.capitalize()}: {_stopped('; '.join(_lower_first(line.rstrip('.')) for line in side.lines))}"
        for side in sides
    ]


def _steps(block: Steps) -> list[str]:
    return [
        f"Bước {number}: {_joined(item.title, item.text)}"
        for number, item in enumerate(block.items, start=block.first)
    ]


def _icon_list(block: IconList) -> list[str]:
    heading = [f"{block.title.rstrip(':.')}:"] if block.title else []
    return [*heading, *(_item(item) for item in block.items)]


def _item(item: Item) -> str:
    if item.text[:1].isupper():
        return _stopped(f"{item.title.rstrip('.:')}: {item.text}")
    return _joined(item.title, item.text)


def _agenda(block: Agenda) -> list[str]:
    lines = []
    for day in block.days:
        slots = "; ".join(
            f"{_lower_first(slot.hours)}, {_lower_first(slot.text)}".strip(", ") for slot in day.slots
        )
        lines.append(_stopped(f"{day.name}, ngày {day.date}: {slots}"))
    return lines


def _lower_first(text: str) -> str:
    """Return the text as it goes on within a sentence; names and abbreviations keep their capitals."""
    first, _space, rest = text.partition(" ")
    ordinary = first[1:].islower() and (not rest[:1].isupper() or first in KINDS_OF_PLACE)
    return text[:1].lower() + text[1:] if ordinary else text


KINDS_OF_PLACE = frozenset({"Thôn", "Xóm", "Xã", "Khu", "Chợ", "Trạm", "Trường"})


def _amount(value: float, unit: str) -> str:
    return f"{written(value)}{'' if unit.startswith(('%', '°')) else ' '}{unit}".strip()


def _bars(block: BarChart) -> list[str]:
    lines = []
    for bar in block.bars:
        said = f"{bar.label}: {_amount(bar.value, block.unit)}"
        if bar.before is not None and block.before:
            said += f", {block.before[:1].lower()}{block.before[1:]} là {_amount(bar.before, block.unit)}"
        lines.append(_stopped(said))
    return lines


def _lines(block: LineChart) -> list[str]:
    return [
        _stopped(
            f"{moment}: "
            + ", ".join(
                f"{series.name.lower() + ' ' if series.name else ''}{_amount(series.values[number], block.unit)}"
                for series in block.series
            )
        )
        for number, moment in enumerate(block.moments)
    ]


def _shares(block: PieChart) -> list[str]:
    total = sum(each.value for each in block.slices)
    if block.unit == "%":
        return [_stopped(f"{each.label}: {written(each.value)}%") for each in block.slices]
    return [
        _stopped(
            f"{each.label}: {_amount(each.value, block.unit)}, chiếm {written(round(100 * each.value / total, 1))}%"
        )
        for each in block.slices
    ]


def _table(block: DataTable) -> list[str]:
    return [
        _stopped(
            f"{row[0]}: "
            + "; ".join(
                f"{_lower_first(name)} {_lower_first(cell)}"
                for name, cell in zip(block.head[1:], row[1:], strict=True)
                if cell
            )
        )
        for row in block.rows
    ]


def _before_after(block: BeforeAfter) -> list[str]:
    return [_state(block.before), _state(block.after)]


def _state(state: State) -> str:
    return _joined(f"{state.title}: {state.value}", state.text)


def _hamlets(block: HamletMap) -> list[str]:
    marked = [each for each in block.hamlets if each.marked]
    others = [each for each in block.hamlets if not each.marked]
    lines = []
    if marked:
        lines.append(_stopped(f"{block.meaning or 'Được đánh dấu'}: {_named(marked)}"))
    if others:
        lines.append(_stopped(f"{'Các thôn còn lại' if marked else 'Các thôn'}: {_named(others)}"))
    return lines


def _named(hamlets: Iterable[Any]) -> str:
    return ", ".join(f"{each.name} {each.value}".strip() for each in hamlets)


def _notice(block: Notice) -> list[str]:
    return [_stopped(block.text)]


SAID: dict[type, Callable[[Any], list[str]]] = {
    BigNumber: _big_number,
    Comparison: _comparison,
    Steps: _steps,
    IconList: _icon_list,
    Agenda: _agenda,
    BarChart: _bars,
    LineChart: _lines,
    PieChart: _shares,
    DataTable: _table,
    BeforeAfter: _before_after,
    HamletMap: _hamlets,
    Notice: _notice,
}

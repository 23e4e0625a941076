"""A table for the ear: a small one row by row, a big one told honestly as big, with the way to it."""

from collections.abc import Sequence

WHERE = "mời bà con xem trên trang thông tin điện tử của xã."
MOST_ROWS, MOST_COLUMNS, MOST_CELL, MOST_TEXT = 10, 4, 80, 700
NUMBERING = {"stt", "tt", "số tt", "số thứ tự", "số"}

Row = Sequence[str]


def spoken_table(title: str, columns: Row, rows: Sequence[Row]) -> list[str]:
    """Return the sentences in which a table is told; ``columns`` are its head, empty where it has none."""
    columns, told = _without_numbering(
        columns, [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    )
    rows = [row for row in told if any(row)]
    name = title.strip().rstrip(".:")
    if not _is_small(columns, rows):
        table = f"Bảng {name}" if name else "Bảng kèm theo"
        size = f" có {len(rows)} dòng" if rows else ""
        return [f"{table}{size}, {WHERE}"]
    return [*([f"{name}:"] if name else []), *(_sentence(columns, row) for row in rows)]


def _without_numbering(columns: Row, rows: list[tuple[str, ...]]) -> tuple[Row, list[tuple[str, ...]]]:
    if len(columns) > 1 and columns[0].strip().lower().rstrip(".") in NUMBERING:
        return columns[1:], [row[1:] for row in rows]
    return columns, rows


def _is_small(columns: Row, rows: Sequence[Row]) -> bool:
    cells = [cell for row in rows for cell in row]
    return (
        0 < len(rows) <= MOST_ROWS
        and max(len(row) for row in rows) <= MOST_COLUMNS
        and all(len(cell) <= MOST_CELL for cell in cells)
        and sum(map(len, [*cells, *columns])) <= MOST_TEXT
    )


def _sentence(columns: Row, row: Row) -> str:
    """Tell one row: its first cell, then the others; with three columns or more each after its heading."""
    first, *others = row
    named = len(row) > 2
    told = [
        f"{_lower(columns[at + 1])} {cell}" if named and at + 1 < len(columns) and columns[at + 1] else cell
        for at, cell in enumerate(others)
        if cell
    ]
    words = f"{first}: {', '.join(told)}" if first and told else first or ", ".join(told)
    return words.rstrip(" .;,") + "."


def _lower(heading: str) -> str:
    heading = " ".join(heading.split())
    return heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]

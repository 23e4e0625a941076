"""One measured figure, as build/bench.json keeps it and as a person reads it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Figure:
    """``value`` in ``unit``; ``baseline`` names what it was divided by, None when it stands alone.

    ``value`` None: it could not be measured, and ``what`` says why.
    """

    id: str
    what: str
    value: float | None
    unit: str
    baseline: str | None = None

    def row(self) -> dict[str, Any]:
        """Return the figure as JSON takes it."""
        return asdict(self)


def table(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the figures as lines of aligned columns."""
    lines = [("id", "value", "unit", "what", "baseline")]
    lines += [tuple(str(row[name] if row[name] is not None else "-") for name in lines[0]) for row in rows]  # type: ignore[misc]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(_aligned(line, widths) for line in lines)


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()

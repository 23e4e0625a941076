"""One page of a long list, and the addresses of its neighbours; nobody counts the whole list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict

PARAMETER = "trang"
LAST = 1_000
Read = Callable[[int, int], Sequence[Any]]


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One page: its rows, its number, and where the newer and the older ones are (empty at the ends)."""

    rows: Sequence[Any]
    number: int
    newer: str
    older: str

    @property
    def is_alone(self) -> bool:
        """Whether everything stands on this page."""
        return not self.newer and not self.older


def leaf(read: Read, request: HttpRequest, *, size: int) -> Leaf:
    """Return the page that the request asks for; ``read(start, most)`` gives the rows from there on.

    A number that is none, or behind the end, gives the first page.
    """
    number = _number(request.GET.get(PARAMETER, ""))
    rows = read((number - 1) * size, size + 1)
    if not rows and number > 1:
        number, rows = 1, read(0, size + 1)
    return Leaf(
        rows=rows[:size],
        number=number,
        newer=_address(request.GET, number - 1) if number > 1 else "",
        older=_address(request.GET, number + 1) if len(rows) > size else "",
    )


def _number(written: str) -> int:
    is_number = written.isascii() and written.isdecimal() and len(written) < len(str(LAST)) + 1
    return min(max(int(written), 1), LAST) if is_number else 1


def _address(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed[PARAMETER] = str(number)
    return "?" + changed.urlencode()

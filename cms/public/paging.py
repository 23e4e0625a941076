"""One page of a long list, and the addresses of its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

PARAMETER = "trang"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One page: its rows, its number, and where the newer and the older ones are (empty at the ends)."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int
    newer: str
    older: str

    @property
    def is_alone(self) -> bool:
        """Whether everything stands on this page."""
        return self.pages < 2


def leaf(rows: QuerySet[Any], request: HttpRequest, *, size: int) -> Leaf:
    """Return the page that the request asks for; a wrong number gives the nearest page."""
    page = Paginator(rows, size).get_page(request.GET.get(PARAMETER))
    return Leaf(
        rows=list(page.object_list),
        number=page.number,
        pages=page.paginator.num_pages,
        total=page.paginator.count,
        newer=_address(request.GET, page.number - 1) if page.has_previous() else "",
        older=_address(request.GET, page.number + 1) if page.has_next() else "",
    )


def _address(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed[PARAMETER] = str(number)
    return "?" + changed.urlencode()

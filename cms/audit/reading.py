"""Joining the sources: a page of the log, or all of it line by line, newest first.

No table is counted and nothing is skipped over: each source gives its newest lines behind a mark, so that a page costs
the same at the end of two hundred thousand rows as at the beginning.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from cms.audit.entry import Entry, Mark, Question, Source
from cms.audit.sources import SOURCES

AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some lines, and where the next ones begin; None: there are none."""

    entries: list[Entry]
    older: Mark | None


def page(question: Question, *, before: Mark | None, size: int) -> Page:
    """Return the newest ``size`` lines behind a mark."""
    found = [
        source.newest(question, rank=rank, before=before, limit=size + 1)
        for rank, source in enumerate(SOURCES)
    ]
    merged = heapq.merge(*found, key=lambda entry: entry.order)
    lines = list(islice(merged, size + 1))
    return Page(entries=lines[:size], older=lines[size - 1].mark if len(lines) > size else None)


def every_line(question: Question) -> Iterator[Entry]:
    """Yield every line, reading each source a thousand rows at a time."""
    streams = [_stream(source, rank, question) for rank, source in enumerate(SOURCES)]
    return heapq.merge(*streams, key=lambda entry: entry.order)


def _stream(source: Source, rank: int, question: Question) -> Iterator[Entry]:
    before: Mark | None = None
    while lines := source.newest(question, rank=rank, before=before, limit=AT_ONCE):
        yield from lines
        if len(lines) < AT_ONCE:
            return
        before = lines[-1].mark

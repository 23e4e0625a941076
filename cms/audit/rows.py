"""Reading one table for the log: the same few narrowing steps for every table."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from cms.audit.entry import Entry, Group, Mark, Question
from cms.audit.folding import Fold


class Rows:
    """A table whose rows are lines; a subclass says which columns mean what."""

    groups: tuple[Group, ...]
    at: ClassVar[str]
    words: ClassVar[tuple[str, ...]]

    def rows(self) -> QuerySet[Any]:
        """Return all the rows that are lines."""
        raise NotImplementedError

    def of_group(self, group: Group) -> Q:
        """Return which rows belong to one of ``groups``."""
        return Q()

    def of_person(self, question: Question) -> Q:
        """Return which rows are one person's doing."""
        raise NotImplementedError

    def said(self, text: str) -> Q:
        """Return rows that are found by words which stand in no column."""
        return Q(pk__in=())

    def entries(self, rows: Sequence[Any], rank: int) -> Sequence[Entry]:
        """Return the lines of some rows, with no more queries for many than for one."""
        raise NotImplementedError

    def newest(self, question: Question, *, rank: int, before: Mark | None, limit: int) -> Sequence[Entry]:
        """Return the newest lines behind a mark."""
        if question.group is not None and question.group not in self.groups:
            return ()
        rows = self.rows().filter(self._behind(before, rank), self._asked(question))
        if question.text:
            rows = rows.annotate(folded=_folded(self.words))
            rows = rows.filter(Q(folded__contains=question.text) | self.said(question.text))
        return self.entries(list(rows.order_by(F(self.at).desc(), "-pk")[:limit]), rank)

    def mark(self, row: Model, rank: int) -> Mark:
        """Return the place of a row."""
        return Mark(at=getattr(row, self.at), source=rank, pk=row.pk)

    def _behind(self, before: Mark | None, rank: int) -> Q:
        if before is None:
            return Q()
        earlier, not_later = Q(**{f"{self.at}__lt": before.at}), Q(**{f"{self.at}__lte": before.at})
        if rank == before.source:
            return not_later & (earlier | Q(pk__lt=before.pk))  # the first half is what an index can answer
        return not_later if rank > before.source else earlier

    def _asked(self, question: Question) -> Q:
        asked = Q()
        if question.since is not None:
            asked &= Q(**{f"{self.at}__gte": question.since})
        if question.until is not None:
            asked &= Q(**{f"{self.at}__lt": question.until})
        if question.group is not None:
            asked &= self.of_group(question.group)
        if question.person_id is not None:
            asked &= self.of_person(question)
        return asked


def _folded(words: tuple[str, ...]) -> Fold:
    parts = [Coalesce(Cast(name, CharField()), Value("")) for name in words]
    joined = [piece for part in parts for piece in (part, Value(" "))]
    return Fold(Concat(*joined, output_field=CharField()))

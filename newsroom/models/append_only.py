"""Rows that are added and never changed: what Python refuses here, the database refuses once more (triggers)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Never, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Unchangeable(RuntimeError):
    """Somebody tried to change or remove a row of evidence."""


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What the database lets through on a table of evidence besides adding: by itself nothing.

    The values are SQL conditions over OLD and NEW; ``changes`` is by column. ``joins`` must hold of each new row.
    """

    changes: Mapping[str, str] = field(default_factory=dict)
    removal: str = ""
    joins: str = ""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that are read and added."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise Unchangeable(f"rows of {self.model._meta.label} are evidence: they are never changed")

    def bulk_update(self, objs: Any, fields: Any, batch_size: Any = None) -> int:
        """Refuse."""
        raise Unchangeable(f"rows of {self.model._meta.label} are evidence: they are never changed")

    def delete(self) -> Never:
        """Refuse."""
        raise Unchangeable(f"rows of {self.model._meta.label} are evidence: they are never removed")

    delete.queryset_only = True  # type: ignore[attr-defined]  # as Django's own: no manager offers it


class AppendOnly(models.Model):
    """A model whose rows are evidence."""

    guard: ClassVar[Guard] = Guard()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new row; refuse to write over one."""
        if not self._state.adding:
            raise Unchangeable(f"{self._meta.label} {self.pk} is evidence: it is never changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse."""
        raise Unchangeable(f"{self._meta.label} {self.pk} is evidence: it is never removed")


def without_guard(model: type[Row], keys: Collection[Any]) -> models.QuerySet[Row]:
    """Return rows that Python lets through, for the one place that a guard's condition names (erasing)."""
    return models.QuerySet(model).filter(pk__in=keys)

"""Delegations (uỷ quyền): a leader lets a named person approve in his stead for a time; rows are only added."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from newsroom.models.append_only import AppendOnly, AppendOnlyQuerySet
from newsroom.models.chain import ChainEntry


class DelegationQuerySet(AppendOnlyQuerySet["Delegation"]):
    """Delegations."""

    def in_force(self, now: datetime) -> Self:
        """Keep what has begun, has not run out and was not ended."""
        return self.filter(starts_at__lte=now, ends_at__gt=now, end=None)

    def not_over(self, now: datetime) -> Self:
        """Keep what is in force or still to come."""
        return self.filter(ends_at__gt=now, end=None)


class Delegation(AppendOnly):
    """One person may approve in the stead of another; ``section_ids`` empty means all sections."""

    class Manner(models.TextChoices):
        """How the holder signs (Nghị định 30/2020, Phụ lục I)."""

        TUQ = "tuq", _("by delegation (TUQ.)")
        KT = "kt", _("for the head (KT.)")

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="delegation")
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_given"
    )
    giver_name = models.CharField(max_length=120)
    giver_title = models.CharField(max_length=120, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations_held"
    )
    holder_name = models.CharField(max_length=120)
    holder_title = models.CharField(max_length=120, blank=True)
    manner = models.CharField(max_length=3, choices=Manner, default=Manner.TUQ)
    document_number = models.CharField(max_length=80, blank=True)
    section_ids = models.JSONField(default=list)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField(db_index=True)
    given_at = models.DateTimeField()

    objects = DelegationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-entry_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="a_delegation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("holder")), name="nobody_delegates_to_himself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_name} -> {self.holder_name}"


class DelegationEnd(AppendOnly):
    """A delegation was taken back, or given back, before its last day."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="delegation_end")
    delegation = models.OneToOneField(Delegation, on_delete=models.PROTECT, related_name="end")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField()

    class Meta:
        verbose_name = _("delegation ended")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.delegation_id}"

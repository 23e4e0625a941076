"""The frozen texts themselves, apart from the chain that names them, and the orders by which they are erased."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom.models.append_only import AppendOnly, Guard
from newsroom.models.chain import ChainEntry

BY_ORDER = 'EXISTS (SELECT 1 FROM "newsroom_erasedtext" WHERE "newsroom_erasedtext"."sha256" = OLD."sha256")'


class FrozenText(AppendOnly):
    """One form of a story as canonical JSON (RFC 8785), under its SHA-256; removed only by a recorded order."""

    guard: ClassVar[Guard] = Guard(removal=BY_ORDER)

    sha256 = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()

    class Meta:
        verbose_name = _("frozen text")
        verbose_name_plural = _("frozen texts")

    def __str__(self) -> str:
        return self.sha256[:12]


class ErasureProposal(AppendOnly):
    """An administrator asks that a story's texts be erased, because an order says so."""

    story_id = models.PositiveBigIntegerField(db_index=True)
    order_number = models.CharField(_("number of the order"), max_length=80)
    issuer = models.CharField(_("who ordered it"), max_length=160)
    reason = models.TextField(pgettext_lazy("of an erasure", "reason"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    proposed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("proposal to erase")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(order_number="") & ~models.Q(issuer="") & ~models.Q(reason=""),
                name="an_erasure_names_its_order",
            )
        ]

    def __str__(self) -> str:
        return self.order_number


class ErasureRefusal(AppendOnly):
    """A leader did not agree, or the administrator took the proposal back."""

    proposal = models.OneToOneField(ErasureProposal, on_delete=models.PROTECT, related_name="refusal")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    reason = models.TextField()
    refused_at = models.DateTimeField()

    class Meta:
        verbose_name = _("erasure refused")
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_refused_erasure_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Erasure(AppendOnly):
    """A leader confirmed: the texts were erased, and the chain says which."""

    entry = models.OneToOneField(ChainEntry, on_delete=models.PROTECT, related_name="erasure")
    proposal = models.OneToOneField(ErasureProposal, on_delete=models.PROTECT, related_name="erasure")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    erased_at = models.DateTimeField()

    class Meta:
        verbose_name = _("erasure")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class ErasedText(AppendOnly):
    """The digest of a text that was erased; without this row the database removes none."""

    sha256 = models.CharField(max_length=64, unique=True)
    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="texts")

    class Meta:
        verbose_name = _("erased text")

    def __str__(self) -> str:
        return self.sha256[:12]

"""The people who sign in."""

from functools import cached_property
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsroom import roles


class User(AbstractUser):
    """A person of the commune; a Vietnamese name is one field, in its own order."""

    full_name = models.CharField(_("full name"), max_length=120)
    title = models.CharField(pgettext_lazy("of a person", "title"), max_length=120, blank=True)
    office = models.CharField(_("office"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ["full_name"]

    class Meta(AbstractUser.Meta):
        verbose_name = _("user")  # type: ignore[assignment]
        verbose_name_plural = _("users")  # type: ignore[assignment]
        permissions = [
            ("import_document", "Can import a document as a draft"),
            ("review_submission", "Can open submissions that wait for a decision"),
            ("recall_approval", "Can recall an approved story"),
            ("propose_erasure", "Can propose to erase a text by order"),
            ("confirm_erasure", "Can confirm that a text is erased by order"),
            ("check_chain", "Can see and run the check of the evidence chain"),
            ("read_audit", "Can read the log of who did what"),
            ("export_audit", "Can export the log of who did what"),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the name as it is written on paper."""
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """Return the given name, the last word of a Vietnamese name."""
        return self.get_full_name().split()[-1]

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether Django grants it, or a delegation in force opens what waits for approval."""
        if super().has_perm(perm, obj):
            return True
        return perm == "newsroom.review_submission" and self.is_active and self._holds_delegation

    @cached_property
    def _holds_delegation(self) -> bool:
        held: Any = self.delegations_held
        return bool(held.in_force(timezone.now()).exists())

    @cached_property
    def role_codes(self) -> frozenset[str]:
        """The roles this person has, one query for each request."""
        return roles.codes(self.groups.values_list("name", flat=True))

"""What a leader approves once, dated and revocable: every kind of standing authority is one of these rows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StandingApproval(models.Model):
    """Approved once by a leader, from a day to a day, revocable; each decision is a link of the evidence chain.

    ``entry`` is the link that let it be heard, ``end_entry`` the one that took it back; a row approved without
    a link is not in force. ``valid_from`` and ``valid_until`` None mean from the approval on, and without end.
    """

    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by_name = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    valid_from = models.DateTimeField(_("valid from"), null=True, blank=True)
    valid_until = models.DateTimeField(_("valid until"), null=True, blank=True)
    entry = models.OneToOneField(
        "newsroom.ChainEntry",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_approval",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by_name = models.CharField(max_length=120, blank=True)
    end_entry = models.OneToOneField(
        "newsroom.ChainEntry",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_revocation",
    )

    class Meta:
        abstract = True

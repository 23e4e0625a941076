"""Addresses at which receivers of other makers pull the released plan of a zone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlaylistAddress(models.Model):
    """One receiver's own address: whoever has it may read and hear what is released for the zone, and nothing else.

    Only a digest of the secret part is kept: the address is shown once, when it is made.
    """

    zone = models.ForeignKey("broadcast.Zone", on_delete=models.PROTECT, related_name="playlist_addresses")
    name = models.CharField(_("name"), max_length=120)
    secret_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    last_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("receiver's address")
        verbose_name_plural = _("receivers' addresses")
        ordering = ["zone", "name"]

    def __str__(self) -> str:
        return self.name

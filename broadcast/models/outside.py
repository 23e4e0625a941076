"""Authorities that are not a story: a live broadcast that somebody opened, and items of upper levels."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadcast.models.questions import LiveQuerySet, UpstreamQuerySet


class LiveAuthority(models.Model):
    """Somebody opened the air of some zones for what they say now; it ends by itself after its minutes.

    ``closed_by_name`` is empty when it ended by itself.
    """

    station = models.ForeignKey("broadcast.Station", on_delete=models.PROTECT, related_name="live")
    zones = models.ManyToManyField("broadcast.Zone", related_name="+")
    purpose = models.CharField(_("purpose"), max_length=300)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_by_name = models.CharField(max_length=120)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    entry = models.OneToOneField("newsroom.ChainEntry", on_delete=models.PROTECT, related_name="live")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by_name = models.CharField(max_length=120, blank=True)
    end_entry = models.OneToOneField(
        "newsroom.ChainEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="live_end"
    )

    objects = LiveQuerySet["LiveAuthority"].as_manager()

    class Meta:
        verbose_name = _("live broadcast")
        verbose_name_plural = _("live broadcasts")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("opened_at")), name="a_live_broadcast_ends_later"
            ),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="a_live_broadcast_says_why"),
        ]

    def __str__(self) -> str:
        return self.purpose

    def length(self, now: datetime) -> timedelta:
        """Return how long it was open, or has been until now."""
        return min(self.closed_at or now, self.until) - self.opened_at


class UpstreamSource(models.Model):
    """A system of an upper level whose key we verified; revoked, it lets nothing in any more."""

    station = models.ForeignKey("broadcast.Station", on_delete=models.PROTECT, related_name="sources")
    name = models.CharField(_("name"), max_length=120)
    public_key = models.CharField(max_length=44, unique=True)
    key_id = models.CharField(max_length=16, unique=True)
    registered_by_name = models.CharField(max_length=120)
    registered_at = models.DateTimeField()
    entry = models.OneToOneField("newsroom.ChainEntry", on_delete=models.PROTECT, related_name="source")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by_name = models.CharField(max_length=120, blank=True)
    end_entry = models.OneToOneField(
        "newsroom.ChainEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="source_end"
    )

    class Meta:
        verbose_name = _("upper-level source")
        verbose_name_plural = _("upper-level sources")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class UpstreamItem(models.Model):
    """One item as an upper level signed it; ``entry`` is the link of the person who let it in."""

    class Kind(models.TextChoices):
        """What it carries."""

        TEXT = "text", pgettext_lazy("upstream item", "text")
        AUDIO = "audio", pgettext_lazy("upstream item", "sound")

    uuid = models.UUIDField(primary_key=True, editable=False)
    source = models.ForeignKey(UpstreamSource, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=8, choices=Kind)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    media_sha256 = models.CharField(max_length=64, blank=True)
    media_url = models.URLField(blank=True, max_length=500)
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    envelope = models.TextField()
    payload_sha256 = models.CharField(max_length=64, unique=True)
    received_at = models.DateTimeField()
    entry = models.OneToOneField(
        "newsroom.ChainEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="upstream"
    )
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    admitted_by_name = models.CharField(max_length=120, blank=True)
    admitted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by_name = models.CharField(max_length=120, blank=True)
    end_entry = models.OneToOneField(
        "newsroom.ChainEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="upstream_end"
    )

    objects = UpstreamQuerySet["UpstreamItem"].as_manager()

    class Meta:
        verbose_name = _("item of an upper level")
        verbose_name_plural = _("items of upper levels")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.title

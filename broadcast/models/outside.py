"""What is not a story: a live broadcast that somebody opened, who spoke in it, and items of upper levels."""

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


class LiveTalk(models.Model):
    """Somebody spoke live into a browser's microphone while the air was open; every piece of it is kept.

    ``token`` names the stream's address, which only the signed plans of its zones carry. ``chunks`` pieces of
    ``size_bytes`` came, the last at ``heard_at``; with the end they become one file, ``record_sha256``.
    """

    class End(models.TextChoices):
        """Why it ended."""

        PERSON = "person", _("stopped by a person")
        TIME = "time", _("the time was over")
        SILENCE = "silence", _("the line from the microphone broke")

    live = models.ForeignKey(LiveAuthority, on_delete=models.PROTECT, related_name="talks")
    token = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    until = models.DateTimeField()
    heard_at = models.DateTimeField()
    chunks = models.PositiveIntegerField(default=0)
    size_bytes = models.PositiveBigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=End, blank=True)
    record_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("live talk")
        verbose_name_plural = _("live talks")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["live"], condition=models.Q(ended_at=None), name="one_live_talk_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_name} {self.starts_at:%d/%m %H:%M}"


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

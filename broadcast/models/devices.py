"""Loudspeakers and boards, the manifests they read, and what they report."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadcast.states import DeviceStatus
from newsroom.models.append_only import AppendOnly


class Device(models.Model):
    """A loudspeaker cluster or a board; it made its own key and shows a code that a person confirms."""

    class Kind(models.TextChoices):
        """What it is."""

        LOUDSPEAKER = "loudspeaker", _("loudspeaker")
        BOARD = "board", _("e-board")

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    zone = models.ForeignKey(
        "broadcast.Zone",
        verbose_name=_("zone"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="devices",
    )
    public_key = models.CharField(max_length=44, unique=True)
    former_keys = models.JSONField(default=list, blank=True, editable=False)
    claim_code = models.CharField(max_length=7, blank=True, db_index=True)
    status = models.CharField(
        _("status"), max_length=12, choices=DeviceStatus, default=DeviceStatus.CLAIMING, editable=False
    )
    software = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by_name = models.CharField(max_length=120, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    last_played_at = models.DateTimeField(null=True, blank=True)
    playing = models.UUIDField(null=True, blank=True)
    manifest_epoch = models.PositiveIntegerField(default=0)
    manifest_counter = models.PositiveBigIntegerField(default=0)
    chain_sequence = models.PositiveBigIntegerField(default=0)
    chain_sha256 = models.CharField(max_length=64, blank=True)
    clock_error_s = models.FloatField(null=True, blank=True)
    problems = models.JSONField(default=list, blank=True)
    abilities = models.JSONField(default=list, blank=True)
    volume = models.PositiveSmallIntegerField(null=True, blank=True)
    temperature_c = models.FloatField(null=True, blank=True)
    disk_free_bytes = models.BigIntegerField(null=True, blank=True)
    running_since = models.DateTimeField(null=True, blank=True)
    position = models.CharField(_("where it stands"), max_length=160, blank=True)
    map_x = models.FloatField(_("place on the map, percent from the left"), null=True, blank=True)
    map_y = models.FloatField(_("place on the map, percent from the top"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    works_from = models.TimeField(_("switched on from"), null=True, blank=True)
    works_until = models.TimeField(_("switched on until"), null=True, blank=True)

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["zone", "name"]

    def __str__(self) -> str:
        return self.name


class DeviceSpell(models.Model):
    """A stretch of time in which a device reported one and the same state; between two rows it was silent.

    ``state`` is what stayed equal; the extremes are those of the stretch.
    """

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="spells")
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.JSONField()
    hottest_c = models.FloatField(null=True, blank=True)
    least_disk_bytes = models.BigIntegerField(null=True, blank=True)
    worst_clock_s = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("spell of a device")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="a_spell_ends_after_it_began"
            )
        ]
        indexes = [models.Index(fields=["device", "-until"], name="spells_of_a_device")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.since:%d/%m %H:%M} - {self.until:%d/%m %H:%M}"


class Manifest(models.Model):
    """One signed version of a zone's plan; ``envelope`` is served as it stands."""

    zone = models.ForeignKey("broadcast.Zone", on_delete=models.CASCADE, related_name="manifests")
    epoch = models.PositiveIntegerField()
    counter = models.PositiveBigIntegerField()
    content_key = models.CharField(max_length=64)
    media = models.JSONField()
    envelope = models.TextField()
    key_id = models.CharField(max_length=16, blank=True)
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        ordering = ["-epoch", "-counter"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "epoch", "counter"], name="a_manifest_version_is_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.zone_id} {self.epoch}.{self.counter}"


class Receipt(AppendOnly):
    """What a device says it played, showed, skipped or refused; taken once for each id."""

    WORDS = {
        "played": pgettext_lazy("receipt", "played to the end"),
        "partial": pgettext_lazy("receipt", "played in part"),
        "skipped": pgettext_lazy("receipt", "skipped"),
        "failed": pgettext_lazy("receipt", "failed"),
        "shown": pgettext_lazy("receipt", "shown"),
        "refused": pgettext_lazy("receipt", "plan refused"),
    }

    uuid = models.UUIDField(primary_key=True, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="receipts")
    airing = models.ForeignKey(
        "broadcast.Airing", null=True, blank=True, on_delete=models.PROTECT, related_name="receipts"
    )
    board_item = models.ForeignKey(
        "broadcast.BoardItem", null=True, blank=True, on_delete=models.PROTECT, related_name="receipts"
    )
    kind = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    media_sha256 = models.CharField(max_length=64, blank=True)
    evidence = models.CharField(max_length=12, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["device", "started_at"], name="receipts_of_a_device")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.outcome}"

    @property
    def outcome_words(self) -> str:
        """The outcome as a person reads it."""
        return str(self.WORDS.get(self.outcome, self.outcome))

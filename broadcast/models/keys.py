"""The station's keys as rows (never their private halves), the signed lists of them, and orders to devices."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RootKey(models.Model):
    """The key that certifies all others; devices pin it. ``slot`` is always 1: there is one in force."""

    slot = models.PositiveSmallIntegerField(unique=True, default=1, editable=False)
    key_id = models.CharField(max_length=16)
    public_key = models.CharField(max_length=44)
    epoch = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    exported_at = models.DateTimeField(null=True, blank=True)
    exported_by_name = models.CharField(max_length=120, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by_name = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("root key")
        constraints = [models.CheckConstraint(condition=models.Q(slot=1), name="one_root_key_in_force")]

    def __str__(self) -> str:
        return self.key_id


class OnlineKey(models.Model):
    """A dated key for one context, certified by the key lists that name it."""

    key_id = models.CharField(max_length=16, primary_key=True)
    context = models.CharField(max_length=80)
    public_key = models.CharField(max_length=44)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("online key")
        ordering = ["-valid_from", "key_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("valid_from")), name="a_key_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.key_id


class KeyList(models.Model):
    """One version of the list of online keys, signed by the root; ``envelope`` is served as it stands."""

    epoch = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    issued_at = models.DateTimeField()
    envelope = models.TextField()

    class Meta:
        verbose_name = _("key list")
        ordering = ["-epoch", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["epoch", "version"], name="a_key_list_version_is_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.epoch}.{self.version}"


class DeviceOrder(models.Model):
    """A command to one device; the station process signs it, the device says when it has obeyed."""

    class Action(models.TextChoices):
        """What the device is told to do."""

        SERVE = "serve", _("serve a zone")
        REVOKE = "revoke", _("forget everything")
        NEW_KEY = "new_key", _("make itself a new key")
        VOLUME = "volume", _("set its volume")
        CHIME = "chime", _("sound a test chime")
        RESTART = "restart", _("start its program again")
        LOG = "log", _("send its log")
        SCREEN = "screen", _("show like this")

    class Outcome(models.TextChoices):
        """How it ended; empty while it waits."""

        DONE = "done", pgettext_lazy("order", "done")
        FAILED = "failed", pgettext_lazy("order", "not done")
        EXPIRED = "expired", pgettext_lazy("order", "no answer in time")
        REPLACED = "replaced", pgettext_lazy("order", "replaced by a newer one")

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    device = models.ForeignKey("broadcast.Device", on_delete=models.CASCADE, related_name="orders")
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=12, choices=Action)
    zone = models.ForeignKey(
        "broadcast.Zone", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    volume = models.JSONField(null=True, blank=True)
    screen = models.JSONField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    ordered_at = models.DateTimeField()
    ordered_by_name = models.CharField(max_length=120, blank=True)
    envelope = models.TextField(blank=True)
    obeyed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = _("order to a device")
        ordering = ["device", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["device", "sequence"], name="orders_of_a_device_are_counted")
        ]
        indexes = [
            models.Index(fields=["device"], condition=models.Q(obeyed_at=None), name="orders_not_yet_obeyed")
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.sequence}: {self.action}"
